/** The time in front of a log line: `2026-05-01T10:00:00.123456789Z`; the fraction may be short or absent. */
export interface Timestamp {
  /** Up to the whole second, without zone: `2026-05-01T10:00:00`. */
  readonly second: string;
  /** Digits after the point, `''` for none. */
  readonly fraction: string;
  /** `Z` or `+02:00`. */
  readonly zone: string;
}

const pattern = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,12}))?(Z|[+-]\d\d:\d\d)(?= |$)/;
const longest = 42;

/** Reads the time in front of a line; `undefined` where the line has none, as pieces of an endless line have not. */
export function readTimestamp(line: string): Timestamp | undefined {
  const [, second, fraction = '', zone] = pattern.exec(line.slice(0, longest)) ?? [];
  return second === undefined || zone === undefined ? undefined : { second, fraction, zone };
}

/** Orders times of one container, which all have the same zone; negative where `a` is earlier. */
export function compareTimestamps(a: Timestamp, b: Timestamp): number {
  if (a.second !== b.second) return a.second < b.second ? -1 : 1;
  const width = Math.max(a.fraction.length, b.fraction.length);
  const left = a.fraction.padEnd(width, '0');
  const right = b.fraction.padEnd(width, '0');
  return left === right ? 0 : left < right ? -1 : 1;
}

/** The length of the time and the space in front of a line; 0 where there is no time. */
export function timestampLength(line: string): number {
  const space = line.charCodeAt(30) === 32 ? 30 : line.indexOf(' ');
  if (space < 20 || space > longest - 1 || line.charCodeAt(10) !== 84) return 0;
  return readTimestamp(line) ? space + 1 : 0;
}
