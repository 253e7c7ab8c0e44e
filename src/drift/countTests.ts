import { chiSquareTail, normalTwoSidedTail } from './specialFunctions.ts';

/** Counts of both samples in the same categories. */
export interface Counts {
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

/** A test statistic and its p-value. */
export interface TestResult {
  readonly statistic: number;
  readonly pValue: number;
}

/**
 * Pearson's χ² test of the current counts against the reference counts scaled to the same total, as
 * `scipy.stats.chisquare(current, scaled reference)`. A category that the reference lacks makes the statistic infinite
 * and the p-value 0; one that both lack must not be listed. A single category leaves nothing to test: the p-value is NaN.
 */
export function chiSquareTest({ reference, current }: Counts): TestResult {
  const scale = total(current) / total(reference);
  let statistic = 0;
  for (let i = 0; i < reference.length; i++) {
    const expected = (reference[i] as number) * scale;
    statistic += ((current[i] as number) - expected) ** 2 / expected;
  }
  const degrees = reference.length - 1;
  return { statistic, pValue: degrees === 0 ? Number.NaN : chiSquareTail(statistic, degrees) };
}

/**
 * Two-sided z test of two proportions with pooled variance, on the share of all categories but the first; for at most
 * two categories. A single category that both share gives z = 0 and p = 1.
 */
export function proportionsTest({ reference, current }: Counts): TestResult {
  if (reference.length < 2) return { statistic: 0, pValue: 1 };
  const m = total(reference);
  const n = total(current);
  const p = 1 - (reference[0] as number) / m;
  const q = 1 - (current[0] as number) / n;
  const pooled = (p * m + q * n) / (m + n);
  const z = (p - q) / Math.sqrt(pooled * (1 - pooled) * (1 / m + 1 / n));
  return { statistic: z, pValue: normalTwoSidedTail(z) };
}

function total(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
