import { removeEntry } from '../fix/edits.ts';
import type { Report } from '../rule.ts';
import { say } from '../say.ts';
import type { Schema } from '../schema/schema.ts';
import { entryOf } from '../syntax/lookup.ts';
import type { SequenceNode, SyntaxNode } from '../syntax/node.ts';
import { jsonKey } from './jsonKey.ts';

const rule = 'schema/duplicate-item';

/** Items that repeat the keys of another one in a list map, or that stand twice in a set. The server names the second alone. */
export function judgeDuplicates(node: SequenceNode, schema: Schema, report: Report): void {
  const type = schema.json['x-kubernetes-list-type'];
  if (node.items.length < 2) return;
  if (type === 'set')
    eachSecond(node, jsonKey, (item, first) =>
      report(rule, item, say`This item stands in the list already, and its items must differ.`, {
        related: [{ at: first, message: say`The first one.` }],
        fixes: () => [{ title: say`Remove this item`, edits: removeEntry(item), isSafe: false }],
      }),
    );
  if (type !== 'map') return;
  const keys = schema.json['x-kubernetes-list-map-keys'] ?? [];
  eachSecond(
    node,
    item => keysOf(item, keys, schema),
    (item, first) =>
      report(
        rule,
        item,
        say`Another item of this list has the same ${keys.join(', ')}, by which the items are told apart.`,
        {
          related: [{ at: first, message: say`The first one.` }],
          fixes: () => [{ title: say`Remove this item`, edits: removeEntry(item), isSafe: false }],
        },
      ),
  );
}

function eachSecond(
  node: SequenceNode,
  keyOf: (item: SyntaxNode) => string,
  tell: (item: SyntaxNode, first: SyntaxNode) => void,
): void {
  const seen = new Map<string, { readonly first: SyntaxNode; count: number }>();
  for (const item of node.items) {
    const key = keyOf(item);
    const known = seen.get(key);
    if (known === undefined) seen.set(key, { first: item, count: 1 });
    else if (++known.count === 2) tell(item, known.first);
  }
}

/** A key that is left out counts with its default. */
function keysOf(item: SyntaxNode, keys: readonly string[], schema: Schema): string {
  return keys
    .map(key => {
      const value = entryOf(item, key)?.value;
      const fallback = schema.items?.property(key)?.json.default;
      const isGiven = value !== undefined && (value.kind !== 'scalar' || value.value !== null);
      return isGiven ? jsonKey(value) : fallback === undefined ? '' : JSON.stringify(fallback);
    })
    .join('\n');
}
