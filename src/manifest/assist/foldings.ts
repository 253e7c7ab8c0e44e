import type { OffsetRange } from '../problemRange.ts';
import type { ManifestDocument } from '../syntax/document.ts';
import { type Line, lineAfter, readLine } from './line.ts';

/** A stretch of whole lines that can be folded away below its first one. */
export interface Folding extends OffsetRange {
  readonly kind: 'document' | 'comment' | 'block';
}

/**
 * What can be folded: documents, everything that is indented below a line, and runs of comments. Told from the lines, as
 * editors fold YAML by themselves, so that half-written text folds too.
 */
export function foldings(text: string, documents: readonly ManifestDocument[]): readonly Folding[] {
  const found: Folding[] = documentFoldings(text, documents);
  const open: { readonly indent: number; readonly start: number }[] = [];
  let comment: { readonly start: number; end: number; count: number } | undefined;
  let lastEnd = 0;
  const close = (indent: number) => {
    for (let top = open.at(-1); top !== undefined && top.indent >= indent; top = open.at(-1)) {
      open.pop();
      if (text.slice(top.start, lastEnd).includes('\n'))
        found.push({ start: top.start, end: lastEnd, kind: 'block' });
    }
  };
  for (
    let line: ReturnType<typeof lineAfter> = readLine(text, 0);
    line !== undefined;
    line = lineAfter(text, line)
  ) {
    if (line.kind === 'comment') {
      comment ??= { start: line.start, end: line.end, count: 0 };
      comment.end = line.end;
      comment.count++;
      continue;
    }
    if (comment !== undefined && comment.count > 1)
      found.push({ start: comment.start, end: comment.end, kind: 'comment' });
    comment = undefined;
    if (line.kind === 'blank') continue;
    close(line.kind === 'separator' ? 0 : depthOf(line));
    lastEnd = line.end;
    if (line.kind === 'separator') continue;
    open.push({ indent: depthOf(line), start: line.start });
    // A key behind a dash holds what is indented deeper than the key, which folds by itself below the item's first line.
    if (line.dashes.length > 0 && line.key !== undefined)
      open.push({ indent: line.key.column, start: line.start });
  }
  close(0);
  return byLine(found);
}

/** A dash may stand in the column of its list's key and is below it nevertheless. */
function depthOf(line: Line): number {
  return line.dashes.length > 0 ? line.indent + 0.5 : line.indent;
}

/** One folding a first line: the longest, since editors show one arrow a line. */
function byLine(found: readonly Folding[]): readonly Folding[] {
  const longest = new Map<number, Folding>();
  for (const one of found) {
    const known = longest.get(one.start);
    if (known === undefined || one.end > known.end) longest.set(one.start, one);
  }
  return [...longest.values()].sort((a, b) => a.start - b.start);
}

function documentFoldings(text: string, documents: readonly ManifestDocument[]): Folding[] {
  if (documents.length < 2) return [];
  return documents.flatMap(({ piece }) => {
    const start =
      piece.offset + (/^(?:[ \t]*(?:#[^\n]*)?\r?\n)*/.exec(piece.text.slice(0, 10_000))?.[0].length ?? 0);
    const body = text.slice(start, piece.offset + piece.text.length);
    const end = start + body.trimEnd().length;
    return text.slice(start, end).includes('\n') ? [{ start, end, kind: 'document' as const }] : [];
  });
}
