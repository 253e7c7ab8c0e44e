import type { Problem } from './problem.ts';
import { entryHolding, pathOf } from './syntax/lookup.ts';
import { endOf, type SyntaxNode, startOf } from './syntax/node.ts';

/** A stretch of a file, in offsets. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/**
 * What is underlined for a problem: the scalar or key itself; for a map or list that is wrong as a whole, or lacks something,
 * its head, since nobody wants a page underlined.
 */
export function problemRange({ at, missing }: Problem): OffsetRange {
  if (at.kind === 'scalar' && !at.isAbsent && missing === undefined) return firstLine(at);
  return headOf(at);
}

/** The key that holds a node; of a list item its first key; of a whole object its kind. */
export function headOf(node: SyntaxNode): OffsetRange {
  const entry = entryHolding(node);
  if (entry) return { start: startOf(entry.key), end: endOf(entry.key) };
  if (node.kind !== 'map') return firstLine(node);
  const kind =
    node.parent === undefined ? node.entries.find(({ name }) => name === 'kind')?.value : undefined;
  return kind ? firstLine(kind) : firstLine(node.entries[0]?.key ?? node);
}

function firstLine(node: SyntaxNode): OffsetRange {
  const start = startOf(node);
  const line = node.piece.text.indexOf('\n', node.from);
  const end = line === -1 || line >= node.to ? endOf(node) : node.piece.offset + line;
  return { start, end: Math.max(end, start) };
}

/** The problem's field as the API server writes it; empty for the object itself. */
export function problemPath({ at, missing }: Problem, top?: SyntaxNode): string {
  const path = pathOf(at, top);
  if (missing === undefined) return path;
  return path === '' ? missing : `${path}.${missing}`;
}
