import { type SortMemory, sortNumbers } from './sortNumbers.ts';

/** The usable values of one numeric column, in order, with what the tests need to know of them. */
export interface Sample {
  /** Finite values, upwards. */
  readonly sorted: Float64Array;
  /** Rows without a finite value: missing and infinite ones. */
  readonly missing: number;
  readonly standardDeviation: number;
}

/**
 * Takes the finite values of a column and sorts them, in place: the column keeps its values, in another order. A copy of
 * each column would cost about as much as sorting it.
 *
 * The standard deviation divides by n (`numpy.std`), and is 0 for an empty sample.
 */
export function takeSample(values: Float64Array, memory?: SortMemory): Sample {
  const sorted = finiteFirst(values);
  sortNumbers(sorted, memory);
  return {
    sorted,
    missing: values.length - sorted.length,
    standardDeviation: standardDeviation(sorted),
  };
}

/** How many different values an ordered array holds; counting stops above `limit`, and then gives `limit + 1`. */
export function countDistinct(sorted: Float64Array, limit = Number.POSITIVE_INFINITY): number {
  let distinct = sorted.length === 0 ? 0 : 1;
  for (let i = 1; i < sorted.length && distinct <= limit; i++) {
    if (sorted[i] !== sorted[i - 1]) distinct++;
  }
  return distinct;
}

/** Moves what is not finite to the end, and gives the part before it. */
function finiteFirst(values: Float64Array): Float64Array {
  let length = firstGap(values);
  for (let i = length; i < values.length; i++) {
    const value = values[i] as number;
    if (value - value !== 0) continue;
    values[i] = values[length] as number;
    values[length] = value;
    length++;
  }
  return values.subarray(0, length);
}

/** Index of the first value that is not finite. The difference is NaN for NaN and both infinities, and costs no call. */
function firstGap(values: Float64Array): number {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value - value !== 0) return i;
  }
  return values.length;
}

/**
 * In one pass around the median. The mean is never further from it than one deviation, so that at most one bit is lost
 * where squares of large values that lie close together would leave nothing.
 */
function standardDeviation(sorted: Float64Array): number {
  if (sorted.length === 0) return 0;
  const median = sorted[sorted.length >> 1] as number;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < sorted.length; i++) {
    const difference = (sorted[i] as number) - median;
    sum += difference;
    squares += difference * difference;
  }
  const mean = sum / sorted.length;
  return Math.sqrt(Math.max(0, squares / sorted.length - mean * mean));
}
