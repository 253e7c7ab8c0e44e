import { deviance, stirlingError } from './specialFunctions.ts';

/** Above this size SciPy takes a closed approximation; so do we, to give the same numbers. */
const LARGEST_SUMMED = 1_000_000;
/** The sum is sampled at about so many places; its terms form a smooth bell that needs far fewer. */
const SAMPLES = 2048;

/**
 * Probability that the one-sided Kolmogorov–Smirnov statistic of `n` values exceeds `distance` (0 < distance < 1),
 * as `scipy.special.smirnov`.
 *
 * The Birnbaum–Tingey sum is written with binomial probabilities, `Σ (d / p) · P(Binomial(n, p) = j)` with
 * `p = d + j/n`, which keeps full relative precision. For large n, every `stride`-th term stands for its neighbours: the trapezoid
 * rule on an analytic bell that vanishes at both ends is exact to rounding.
 */
export function smirnovTail(n: number, distance: number): number {
  if (n > LARGEST_SUMMED) return Math.exp(-((6 * n * distance + 1) ** 2) / 18 / n);
  const last = Math.floor(n * (1 - distance));
  const stride = Math.max(1, Math.floor(n / SAMPLES));
  let sum = stride === 1 ? (1 - distance) ** n : 0;
  for (let j = stride; j <= last && j < n; j += stride) sum += smirnovTerm(n, distance, j);
  return Math.min(1, sum * stride);
}

function smirnovTerm(n: number, distance: number, j: number): number {
  const shift = n * distance;
  const rest = n - j;
  const meanOfRest = rest - shift;
  if (meanOfRest <= 0) return 0;
  const exponent =
    stirlingError(n) -
    stirlingError(j) -
    stirlingError(rest) -
    deviance(j, j + shift) -
    deviance(rest, meanOfRest);
  return (shift / (j + shift)) * Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * j * rest));
}
