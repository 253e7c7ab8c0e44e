import type { OffsetRange } from '../problemRange.ts';
import type { ManifestDocument } from '../syntax/document.ts';
import { documentAt } from './objectAt.ts';

/** An anchor with the aliases that mean it, by the names alone (without `&` and `*`). */
export interface AnchorUse {
  readonly name: string;
  readonly anchor: OffsetRange;
  readonly aliases: readonly OffsetRange[];
}

/**
 * The anchor that the text at an offset sets or means; undefined where it is neither. An alias means the last anchor of its
 * name before it, in the same document.
 */
export function anchorAt(documents: readonly ManifestDocument[], offset: number): AnchorUse | undefined {
  const document = documentAt(documents, offset);
  if (document === undefined) return undefined;
  const { text, offset: base } = document.piece;
  const at = offset - base;
  // Most offsets stand on no mark at all, and a long document must not be searched for them.
  const near =
    /[&*][\w.-]*$/.exec(text.slice(Math.max(0, at - 200), at)) ??
    (/^[&*]/.test(text.slice(at, at + 1)) ? [''] : null);
  if (near === null) return undefined;
  const marks = marksOf(text);
  const hit = marks.find(({ from, to }) => from - 1 <= at && at <= to);
  if (hit === undefined) return undefined;
  const isOfName = marks.filter(({ name }) => name === hit.name);
  const set = hit.isAnchor ? hit : isOfName.findLast(mark => mark.isAnchor && mark.from < hit.from);
  if (set === undefined) return undefined;
  const next = isOfName.find(mark => mark.isAnchor && mark.from > set.from)?.from ?? text.length;
  const range = (mark: Mark) => ({ start: base + mark.from, end: base + mark.to });
  const aliases = isOfName.filter(mark => !mark.isAnchor && mark.from > set.from && mark.from < next);
  return { name: hit.name, anchor: range(set), aliases: aliases.map(range) };
}

interface Mark {
  readonly name: string;
  readonly isAnchor: boolean;
  /** Of the name, behind its mark. */
  readonly from: number;
  readonly to: number;
}

/** Anchors and aliases stand where a value begins: behind a colon, a dash, a bracket or a comma, or at a line's start. */
function marksOf(text: string): readonly Mark[] {
  const marks: Mark[] = [];
  for (const match of text.matchAll(/(?:^|[:\-[{,]|\?)[ \t]*([&*])([\w.-]+)(?=[\s,\]}]|$)/gm)) {
    const name = match[2] ?? '';
    const to = match.index + match[0].length;
    marks.push({ name, isAnchor: match[1] === '&', from: to - name.length, to });
  }
  return marks;
}
