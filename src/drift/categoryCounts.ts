import type { Counts } from './countTests.ts';
import type { CategoricalColumn } from './table/table.ts';

/** How often each category occurs in both tables; every listed one occurs at least once. */
export interface CategoryCounts extends Counts {
  readonly categories: readonly string[];
  /** Values that are not missing, reference and current. */
  readonly n: readonly [number, number];
  readonly missing: readonly [number, number];
  /** Whether the categories have an order of their own, as numbers do. */
  readonly isOrdered?: boolean;
}

/** Counts both columns over the union of their words, in the order of the words. */
export function countCategories(reference: CategoricalColumn, current: CategoricalColumn): CategoryCounts {
  const referenceCounts = countCodes(reference);
  const currentCounts = countCodes(current);
  const words = [...new Set([...referenceCounts.byWord.keys(), ...currentCounts.byWord.keys()])].sort();
  return {
    categories: words,
    reference: Float64Array.from(words, word => referenceCounts.byWord.get(word) ?? 0),
    current: Float64Array.from(words, word => currentCounts.byWord.get(word) ?? 0),
    n: [referenceCounts.n, currentCounts.n],
    missing: [reference.codes.length - referenceCounts.n, current.codes.length - currentCounts.n],
  };
}

/** Occurrences of each word of a column, and of all words together. */
export function countCodes({ codes, dictionary }: CategoricalColumn): {
  readonly byWord: ReadonlyMap<string, number>;
  readonly n: number;
} {
  const counts = new Float64Array(dictionary.length);
  let n = 0;
  for (const code of codes) {
    if (code < 0) continue;
    counts[code] = (counts[code] ?? 0) + 1;
    n++;
  }
  const byWord = new Map<string, number>();
  dictionary.forEach((word, code) => {
    const count = counts[code] ?? 0;
    if (count > 0) byWord.set(word, (byWord.get(word) ?? 0) + count);
  });
  return { byWord, n };
}
