import type { Entry, MapNode, Piece, ScalarNode, SequenceNode, SyntaxNode } from '../syntax/node.ts';

const nowhere: Piece = { text: '', offset: 0 };
const place = { piece: nowhere, from: 0, to: 0, parent: undefined } as const;

/**
 * JSON as a tree of nodes that stand in no file: a schema's default, or an object that the cluster has. What JSON cannot hold
 * becomes null.
 */
export function jsonNode(json: unknown): SyntaxNode {
  if (Array.isArray(json)) {
    const sequence: SequenceNode = { ...place, kind: 'sequence', items: json.map(jsonNode), isFlow: false };
    return adopted(sequence, sequence.items);
  }
  if (typeof json !== 'object' || json === null) return scalar(json);
  const entries = Object.entries(json).map(
    ([name, value]): Entry => ({ key: scalar(name), name, value: jsonNode(value), isMerged: false }),
  );
  const map: MapNode = { ...place, kind: 'map', entries, isFlow: false };
  return adopted(
    map,
    entries.flatMap(entry => [entry.key, entry.value]),
  );
}

function scalar(json: unknown): ScalarNode {
  const isPlain = typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean';
  const value = isPlain ? json : null;
  return { ...place, kind: 'scalar', value, text: String(value), style: 'plain', isAbsent: false };
}

function adopted<Holder extends MapNode | SequenceNode>(
  holder: Holder,
  children: readonly SyntaxNode[],
): Holder {
  for (const child of children) child.parent = holder;
  return holder;
}
