/** A described thing: names with their values, one below the other. */
export type TextBlock = readonly TextEntry[];

/** A name with one line, several lines, or a block of its own below it. An absent or empty value leaves the name out. */
export type TextEntry = readonly [name: string, value: string | number | undefined | TextBlock];

/** Writes a block: the values of neighbouring lines stand in one column, nested blocks are indented. */
export function writeBlock(block: TextBlock, indent = ''): string {
  const present = block.filter(([, value]) => isPresent(value));
  const width = Math.min(28, Math.max(0, ...present.filter(isInline).map(([name]) => name.length + 1)));
  return present.map(entry => writeEntry(entry, indent, width)).join('');
}

function writeEntry([name, value]: TextEntry, indent: string, width: number): string {
  if (typeof value === 'object') return `${indent}${name}:\n${writeBlock(value, `${indent}  `)}`;
  const text = String(value);
  if (!text.includes('\n')) return `${indent}${`${name}:`.padEnd(width)}  ${text}\n`;
  const lines = text.split('\n').map(line => `${indent}  ${line}`.trimEnd());
  return `${indent}${name}:\n${lines.join('\n')}\n`;
}

function isPresent(value: TextEntry[1]): boolean {
  if (typeof value === 'object') return value.some(([, inner]) => isPresent(inner));
  return value !== undefined && value !== '';
}

function isInline([, value]: TextEntry): boolean {
  return typeof value !== 'object' && !String(value).includes('\n');
}

/** Rows as columns, with a heading; empty without rows. */
export function writeTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const all = [heading, ...rows];
  const widths = heading.map((_, column) => Math.max(...all.map(row => (row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd();
  return `${all.map(line).join('\n')}\n`;
}
