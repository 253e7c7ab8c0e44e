const shape = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/;

/** Decimal exponents of the suffixes. */
const decimal: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
/** Binary exponents of the suffixes. */
const binary: Readonly<Record<string, bigint>> = { Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n };

const nano = 9;
/** The API server holds nothing larger; what is, counts as this much. */
const mostNanos = (2n ** 63n - 1n) * 10n ** BigInt(nano);

/**
 * A Kubernetes quantity (`100m`, `1.5Gi`, `2e3`, or a bare JSON number) in billionths of its base unit, exact; finer
 * fractions are rounded away from zero and larger amounts cut to the largest that the API server knows, as it does.
 * Undefined for what the API server would refuse.
 */
export function parseQuantity(value: unknown): bigint | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? parseQuantity(String(value)) : undefined;
  if (typeof value !== 'string') return undefined;
  const [, sign, whole = '', fraction = '', exponent, suffix = ''] = shape.exec(value) ?? [];
  if (sign === undefined || value === '') return undefined;
  const power = exponent === undefined ? (decimal[suffix] ?? 0) : Number(exponent);
  const nanos = scaled({ whole, fraction, power, doublings: binary[suffix] ?? 0n });
  return sign === '-' ? -nanos : nanos;
}

/** Whether the API server takes a value as a quantity. */
export function isQuantity(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'string') return false;
  return value !== '' && shape.test(value);
}

/** Whether a text is a quantity without a digit, as `Gi`: the API server reads it as zero. */
export function isBareUnit(value: string): boolean {
  return isQuantity(value) && /^[+-]?\.?[a-zA-Z]*$/.test(value.replace(/[eE][+-]?\d+$/, ''));
}

/** Below zero where the first quantity is smaller, above where it is larger; undefined where one of them is none. */
export function compareQuantities(first: unknown, second: unknown): number | undefined {
  const left = parseQuantity(first);
  const right = parseQuantity(second);
  if (left === undefined || right === undefined) return undefined;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether a quantity is a whole number of base units, as devices and pods must be; undefined where it is no quantity. */
export function isWholeQuantity(value: unknown): boolean | undefined {
  const nanos = parseQuantity(value);
  return nanos === undefined ? undefined : nanos % 10n ** BigInt(nano) === 0n;
}

interface Digits {
  readonly whole: string;
  readonly fraction: string;
  /** Decimal exponent. */
  readonly power: number;
  /** Binary exponent. */
  readonly doublings: bigint;
}

/** Digits beyond these decide nothing, and would cost quadratic time to read. */
const tellingDigits = 60;

function scaled({ whole, fraction, power, doublings }: Digits): bigint {
  const significant = whole.replace(/^0+/, '');
  if (significant.length + power > tellingDigits) return isZero(significant + fraction) ? 0n : mostNanos;
  const kept = fraction.slice(0, tellingDigits);
  const shift = power + nano - kept.length;
  const digits = BigInt(significant + kept || '0') << doublings;
  // Beyond a hundred places nothing is left but the rounding up.
  if (shift < -200) return digits === 0n ? 0n : 1n;
  const nanos = shift >= 0 ? digits * 10n ** BigInt(shift) : roundedUp(digits, 10n ** BigInt(-shift));
  return nanos > mostNanos ? mostNanos : nanos;
}

function isZero(digits: string): boolean {
  return /^0*$/.test(digits);
}

function roundedUp(amount: bigint, unit: bigint): bigint {
  return (amount + unit - 1n) / unit;
}
