import { countInBins, equalEdges, type SortedPair } from './bins.ts';
import type { CategoricalDistribution, NumericDistribution } from './feature.ts';

const BINS = 32;
const CATEGORIES_SHOWN = 12;
/** The outermost half per cent on each side may not squeeze the rest of the picture. */
const TAIL = 0.005;
/** Tails are cut only where they would take more than this many times the width of the rest. */
const TAIL_WIDTH = 1.5;

/** Counts of both tables by category, with the totals that shares are taken of. */
export interface CountedCategories {
  readonly categories: readonly string[];
  readonly reference: Float64Array;
  readonly current: Float64Array;
  readonly n: readonly [number, number];
  /** Whether the categories have an order of their own, as numbers do. */
  readonly isOrdered?: boolean;
}

/**
 * Bins two ordered, non-empty samples for drawing. The range is that of both samples; where a thin tail would take most
 * of it, the range ends earlier and its outermost bin holds the tail (`isOpen`).
 */
export function numericDistribution(pair: SortedPair, areIntegers: boolean): NumericDistribution {
  const [first, last] = extent(pair, 0);
  const [low, high] = extent(pair, TAIL);
  const inner = high - low;
  const isOpen = [
    inner > 0 && low - first > inner * TAIL_WIDTH,
    inner > 0 && last - high > inner * TAIL_WIDTH,
  ] as const;
  const start = isOpen[0] ? low : first;
  const end = isOpen[1] ? high : last;
  const edges = drawnEdges(start, end, areIntegers);
  const counted = edges.slice();
  if (isOpen[0]) counted[0] = first;
  if (isOpen[1]) counted[counted.length - 1] = last;
  return {
    kind: 'numeric',
    edges: [...edges],
    reference: sharesInBins(pair.reference, counted),
    current: sharesInBins(pair.current, counted),
    isOpen,
  };
}

/**
 * The most frequent categories in either table, the most frequent first, the rest summed up. Categories with an order of
 * their own keep it while all of them find room.
 */
export function categoricalDistribution(counts: CountedCategories): CategoricalDistribution {
  const rows = counts.categories.map((category, i) => ({
    category,
    reference: (counts.reference[i] as number) / counts.n[0],
    current: (counts.current[i] as number) / counts.n[1],
  }));
  const ranked = counts.isOrdered && rows.length <= CATEGORIES_SHOWN ? rows : rankByShare(rows);
  const shown = ranked.length > CATEGORIES_SHOWN ? ranked.slice(0, CATEGORIES_SHOWN - 1) : ranked;
  const rest = ranked.slice(shown.length);
  const restShares = (side: 'reference' | 'current') =>
    rest.length ? [rest.reduce((sum, row) => sum + row[side], 0)] : [];
  return {
    kind: 'categorical',
    categories: [...shown.map(row => row.category), ...(rest.length ? [''] : [])],
    reference: [...shown.map(row => row.reference), ...restShares('reference')],
    current: [...shown.map(row => row.current), ...restShares('current')],
    others: rest.length,
  };
}

interface CategoryShares {
  readonly category: string;
  readonly reference: number;
  readonly current: number;
}

function rankByShare(rows: readonly CategoryShares[]): readonly CategoryShares[] {
  return rows.toSorted(
    (a, b) =>
      Math.max(b.reference, b.current) - Math.max(a.reference, a.current) ||
      compareWords(a.category, b.category),
  );
}

function extent({ reference, current }: SortedPair, tail: number): [number, number] {
  return [
    Math.min(quantile(reference, tail), quantile(current, tail)),
    Math.max(quantile(reference, 1 - tail), quantile(current, 1 - tail)),
  ];
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.round((sorted.length - 1) * share)] as number;
}

function drawnEdges(start: number, end: number, areIntegers: boolean): Float64Array {
  if (start === end) return Float64Array.of(start - 0.5, start + 0.5);
  if (!areIntegers || end - start < 2) return equalEdges(start, end, BINS);
  // Whole numbers get bins of whole width that start half a unit early, so that no bin holds more of them than another.
  const width = Math.max(1, Math.ceil((end - start + 1) / BINS));
  const bins = Math.ceil((end - start + 1) / width);
  return Float64Array.from({ length: bins + 1 }, (_, i) => start - 0.5 + i * width);
}

function sharesInBins(sorted: Float64Array, edges: Float64Array): number[] {
  return Array.from(countInBins(sorted, edges), count => count / sorted.length);
}

function compareWords(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
