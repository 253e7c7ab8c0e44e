import { CelError, Opaque, type Value } from '../value.ts';
import { type FunctionTable, ofClass, ofString } from './callable.ts';

const nanosPerUnit = 1_000_000_000n;

/** An amount of a resource, exact to a billionth as Kubernetes keeps it. */
export class Quantity extends Opaque {
  readonly typeName = 'kubernetes.Quantity';
  readonly nanos: bigint;

  constructor(nanos: bigint) {
    super();
    this.nanos = nanos;
  }

  /** The amount as an `int`; undefined where it has a fraction or is too large. */
  get whole(): bigint | undefined {
    const units = this.nanos / nanosPerUnit;
    return this.nanos % nanosPerUnit === 0n && BigInt.asIntN(64, units) === units ? units : undefined;
  }

  equals(other: Opaque): boolean {
    return other instanceof Quantity && other.nanos === this.nanos;
  }
}

/** Kubernetes' functions of quantities. */
export const quantityFunctions: FunctionTable = {
  quantity: ofString(text => {
    const quantity = quantityOf(text);
    if (quantity === undefined) throw new CelError(`"${text}" is no quantity`);
    return quantity;
  }),
  isQuantity: ofString(text => quantityOf(text) !== undefined),
  '.isInteger': ofClass(Quantity, quantity => quantity.whole !== undefined),
  '.asInteger': ofClass(Quantity, quantity => {
    if (quantity.whole === undefined) throw new CelError('cannot convert value to integer');
    return quantity.whole;
  }),
  '.asApproximateFloat': ofClass(Quantity, quantity => Number(quantity.nanos) / 1e9),
  '.sign': ofClass(Quantity, quantity => signOf(quantity.nanos)),
  sign: ofClass(Quantity, quantity => signOf(quantity.nanos)),
  '.add': ofClass(Quantity, (quantity, [other]) => moved(quantity, other, 1n)),
  '.sub': ofClass(Quantity, (quantity, [other]) => moved(quantity, other, -1n)),
};

/** -1, 0 or 1. */
export function signOf(difference: bigint): bigint {
  if (difference === 0n) return 0n;
  return difference < 0n ? -1n : 1n;
}

const shape = /^([+-]?)(\d{0,60})(?:\.(\d{0,60}))?(?:[eE]([+-]?\d{1,3})|([numkMGTPE]|[KMGTPE]i)?)$/;
const powers: Readonly<Record<string, bigint>> = {
  n: 0n,
  u: 3n,
  m: 6n,
  k: 12n,
  M: 15n,
  G: 18n,
  T: 21n,
  P: 24n,
  E: 27n,
};
const binaryPowers = 'KMGTPE';

/** Reads a quantity (`1.5Gi`, `100m`, `2e3`); undefined where the text is none. Below a billionth it is rounded away from zero. */
export function quantityOf(text: string): Quantity | undefined {
  const match = shape.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent, suffix = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(`${whole}${fraction}` || '0');
  const [factor, power] = scaleOf(exponent, suffix);
  const nanos = scaled(digits * factor, power - BigInt(fraction.length));
  return new Quantity(sign === '-' ? -nanos : nanos);
}

/** What digits of a suffix are worth in billionths: a factor, and a power of ten. */
function scaleOf(exponent: string | undefined, suffix: string): [bigint, bigint] {
  if (exponent !== undefined) return [1n, BigInt(exponent) + 9n];
  if (suffix.endsWith('i')) return [1n << BigInt(10 * (binaryPowers.indexOf(suffix.charAt(0)) + 1)), 9n];
  return [1n, powers[suffix] ?? 9n];
}

function scaled(digits: bigint, power: bigint): bigint {
  if (power >= 0n) return digits * 10n ** power;
  const divisor = 10n ** -power;
  return (digits + divisor - 1n) / divisor;
}

function moved(quantity: Quantity, other: Value | undefined, direction: bigint): Quantity | undefined {
  if (typeof other === 'bigint') return new Quantity(quantity.nanos + direction * other * nanosPerUnit);
  return other instanceof Quantity ? new Quantity(quantity.nanos + direction * other.nanos) : undefined;
}
