import { jsonNode } from '../cel/jsonNode.ts';
import type { Schema } from '../schema/schema.ts';
import { entryOf } from '../syntax/lookup.ts';
import type { Entry, MapNode, SyntaxNode } from '../syntax/node.ts';

/**
 * A node as a branch of `anyOf` and its like finds it: with the defaults of the fields that the branch is about, since the
 * server fills them in before it judges values. The node itself where none of them is missing.
 */
export function withDefaults(node: SyntaxNode, branch: Schema, base: Schema): SyntaxNode {
  if (node.kind !== 'map') return node;
  const names = new Set([...branch.propertyNames, ...branch.required]);
  const added = [...names].flatMap(name => defaultEntry(node, name, base));
  return added.length === 0 ? node : { ...node, entries: [...node.entries, ...added] };
}

function defaultEntry(node: MapNode, name: string, base: Schema): readonly Entry[] {
  const fallback = base.property(name)?.json.default;
  const written = entryOf(node, name)?.value;
  const isSet = written !== undefined && (written.kind !== 'scalar' || written.value !== null);
  if (fallback === undefined || isSet) return [];
  const key = jsonNode(name);
  return key.kind === 'scalar' ? [{ key, name, value: jsonNode(fallback), isMerged: true }] : [];
}

/** Whether a node stands in no file, as those of defaults. */
export function isMadeUp(node: SyntaxNode): boolean {
  return node.piece.text === '';
}
