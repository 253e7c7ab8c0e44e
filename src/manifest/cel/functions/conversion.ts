import { int } from '../operators.ts';
import { lengthOf } from '../text.ts';
import { durationText, parseDuration, timestampOf, timestampText } from '../time.ts';
import {
  CelError,
  CelList,
  CelMap,
  Duration,
  noOverload,
  Timestamp,
  TypeName,
  typeOf,
  Uint,
  type Value,
} from '../value.ts';
import type { FunctionTable } from './callable.ts';

/** CEL's conversions between types, `size` and `type`. */
export const conversionFunctions: FunctionTable = {
  size: one(size),
  '.size': one(size),
  type: one(value => new TypeName(typeOf(value))),
  dyn: one(value => value),
  bool: one(toBool),
  bytes: one(toBytes),
  double: one(toDouble),
  int: one(toInt),
  string: one(textOf),
  uint: one(toUint),
  duration: one(toDuration),
  timestamp: one(toTimestamp),
};

/** A value as `string()` writes it; undefined for what has no such form. */
export function textOf(value: Value): string | undefined {
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  if (value instanceof Uint) return String(value.value);
  if (value instanceof Uint8Array) return bytesText(value);
  if (value instanceof Duration) return durationText(value);
  if (value instanceof Timestamp) return timestampText(value);
  return undefined;
}

/** A number as Go's shortest form: `1`, `0.25`, `1e+06`. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value < 0 ? '-Inf' : '+Inf';
  const scientific = value.toExponential();
  const exponent = Number(scientific.slice(scientific.indexOf('e') + 1));
  if (exponent >= -4 && exponent < 6) return String(value);
  return scientific.replace(/e([+-])(\d)$/, 'e$10$2');
}

/** The text of bytes in UTF-8. Throws a CelError where they are none. */
export function bytesText(value: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(value);
  } catch {
    throw new CelError('the bytes are no text in UTF-8');
  }
}

function one(convert: (value: Value) => Value | undefined): FunctionTable[string] {
  return ([value, ...more]) => (value === undefined || more.length > 0 ? undefined : convert(value));
}

function size(value: Value): Value | undefined {
  if (typeof value === 'string') return BigInt(lengthOf(value));
  if (value instanceof CelList) return BigInt(value.items.length);
  if (value instanceof CelMap) return BigInt(value.size);
  return value instanceof Uint8Array ? BigInt(value.length) : undefined;
}

function toBool(value: Value): Value | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  if (/^(?:1|t|true|TRUE|True)$/.test(value)) return true;
  if (/^(?:0|f|false|FALSE|False)$/.test(value)) return false;
  throw new CelError(`"${value}" is no bool`);
}

function toBytes(value: Value): Value | undefined {
  if (value instanceof Uint8Array) return value;
  return typeof value === 'string' ? new TextEncoder().encode(value) : undefined;
}

function toDouble(value: Value): Value | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Uint) return Number(value.value);
  if (typeof value !== 'string') return undefined;
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value)) return Number(value);
  if (/^[+-]?inf(?:inity)?$/i.test(value))
    return value.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^nan$/i.test(value)) return Number.NaN;
  throw new CelError(`"${value}" is no number`);
}

function toInt(value: Value): Value | undefined {
  if (typeof value === 'bigint') return value;
  if (value instanceof Uint) return int(value.value);
  if (value instanceof Timestamp) return value.nanos / 1_000_000_000n;
  if (value instanceof Duration) return value.nanos;
  if (typeof value === 'number') return int(truncated(value));
  if (typeof value !== 'string') return undefined;
  if (!/^[+-]?\d{1,19}$/.test(value)) throw new CelError(`"${value}" is no whole number`);
  return int(BigInt(value.replace(/^\+/, '')));
}

function toUint(value: Value): Value | undefined {
  if (value instanceof Uint) return value;
  if (typeof value === 'bigint') return new Uint(value);
  if (typeof value === 'number') return new Uint(truncated(value));
  if (typeof value !== 'string') return undefined;
  if (!/^\d{1,20}$/.test(value)) throw new CelError(`"${value}" is no unsigned number`);
  return new Uint(BigInt(value));
}

function truncated(value: number): bigint {
  if (!Number.isFinite(value)) throw new CelError('integer overflow');
  return BigInt(Math.trunc(value));
}

function toDuration(value: Value): Value | undefined {
  if (value instanceof Duration) return value;
  if (typeof value === 'bigint') return new Duration(value);
  return typeof value === 'string' ? parseDuration(value) : noOverload('duration', [value]);
}

function toTimestamp(value: Value): Value | undefined {
  if (value instanceof Timestamp) return value;
  if (typeof value === 'bigint') return new Timestamp(value * 1_000_000_000n);
  if (typeof value !== 'string') return undefined;
  const timestamp = timestampOf(value);
  if (timestamp === undefined) throw new CelError(`"${value}" is no moment in RFC 3339`);
  return timestamp;
}
