/**
 * The word that someone most likely meant: the same but for upper and lower case, else the only one within two typing
 * slips. Undefined where nothing is near or two are equally near.
 */
export function nearest(written: string, words: readonly string[]): string | undefined {
  const folded = written.toLowerCase();
  const same = words.find(word => word.toLowerCase() === folded);
  if (same !== undefined) return same;
  const ranked = words
    .map(word => ({ word, slips: slipsBetween(folded, word.toLowerCase()) }))
    .filter(candidate => candidate.slips <= Math.min(2, candidate.word.length - 1))
    .sort((a, b) => a.slips - b.slips);
  return ranked[0] !== undefined && ranked[0].slips !== ranked[1]?.slips ? ranked[0].word : undefined;
}

/** Levenshtein's distance: insertions, deletions and replacements of single characters. */
function slipsBetween(from: string, to: string): number {
  if (Math.abs(from.length - to.length) > 2) return 3;
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let line = 1; line <= from.length; line++) {
    const next = [line];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (row[column - 1] ?? 0) + (from[line - 1] === to[column - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
