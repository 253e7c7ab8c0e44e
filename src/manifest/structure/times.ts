const date = /^(\d{4})-(\d{2})-(\d{2})$/;
const serverTime = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:[.,]\d+)?(?:Z|[+-](\d{2}):(\d{2}))$/;
const goDuration = /^[-+]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;
const looseUnits = /\d+\s*([A-Za-zµ]+)/g;
const exactUnits = ['ns', 'us', 'µs', 'ms', 's', 'm', 'h', 'hr', 'd', 'w', 'wk'];
const unitStems = ['nano', 'micro', 'milli', 'sec', 'min', 'hour', 'day', 'week'];

/** A calendar day: `2026-02-28`. */
export function isDate(text: string): boolean {
  const [, year, month, day] = date.exec(text) ?? [];
  if (year === undefined) return false;
  return (
    Number(month) >= 1 &&
    Number(month) <= 12 &&
    Number(day) >= 1 &&
    Number(day) <= daysOf(Number(year), Number(month))
  );
}

/** A time as the format `date-time` of custom resources has it: RFC 3339 in any case, without leap seconds. */
export function isDateTime(text: string): boolean {
  const [day = '', time = '', ...more] = text.toLowerCase().split('t');
  const [, hours, minutes, seconds] =
    /^(\d{2}):(\d{2}):(\d{2})(?:.\d+)?(?:z|[+-]\d{2}:\d{2})$/.exec(time) ?? [];
  if (hours === undefined || more.length > 1 || !isDate(day)) return false;
  return hours <= '23' && (minutes ?? '') <= '59' && (seconds ?? '') <= '59';
}

/** A time as built-in types take it: RFC 3339 by Go's reading. */
export function isServerTime(text: string): boolean {
  const [, day, hours, minutes, seconds, offsetHours = '0', offsetMinutes = '0'] =
    serverTime.exec(text) ?? [];
  if (day === undefined || !isDate(day)) return false;
  const parts = [hours, minutes, seconds, offsetHours, offsetMinutes].map(Number);
  const most = [23, 59, 59, 24, 60];
  return parts.every((part, index) => part <= (most[index] ?? 0));
}

/** A duration of Go: `1h30m`, `250ms`, `0`. */
export function isGoDuration(text: string): boolean {
  return /^[-+]?0$/.test(text) || goDuration.test(text);
}

/** Nanoseconds of a duration of Go; undefined where it is none. */
export function goDurationNanos(text: string): number | undefined {
  if (!isGoDuration(text)) return undefined;
  const sign = text.startsWith('-') ? -1 : 1;
  let nanos = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g))
    nanos += Number(amount) * (nanosIn[unit ?? ''] ?? 0);
  return sign * nanos;
}

/** A duration as the format `duration` of custom resources has it: Go's, or numbers with units in words (`3 days`). */
export function isLooseDuration(text: string): boolean {
  if (isGoDuration(text)) return true;
  for (const [, unit = ''] of text.matchAll(looseUnits)) {
    const lower = unit.toLowerCase();
    if (exactUnits.includes(lower) || unitStems.some(stem => lower.startsWith(stem))) return true;
  }
  return false;
}

const nanosIn: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

function daysOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
