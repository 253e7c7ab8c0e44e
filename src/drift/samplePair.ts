import { countByValue, type SortedPair } from './bins.ts';
import type { CategoryCounts } from './categoryCounts.ts';
import { countDistinct, takeSample } from './sample.ts';
import type { SortMemory } from './sortNumbers.ts';
import type { NumericColumn } from './table/table.ts';

/** Both samples of a numeric feature, reference first. */
export interface SamplePair extends SortedPair {
  readonly n: readonly [number, number];
  readonly missing: readonly [number, number];
  readonly referenceDeviation: number;
  /** Whether both columns hold whole numbers in every row. */
  readonly areIntegers: boolean;
}

/** Sorts the finite values of both columns, in place. */
export function takeSamplePair(
  reference: NumericColumn,
  current: NumericColumn,
  memory?: SortMemory,
): SamplePair {
  const first = takeSample(reference.values, memory);
  const second = takeSample(current.values, memory);
  return {
    reference: first.sorted,
    current: second.sorted,
    n: [first.sorted.length, second.sorted.length],
    missing: [first.missing, second.missing],
    referenceDeviation: first.standardDeviation,
    areIntegers: reference.areIntegers && current.areIntegers,
  };
}

/** Counts each value of both samples, as if it were a category. */
export function countValues(pair: SamplePair): CategoryCounts {
  const { values, reference, current } = countByValue(pair);
  return {
    categories: values.map(String),
    reference,
    current,
    n: pair.n,
    missing: pair.missing,
    isOrdered: true,
  };
}

/** Whether no value occurs twice in one of the samples. */
export function areUnique({ reference, current }: SortedPair): boolean {
  return [reference, current].every(sorted => countDistinct(sorted) === sorted.length);
}

/** Whether an ordered sample holds at most so many different values. */
export function hasAtMost(limit: number, sorted: Float64Array): boolean {
  return countDistinct(sorted, limit) <= limit;
}

/** How many different values both samples hold together; counting stops above `limit`, and then gives more than it. */
export function countTogether({ reference, current }: SortedPair, limit: number): number {
  if (!hasAtMost(limit, reference) || !hasAtMost(limit, current)) return limit + 1;
  return countByValue({ reference, current }).values.length;
}
