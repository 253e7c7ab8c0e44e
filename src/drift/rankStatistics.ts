/** What one walk over two ordered samples tells. */
export interface RankStatistics {
  /** Greatest difference of the two empirical distribution functions: the Kolmogorov–Smirnov statistic. */
  readonly kolmogorovSmirnov: number;
  /** Area between the two distribution functions: the Wasserstein-1 distance, in the unit of the values. */
  readonly wasserstein: number;
  /** How many different values both samples hold together. */
  readonly distinct: number;
}

/**
 * Compares two ordered, non-empty samples in one linear pass, as `scipy.stats.ks_2samp` and
 * `scipy.stats.wasserstein_distance` define the two numbers.
 */
export function rankStatistics(reference: Float64Array, current: Float64Array): RankStatistics {
  const m = reference.length;
  const n = current.length;
  let i = 0;
  let j = 0;
  let previous = 0;
  // Counted in units of 1/(mn), the gap of the distribution functions is a whole number, hence exact.
  let gap = 0;
  let widest = 0;
  let area = 0;
  let distinct = 0;
  while (i < m || j < n) {
    const a = i < m ? (reference[i] as number) : Number.POSITIVE_INFINITY;
    const b = j < n ? (current[j] as number) : Number.POSITIVE_INFINITY;
    const value = Math.min(a, b);
    if (gap !== 0) area += gap * (value - previous);
    previous = value;
    distinct++;
    while (i < m && reference[i] === value) i++;
    while (j < n && current[j] === value) j++;
    gap = Math.abs(i * n - j * m);
    if (gap > widest) widest = gap;
  }
  return { kolmogorovSmirnov: widest / m / n, wasserstein: area / m / n, distinct };
}
