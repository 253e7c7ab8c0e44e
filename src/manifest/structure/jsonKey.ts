import type { SyntaxNode } from '../syntax/node.ts';

/** A text that is the same for values that are equal as JSON, whatever the order of their fields. */
export function jsonKey(node: SyntaxNode): string {
  if (node.kind === 'scalar') return JSON.stringify(node.value);
  if (node.kind === 'sequence') return `[${node.items.map(jsonKey).join()}]`;
  const fields = new Map(node.entries.map(entry => [entry.name, entry.value]));
  const sorted = [...fields].sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([name, value]) => `${JSON.stringify(name)}:${jsonKey(value)}`).join()}}`;
}
