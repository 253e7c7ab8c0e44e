import { entryOf, nodeAt } from '../../syntax/lookup.ts';
import type { SyntaxNode } from '../../syntax/node.ts';

/** Whether a field is there, as the server sees it: a null is as good as nothing. */
export function has(node: SyntaxNode | undefined, ...path: readonly (string | number)[]): boolean {
  const value = nodeAt(node, ...path);
  return value !== undefined && !(value.kind === 'scalar' && value.value === null);
}

/** The text of a field; what the server fills in where there is nothing. */
export function textOr(node: SyntaxNode | undefined, name: string, fallback: string): string {
  const value = entryOf(node, name)?.value;
  if (value?.kind !== 'scalar' || value.value === null) return fallback;
  return typeof value.value === 'string' ? value.value : value.text;
}

/** The number in a field; the fallback where there is nothing, NaN where there is something else. */
export function numberOr(node: SyntaxNode | undefined, name: string, fallback: number): number {
  const value = entryOf(node, name)?.value;
  if (value?.kind !== 'scalar' || value.value === null) return fallback;
  return typeof value.value === 'number' ? value.value : Number.NaN;
}

/** The items of a list, or of the list in a field. */
export function listed(
  node: SyntaxNode | undefined,
  ...path: readonly (string | number)[]
): readonly SyntaxNode[] {
  const list = nodeAt(node, ...path);
  return list?.kind === 'sequence' ? list.items : [];
}

/** How many items or entries a field holds. */
export function sizeOf(node: SyntaxNode | undefined, ...path: readonly (string | number)[]): number {
  const value = nodeAt(node, ...path);
  if (value?.kind === 'sequence') return value.items.length;
  return value?.kind === 'map' ? new Set(value.entries.map(entry => entry.name)).size : 0;
}

/** Which of some fields are there. */
export function givenOf(node: SyntaxNode, names: readonly string[]): readonly string[] {
  return names.filter(name => has(node, name));
}

/** The first of some keys that comes twice; undefined where all differ. */
export function repeated(keys: readonly (string | undefined)[]): string | undefined {
  const seen = new Set<string>();
  for (const key of keys) {
    if (key === undefined) continue;
    if (seen.has(key)) return key;
    seen.add(key);
  }
  return undefined;
}
