/** Shares of both samples in the same bins or categories; each sums to 1. */
export interface Shares {
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

/** Two ordered samples of numbers. */
export interface SortedPair {
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

/**
 * Edges of equal bins over both samples together by Sturges's rule, as `numpy.histogram_bin_edges(…, bins='sturges')`.
 * Samples are ordered and not empty; integer samples get no bin narrower than 1.
 */
export function sturgesEdges({ reference, current }: SortedPair, areIntegers: boolean): Float64Array {
  const first = Math.min(reference[0] as number, current[0] as number);
  const last = Math.max(reference.at(-1) as number, current.at(-1) as number);
  const width = (last - first) / (Math.log2(reference.length + current.length) + 1);
  if (width === 0) return Float64Array.of(first - 0.5, first + 0.5);
  const bins = Math.ceil((last - first) / (areIntegers ? Math.max(1, width) : width));
  return equalEdges(first, last, bins);
}

/** `bins + 1` equally spaced edges from first to last, as `numpy.linspace` rounds them. */
export function equalEdges(first: number, last: number, bins: number): Float64Array {
  const step = (last - first) / bins;
  const edges = Float64Array.from({ length: bins + 1 }, (_, index) => index * step + first);
  edges[bins] = last;
  return edges;
}

/** How many values of an ordered sample lie in each bin; bins are open above, but the last one (`numpy.histogram`). */
export function countInBins(sorted: Float64Array, edges: Float64Array): Float64Array {
  const bins = edges.length - 1;
  const counts = new Float64Array(bins);
  let start = firstAtLeast(sorted, edges[0] as number);
  for (let bin = 0; bin < bins; bin++) {
    const edge = edges[bin + 1] as number;
    const end = bin === bins - 1 ? firstAbove(sorted, edge) : firstAtLeast(sorted, edge);
    counts[bin] = end - start;
    start = end;
  }
  return counts;
}

/** Counts of every value that either ordered sample holds, upwards by value. */
export function countByValue({ reference, current }: SortedPair): {
  readonly values: readonly number[];
  readonly reference: Float64Array;
  readonly current: Float64Array;
} {
  const values = [...new Set([...distinctValues(reference), ...distinctValues(current)])].sort(
    (a, b) => a - b,
  );
  return { values, reference: countOf(reference, values), current: countOf(current, values) };
}

/** Counts divided by their total. */
export function toShares(counts: Float64Array, total: number): Float64Array {
  return counts.map(count => count / total);
}

function distinctValues(sorted: Float64Array): number[] {
  const values: number[] = [];
  let at = 0;
  while (at < sorted.length) {
    const value = sorted[at] as number;
    values.push(value);
    at = firstAbove(sorted, value, at);
  }
  return values;
}

function countOf(sorted: Float64Array, values: readonly number[]): Float64Array {
  let start = 0;
  return Float64Array.from(values, value => {
    const end = firstAbove(sorted, value, start);
    const count = end - start;
    start = end;
    return count;
  });
}

/** Index of the first value at or above the bound in an ordered array, as {@link firstAbove}. */
export function firstAtLeast(sorted: Float64Array, bound: number, from = 0, to = sorted.length): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the first value above the bound in an ordered array, between the indices `from` and `to`; `to` if there is none. */
export function firstAbove(sorted: Float64Array, bound: number, from = 0, to = sorted.length): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
