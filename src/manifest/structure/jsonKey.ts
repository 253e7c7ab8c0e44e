import type { SyntaxNode } from '../syntax/node.ts';

/** A text that is the same for values that are equal as JSON, whatever the order of their fields. */
export function jsonKey(node: SyntaxNode): string {
  if (node.kind === 'scalar') return JSON.stringify(node.value);
  if (node.kind === 'sequence') return `[${node.items.map(jsonKey).join()}]`;
  return mapKey(new Map(node.entries.map(entry => [entry.name, jsonKey(entry.value)])));
}

/** The same text for a plain JSON value. */
export function valueKey(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(valueKey).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return mapKey(new Map(Object.entries(value).map(([name, child]) => [name, valueKey(child)])));
}

function mapKey(fields: ReadonlyMap<string, string>): string {
  const sorted = [...fields].sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join()}}`;
}
