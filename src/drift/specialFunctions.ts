/** Coefficients B(2k) / (2k (2k − 1)) of Stirling's series, from the first term on. */
const STIRLING_COEFFICIENTS = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
] as const;

/** From here on, eight terms of the series are exact to the last bits of a double. */
const SERIES_FROM = 16;
const HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;
const RELATIVE_PRECISION = 1e-17;

/**
 * What Stirling's formula leaves out: `ln Γ(x + 1) − ln(√(2πx) (x/e)^x)`, for x > 0.
 *
 * Source: C. Loader, *Fast and Accurate Computation of Binomial Probabilities* (2000).
 */
export function stirlingError(x: number): number {
  return x >= SERIES_FROM
    ? stirlingSeries(x)
    : logGamma(x + 1) - (x + 0.5) * Math.log(x) + x - HALF_LOG_TWO_PI;
}

/** Natural logarithm of the gamma function, for x > 0. */
export function logGamma(x: number): number {
  let product = 1;
  let shifted = x;
  // Γ(x) = Γ(x + 1) / x moves the argument to where the series holds.
  while (shifted < SERIES_FROM) {
    product *= shifted;
    shifted += 1;
  }
  return (
    (shifted - 0.5) * Math.log(shifted) -
    shifted +
    HALF_LOG_TWO_PI +
    stirlingSeries(shifted) -
    Math.log(product)
  );
}

/**
 * Loader's deviance `x ln(x / mean) + mean − x`, without the cancellation that
 * the plain formula suffers where x is close to the mean.
 */
export function deviance(x: number, mean: number): number {
  if (x === 0) return mean;
  const difference = x - mean;
  const ratio = difference / (x + mean);
  if (Math.abs(ratio) > 0.1) return x * Math.log(x / mean) - difference;
  const squared = ratio * ratio;
  let sum = difference * ratio;
  let power = 2 * x * ratio;
  for (let odd = 3; ; odd += 2) {
    power *= squared;
    const next = sum + power / odd;
    if (next === sum) return sum;
    sum = next;
  }
}

/**
 * Upper regularised incomplete gamma function Q(shape, x), for shape > 0 and x ≥ 0: the probability that a
 * gamma variable of that shape exceeds x. Series below `shape + 1`, Lentz's continued fraction above.
 */
export function upperGamma(shape: number, x: number): number {
  if (x <= 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  return x < shape + 1 ? 1 - lowerSeries(shape, x) : upperFraction(shape, x);
}

/** Complementary error function, for x ≥ 0, to full relative precision in the tail. */
export function erfc(x: number): number {
  return upperGamma(0.5, x * x);
}

/** Probability that a χ² variable with that many degrees of freedom (at least 1) is at least `value`. */
export function chiSquareTail(value: number, degrees: number): number {
  return upperGamma(degrees / 2, value / 2);
}

/** Probability that a standard normal variable lies at least |z| away from 0, on either side. */
export function normalTwoSidedTail(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2);
}

function stirlingSeries(x: number): number {
  const inverseSquared = 1 / (x * x);
  return STIRLING_COEFFICIENTS.reduceRight((sum, coefficient) => sum * inverseSquared + coefficient, 0) / x;
}

/** `x^shape e^−x / Γ(shape + 1)`. */
function gammaTerm(shape: number, x: number): number {
  return shape < SERIES_FROM
    ? Math.exp(shape * Math.log(x) - x - logGamma(shape + 1))
    : Math.exp(-stirlingError(shape) - deviance(shape, x)) / Math.sqrt(2 * Math.PI * shape);
}

function lowerSeries(shape: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * RELATIVE_PRECISION; k++) {
    term *= x / (shape + k);
    sum += term;
  }
  return sum * gammaTerm(shape, x);
}

function upperFraction(shape: number, x: number): number {
  const tiny = Number.MIN_VALUE / Number.EPSILON;
  let b = x + 1 - shape;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; ; k++) {
    const a = -k * (k - shape);
    b += 2;
    d = 1 / nonZero(a * d + b, tiny);
    c = nonZero(b + a / c, tiny);
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) < 4 * Number.EPSILON) return fraction * gammaTerm(shape, x) * shape;
  }
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}
