import type { OffsetRange } from '../problemRange.ts';
import type { ManifestDocument } from '../syntax/document.ts';
import { endOf, type SyntaxNode, startOf } from '../syntax/node.ts';
import { documentAt } from './objectAt.ts';
import { pointedAt } from './pointedAt.ts';

/**
 * What a growing selection takes in, from the smallest to the largest: the word or value at the offset, its entry, and every
 * map, list and entry around it, at last the document. Each range holds the one before.
 */
export function selectionRanges(
  documents: readonly ManifestDocument[],
  offset: number,
): readonly OffsetRange[] {
  const document = documentAt(documents, offset);
  if (document === undefined) return [];
  const { piece } = document;
  const chain = pointedAt(documents, offset)?.chain ?? [];
  const ranges = chain.toReversed().flatMap(node => [rangeOf(node), ...entryRange(node)]);
  const whole = { start: piece.offset, end: piece.offset + piece.text.length };
  const grown: OffsetRange[] = [];
  for (const range of [...ranges, whole]) {
    const last = grown.at(-1);
    if (last === undefined || (range.start <= last.start && range.end >= last.end && !isSame(range, last)))
      grown.push(range);
  }
  return grown;
}

function rangeOf(node: SyntaxNode): OffsetRange {
  return { start: startOf(node), end: endOf(node) };
}

function entryRange(node: SyntaxNode): readonly OffsetRange[] {
  if (node.parent?.kind !== 'map') return [];
  const entry = node.parent.entries.find(({ key, value }) => key === node || value === node);
  if (entry === undefined || entry.isMerged) return [];
  return [{ start: startOf(entry.key), end: Math.max(endOf(entry.key), endOf(entry.value)) }];
}

function isSame(a: OffsetRange, b: OffsetRange): boolean {
  return a.start === b.start && a.end === b.end;
}
