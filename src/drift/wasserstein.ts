import type { SortedPair } from './bins.ts';

/**
 * Wasserstein-1 distance of two ordered, non-empty samples in the unit of their values, as
 * `scipy.stats.wasserstein_distance`.
 *
 * The area between two distribution functions is the same taken along either axis. Along the probabilities, the steps
 * depend on the sizes alone, so the processor foresees them; along the values, every second branch would be a surprise.
 */
export function wassersteinDistance({ reference, current }: SortedPair): number {
  const m = reference.length;
  const n = current.length;
  return m === n ? meanDifference(reference, current) : steppedArea(reference, current) / m / n;
}

function meanDifference(reference: Float64Array, current: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < reference.length; i++)
    sum += Math.abs((reference[i] as number) - (current[i] as number));
  return sum / reference.length;
}

/** The area in units of 1/(mn), in which the width of each step is a whole number. */
function steppedArea(reference: Float64Array, current: Float64Array): number {
  const m = reference.length;
  const n = current.length;
  let i = 0;
  let j = 0;
  let done = 0;
  let area = 0;
  while (i < m && j < n) {
    const endOfReference = (i + 1) * n;
    const endOfCurrent = (j + 1) * m;
    const end = Math.min(endOfReference, endOfCurrent);
    area += (end - done) * Math.abs((reference[i] as number) - (current[j] as number));
    done = end;
    if (end === endOfReference) i++;
    if (end === endOfCurrent) j++;
  }
  return area;
}
