import { floorDivide, zoneMinutes } from '../time.ts';
import { CelError, Duration, Timestamp, type Value } from '../value.ts';
import type { FunctionTable } from './callable.ts';

/** CEL's parts of moments and durations. Parts of moments take a time zone: `+02:00` or `Europe/Berlin`; without one UTC. */
export const momentFunctions: FunctionTable = {
  '.getFullYear': part(date => date.getUTCFullYear()),
  '.getMonth': part(date => date.getUTCMonth()),
  '.getDate': part(date => date.getUTCDate()),
  '.getDayOfMonth': part(date => date.getUTCDate() - 1),
  '.getDayOfWeek': part(date => date.getUTCDay()),
  '.getDayOfYear': part(dayOfYear),
  '.getHours': part(date => date.getUTCHours(), 3_600_000_000_000n),
  '.getMinutes': part(date => date.getUTCMinutes(), 60_000_000_000n),
  '.getSeconds': part(date => date.getUTCSeconds(), 1_000_000_000n),
  '.getMilliseconds': milliseconds,
};

function part(read: (date: Date) => number, unit?: bigint): FunctionTable[string] {
  return ([value, zone, ...more]) => {
    if (more.length > 0 || (zone !== undefined && typeof zone !== 'string')) return undefined;
    if (value instanceof Duration)
      return unit === undefined || zone !== undefined ? undefined : value.nanos / unit;
    return value instanceof Timestamp ? BigInt(read(localDate(value, zone))) : undefined;
  };
}

function milliseconds([value, zone, ...more]: readonly Value[]): Value | undefined {
  if (more.length > 0) return undefined;
  if (value instanceof Timestamp && (zone === undefined || typeof zone === 'string'))
    return floorDivide(value.nanos, 1_000_000n) % 1000n;
  return value instanceof Duration && zone === undefined ? (value.nanos / 1_000_000n) % 1000n : undefined;
}

/** A date whose UTC parts are the parts that a clock in the zone shows. */
function localDate({ nanos }: Timestamp, zone: string | undefined): Date {
  const date = new Date(Number(floorDivide(nanos, 1_000_000n)));
  if (zone === undefined || zone === 'UTC') return date;
  if (/^[+-]?\d\d:\d\d$/.test(zone)) {
    const offset = zoneMinutes(/^\d/.test(zone) ? `+${zone}` : zone);
    return new Date(date.getTime() + offset * 60_000);
  }
  try {
    const local = date.toLocaleString('sv-SE', { timeZone: zone });
    return new Date(`${local.replace(' ', 'T')}Z`);
  } catch {
    throw new CelError(`"${zone}" is no time zone`);
  }
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000);
}
