import { kolmogorovTail } from './kolmogorovTail.ts';

/** Up to this size of the larger sample, the p-value is exact. */
const LARGEST_EXACT = 10_000;

/**
 * Two-sided p-value of the two-sample Kolmogorov–Smirnov test for a statistic of two samples of those sizes, as
 * `scipy.stats.ks_2samp` with `method='auto'`: exact up to 10,000 values, else from the one-sample distribution at the
 * effective size mn / (m + n), rounded.
 */
export function kolmogorovSmirnovPValue(statistic: number, m: number, n: number): number {
  if (Math.max(m, n) > LARGEST_EXACT) return kolmogorovTail(roundHalfToEven((m * n) / (m + n)), statistic);
  const divisor = greatestCommonDivisor(m, n);
  const steps = Math.round(statistic * (m / divisor) * n);
  if (steps === 0) return 1;
  const p = m === n ? leavingSquare(n, steps) : leavingBand([Math.max(m, n), Math.min(m, n)], divisor, steps);
  return Math.min(1, Math.max(0, p));
}

/**
 * Share of lattice paths from (0, 0) to (n, n) that touch |x − y| = h, by reflection: alternating terms
 * 2 Σ (−1)^(k+1) C(2n, n − kh) / C(2n, n), nested so that nothing cancels.
 */
function leavingSquare(n: number, h: number): number {
  let p = 0;
  for (let k = Math.floor(n / h); k >= 0; k--) {
    let ratio = 1;
    for (let j = 0; j < h; j++) ratio *= (n - k * h - j) / (n + k * h + j + 1);
    p = ratio * (1 - p);
  }
  return 2 * p;
}

/**
 * Share of lattice paths from (0, 0) to (m, n), m > n, that leave the band |x/m − y/n| < h / lcm(m, n).
 *
 * A path's last step into (x, y) came from the left with probability x / (x + y); so the share that has left is an
 * average of the shares of both neighbours, kept for one column and the rows of the band alone (outside it is 1).
 */
function leavingBand([m, n]: readonly [number, number], divisor: number, h: number): number {
  const stepX = n / divisor;
  const stepY = m / divisor;
  const left = new Float64Array(n + 1).fill(1);
  const first = Math.min(Math.ceil(h / stepY), n + 1);
  left.fill(0, 0, first);
  let lowBefore = 0;
  for (let x = 1; x <= m; x++) {
    const low = Math.max(0, Math.floor((stepX * x - h) / stepY) + 1);
    const high = Math.min(Math.ceil((stepX * x + h) / stepY), n + 1);
    if (high <= low) return 1;
    left.fill(1, lowBefore, low);
    let share = low === 0 ? 0 : 1;
    for (let y = low; y < high; y++) {
      share = ((left[y] as number) * x + share * y) / (x + y);
      left[y] = share;
    }
    lowBefore = low;
  }
  return left[n] as number;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function roundHalfToEven(value: number): number {
  const rounded = Math.round(value);
  return value % 1 === 0.5 && rounded % 2 === 1 ? rounded - 1 : rounded;
}
