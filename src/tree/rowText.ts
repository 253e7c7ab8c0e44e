import type { RowTooltip } from './treeRow.ts';

/** Joins what there is of a description: `Running · 1/1 ready`. `undefined` when there is nothing. */
export function joined(...parts: readonly (string | undefined | false)[]): string | undefined {
  const present = parts.filter(part => typeof part === 'string' && part !== '');
  return present.length === 0 ? undefined : present.join(' · ');
}

/** A tooltip of the rows that have a value. */
export function tooltipOf(
  title: string,
  rows: readonly (readonly [name: string, value: string | number | undefined])[],
): RowTooltip {
  const present = rows.flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return { title, rows: present };
}

/**
 * One line, at most `limit` characters, without control characters and marks that turn the direction of writing:
 * these could reorder what stands around the text.
 */
export function oneLine(text: string, limit = 120): string {
  const line = text
    .slice(0, limit * 4)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return line.length <= limit ? line : `${line.slice(0, limit - 1)}…`;
}

/** `1 pod`, `3 pods`, `10,000 pods`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** `10,000`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A description where there is one: absence and emptiness look alike in a tree. */
export function optionalDescription(text: string | undefined): { readonly description?: string } {
  return text === undefined ? {} : { description: text };
}
