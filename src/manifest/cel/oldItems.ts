import type { Schema } from '../schema/schema.ts';
import { entryOf } from '../syntax/lookup.ts';
import type { SyntaxNode } from '../syntax/node.ts';

/** The item that stood for an item before the change. Only lists with keys know; in others nobody can tell items apart. */
export function counterpart(
  item: SyntaxNode,
  list: Schema,
  old: SyntaxNode | undefined,
): SyntaxNode | undefined {
  if (old?.kind !== 'sequence' || list.json['x-kubernetes-list-type'] !== 'map') return undefined;
  const keys = list.json['x-kubernetes-list-map-keys'] ?? [];
  const wanted = keyOf(item, list, keys);
  return old.items.find(other => keyOf(other, list, keys) === wanted);
}

function keyOf(item: SyntaxNode, list: Schema, keys: readonly string[]): string {
  return keys
    .map(key => {
      const value = entryOf(item, key)?.value;
      const written = value?.kind === 'scalar' ? value.value : undefined;
      return String(written ?? list.items?.property(key)?.json.default);
    })
    .join('\n');
}
