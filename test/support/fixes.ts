import type { Fix } from '../../src/manifest/fix/fix.ts';

/** A text after one fix. Throws where edits overlap, since an editor would refuse them. */
export function withFixApplied(text: string, { edits }: Fix): string {
  let result = text;
  let limit = text.length;
  for (const { start, end, newText } of edits.toSorted((a, b) => b.start - a.start || b.end - a.end)) {
    if (end > limit) throw new Error('edits overlap');
    result = result.slice(0, start) + newText + result.slice(end);
    limit = start;
  }
  return result;
}
