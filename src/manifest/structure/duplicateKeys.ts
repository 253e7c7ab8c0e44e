import { removeEntry } from '../fix/edits.ts';
import { keptByNode } from '../keptByNode.ts';
import type { Report, RuleFacts } from '../rule.ts';
import { say } from '../say.ts';
import type { Entry, MapNode, SequenceNode, SyntaxNode } from '../syntax/node.ts';

export const duplicateKeyFacts: RuleFacts = {
  id: 'yaml/duplicate-key',
  severity: 'error',
  summary: 'A key that stands twice in one map.',
  why: 'The API server refuses it under strict field validation, which kubectl asks for; other tools take the last one and drop the others silently.',
};

/** Says of every key that stands in its map already, anywhere in a document. */
export function judgeDuplicateKeys(root: SyntaxNode, report: Report): void {
  for (const { first, again } of pairsBelow(root))
    report(
      duplicateKeyFacts.id,
      again.key,
      say`The key ${again.name} stands in this map already; only one of them can count.`,
      {
        related: [{ at: first.key, message: say`The first one.` }],
        fixes: () => [
          { title: say`Remove this ${again.name}`, edits: removeEntry(again.key), isSafe: false },
        ],
      },
    );
}

interface Pair {
  readonly first: Entry;
  readonly again: Entry;
}

/** Kept for the roots of pieces, so that an edit costs the piece that it changed. */
const pairsBelow = keptByNode((node: SyntaxNode): readonly Pair[] => {
  const pairs: Pair[] = [];
  gather(node, pairs);
  return pairs;
});

function gather(node: SyntaxNode, pairs: Pair[]): void {
  if (node.kind === 'scalar' || isAlias(node)) return;
  if (node.kind === 'map') gatherKeys(node, pairs);
  const children = node.kind === 'map' ? node.entries.map(entry => entry.value) : node.items;
  for (const child of children) {
    // What an alias or a merge key brings along is looked at where it stands.
    if (child.parent !== node || child.kind === 'scalar') continue;
    if (child.piece === node.piece) gather(child, pairs);
    else for (const pair of pairsBelow(child)) pairs.push(pair);
  }
}

/** An alias is a node of its own over what belongs to its target. */
function isAlias(node: MapNode | SequenceNode): boolean {
  const first = node.kind === 'map' ? node.entries.find(entry => !entry.isMerged)?.key : node.items[0];
  return first !== undefined && first.parent !== node;
}

function gatherKeys({ entries }: MapNode, pairs: Pair[]): void {
  if (entries.length < 2) return;
  const seen = new Map<string, Entry>();
  for (const entry of entries) {
    const first = seen.get(entry.name);
    if (first === undefined) seen.set(entry.name, entry);
    else if (!entry.isMerged) pairs.push({ first, again: entry });
  }
}
