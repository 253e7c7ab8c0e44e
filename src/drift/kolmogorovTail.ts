import { smirnovTail } from './smirnovTail.ts';
import { stirlingError } from './specialFunctions.ts';
import { multiply } from './squareMatrix.ts';

const SCALE_BITS = 128;
const SCALE = 2 ** SCALE_BITS;

/**
 * Probability that the two-sided Kolmogorov–Smirnov statistic of `n` values (a whole number from 1) exceeds
 * `distance`, as `scipy.stats.kstwo.sf`.
 *
 * Which method serves where follows R. Simard, P. L'Ecuyer, *Computing the Two-Sided Kolmogorov–Smirnov
 * Distribution* (2011).
 */
export function kolmogorovTail(n: number, distance: number): number {
  const scaled = n * distance;
  if (distance >= 1) return 0;
  if (scaled <= 0.5) return 1;
  if (scaled <= 1) return 1 - rubenGambino(n, scaled);
  if (scaled >= n - 1) return 2 * (1 - distance) ** n;
  if (distance >= 0.5) return 2 * smirnovTail(n, distance);

  const squared = scaled * distance;
  if (squared >= (n <= 140 ? 4 : 2.2))
    return squared >= 370 && n > 140 ? 0 : Math.min(1, 2 * smirnovTail(n, distance));
  const isSmall = n <= 140 || (n <= 100_000 && n * distance ** 1.5 <= 1.4);
  const below = isSmall ? durbinMatrix(n, distance) : pelzGood(n, distance);
  return Math.min(1, Math.max(0, 1 - below));
}

/** `n!/nⁿ (2nd − 1)ⁿ`: the distribution function between 1/(2n) and 1/n. */
function rubenGambino(n: number, scaled: number): number {
  return factorialOverPower(n) * (2 * scaled - 1) ** n;
}

/** `n! / nⁿ`. */
function factorialOverPower(n: number): number {
  return Math.exp(stirlingError(n) - n) * Math.sqrt(2 * Math.PI * n);
}

/**
 * Durbin's matrix formula for the distribution function, in the form of G. Marsaglia, W. W. Tsang and J. Wang,
 * *Evaluating Kolmogorov's Distribution* (2003): an entry of the n-th power of a matrix of order 2⌈nd⌉ − 1, times n!/nⁿ.
 */
function durbinMatrix(n: number, distance: number): number {
  const k = Math.ceil(n * distance);
  const order = 2 * k - 1;
  let base = durbinStart(k, k - n * distance);
  let power: Float64Array | undefined;
  let baseBits = 0;
  let powerBits = 0;
  const centre = (k - 1) * order + (k - 1);
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) {
      power = power ? multiply(power, base, order) : base;
      powerBits += baseBits;
    }
    if (rest === 1) break;
    base = multiply(base, base, order);
    baseBits *= 2;
    if ((base[centre] ?? 0) > SCALE) {
      base = base.map(value => value / SCALE);
      baseBits += SCALE_BITS;
    }
  }
  const entry = power?.[centre] ?? 0;
  // Logarithms join the factors, since each of them alone would leave the range of a double.
  const exponent = Math.log(entry) + powerBits * Math.LN2 + stirlingError(n) - n;
  return Math.exp(exponent) * Math.sqrt(2 * Math.PI * n);
}

function durbinStart(k: number, h: number): Float64Array {
  const order = 2 * k - 1;
  const matrix = new Float64Array(order * order);
  const inverseFactorial = [1];
  for (let i = 1; i <= order + 1; i++) inverseFactorial.push((inverseFactorial[i - 1] ?? 0) / i);
  for (let row = 0; row < order; row++) {
    for (let column = 0; column <= Math.min(row + 1, order - 1); column++) {
      matrix[row * order + column] = inverseFactorial[row - column + 1] ?? 0;
    }
  }
  for (let i = 0; i < order; i++) {
    const edge = (1 - h ** (i + 1)) * (inverseFactorial[i + 1] ?? 0);
    matrix[i * order] = edge;
    matrix[(order - 1) * order + (order - 1 - i)] = edge;
  }
  const corner = 1 - 2 * h ** order + Math.max(2 * h - 1, 0) ** order;
  matrix[(order - 1) * order] = corner * (inverseFactorial[order] ?? 0);
  return matrix;
}

/**
 * The expansion of W. Pelz and I. J. Good, *Approximating the Lower Tail-Areas of the Kolmogorov–Smirnov One-Sample
 * Statistic* (1976): `K₀(z) + K₁(z)/√n + K₂(z)/n + K₃(z)/n^1.5` with z = d√n, each a theta series in powers of
 * `q = exp(−π² / 8z²)`.
 */
function pelzGood(n: number, distance: number): number {
  const z = Math.sqrt(n) * distance;
  const z2 = z * z;
  const pi2 = Math.PI ** 2;
  const logQ = -pi2 / (8 * z2);
  if (logQ < -708) return 0;
  let [k0, k1, k2, k3] = [0, 0, 0, 0];
  for (let k = Math.ceil((16 * z) / Math.PI); k > 0; k--) {
    const odd2 = (2 * k - 1) ** 2 * pi2;
    const odd = Math.exp(logQ * (2 * k - 1) ** 2);
    const u = odd2 / 4;
    k0 += odd;
    k1 += odd * (u - z2);
    k2 += odd * (6 * z2 ** 3 + 2 * z2 ** 2 + (2 * z2 ** 2 - 5 * z2) * u + (1 - 2 * z2) * u ** 2);
    k3 += odd * thirdOrder(z2, u);
    const even = k * k * pi2;
    const evenPower = Math.exp(4 * logQ * k * k);
    k2 -= 2 * z2 ** 2 * even * evenPower;
    k3 += 30 * z2 ** 2 * (3 * z2 - even) * even * evenPower;
  }
  const scale = Math.sqrt(2 * Math.PI) / z;
  return (
    scale *
    (k0 + k1 / (6 * z ** 3 * Math.sqrt(n)) + k2 / (72 * z ** 6 * n) + k3 / (6480 * z ** 9 * n * Math.sqrt(n)))
  );
}

function thirdOrder(z2: number, u: number): number {
  return (
    -30 * z2 ** 3 -
    90 * z2 ** 4 +
    (135 * z2 ** 2 - 96 * z2 ** 3) * u +
    (212 * z2 ** 2 - 60 * z2) * u ** 2 +
    (5 - 30 * z2) * u ** 3
  );
}
