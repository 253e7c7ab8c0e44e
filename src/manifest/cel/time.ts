import { CelError, Duration, Timestamp } from './value.ts';

const unitNanos: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
  w: 604_800_000_000_000n,
};

const goDuration = /^[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;
const part = /(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h|d|w)/g;

/** A duration as Go writes it (`1h30m`, `-1.5s`, `0`). Throws a CelError for anything else and beyond 292 years. */
export function parseDuration(text: string): Duration {
  const duration = durationOf(text);
  if (duration === undefined) throw new CelError(`"${text}" is no duration`);
  return duration;
}

/** The same, undefined where the text is none. */
export function durationOf(text: string): Duration | undefined {
  if (/^[+-]?0$/.test(text)) return new Duration(0n);
  if (text.length > 128 || !goDuration.test(text)) return undefined;
  let nanos = 0n;
  for (const [, whole = '', fraction = '', unit = 's'] of text.matchAll(part))
    nanos += partNanos(whole, fraction, unitNanos[unit] ?? 0n);
  if (text.startsWith('-')) nanos = -nanos;
  return BigInt.asIntN(64, nanos) === nanos ? new Duration(nanos) : undefined;
}

/**
 * A duration as a schema's format `duration` takes it: Go's form, or one number with a unit in words or letters (`3 days`, `2w`).
 */
export function schemaDurationOf(text: string): Duration | undefined {
  const known = durationOf(text);
  if (known !== undefined) return known;
  const words = /^(\d{1,15})\s*(ns|nano|us|µs|micro|ms|milli|s|sec|m|min|h|hr|hour|d|day|w|wk|week)s?$/.exec(
    text.trim(),
  );
  const unit = words?.[2];
  if (words === null || unit === undefined) return undefined;
  const letters = /^(?:nano|micro|milli)$/.test(unit) ? `${unit === 'micro' ? 'u' : unit.charAt(0)}s` : unit;
  const nanos = unitNanos[letters] ?? unitNanos[letters.charAt(0)] ?? 0n;
  return new Duration(BigInt(words[1] ?? '0') * nanos);
}

const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9})\d*)?([Zz]|[+-]\d\d:\d\d)$/;

/** A moment in RFC 3339; undefined where the text is none. */
export function timestampOf(text: string): Timestamp | undefined {
  const match = rfc3339.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = match;
  const date = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const local = Date.parse(`${date}Z`);
  if (Number.isNaN(local) || !new Date(local).toISOString().startsWith(date)) return undefined;
  const offset = /^[Zz]$/.test(zone) ? 0 : zoneMinutes(zone);
  const nanos = BigInt(local - offset * 60_000) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
  return new Timestamp(nanos);
}

/** A day in the form 2006-01-02, taken at midnight; undefined where the text is none. */
export function dateOf(text: string): Timestamp | undefined {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? timestampOf(`${text}T00:00:00Z`) : undefined;
}

/** A duration as CEL's `string()` writes it: in seconds. */
export function durationText({ nanos }: Duration): string {
  return `${decimal(nanos)}s`;
}

/** A moment as CEL's `string()` writes it: RFC 3339 in UTC, with as many digits as there are. */
export function timestampText({ nanos }: Timestamp): string {
  const seconds = floorDivide(nanos, 1_000_000_000n);
  const rest = nanos - seconds * 1_000_000_000n;
  const head = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  const tail = rest === 0n ? '' : `.${String(rest).padStart(9, '0').replace(/0+$/, '')}`;
  return `${head}${tail}Z`;
}

/** Division that rounds down, also below zero. */
export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}

function partNanos(whole: string, fraction: string, unit: bigint): bigint {
  const digits = fraction.slice(0, 18);
  return BigInt(whole || '0') * unit + (BigInt(digits || '0') * unit) / 10n ** BigInt(digits.length);
}

/** Minutes east of Greenwich of an offset such as `-07:30`. */
export function zoneMinutes(zone: string): number {
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith('-') ? -minutes : minutes;
}

function decimal(nanos: bigint): string {
  const size = nanos < 0n ? -nanos : nanos;
  const whole = size / 1_000_000_000n;
  const rest = String(size % 1_000_000_000n)
    .padStart(9, '0')
    .replace(/0+$/, '');
  return `${nanos < 0n ? '-' : ''}${whole}${rest === '' ? '' : `.${rest}`}`;
}
