const macros: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};

const ranges: readonly (readonly [number, number])[] = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
];

const minuteMs = 60_000;
/** Two years: a schedule that never comes (`0 0 31 2 *`) ends the search there. */
const searchedMinutes = 2 * 366 * 24 * 60;

/** The first moment after `afterMs` (in UTC) that a schedule of five fields names; undefined where it names none. */
export function nextRunMs(schedule: string, afterMs: number): number | undefined {
  const parts = (macros[schedule.trim()] ?? schedule).trim().split(/\s+/);
  if (parts.length !== 5) return undefined;
  const sets = parts.map((part, index) => valuesOf(part, ranges[index] ?? [0, 59]));
  let timeMs = (Math.floor(afterMs / minuteMs) + 1) * minuteMs;
  for (let tried = 0; tried < searchedMinutes; tried += 1, timeMs += minuteMs) {
    if (isNamed(sets, parts, new Date(timeMs))) return timeMs;
  }
  return undefined;
}

function isNamed(sets: readonly ReadonlySet<number>[], parts: readonly string[], time: Date): boolean {
  const [minutes, hours, days, months, weekdays] = sets;
  if (!minutes?.has(time.getUTCMinutes()) || !hours?.has(time.getUTCHours())) return false;
  if (!months?.has(time.getUTCMonth() + 1)) return false;
  const isDay = days?.has(time.getUTCDate()) ?? false;
  const isWeekday = weekdays?.has(time.getUTCDay()) ?? false;
  // Where both days are restricted, either will do.
  return parts[2] === '*' || parts[4] === '*' ? isDay && isWeekday : isDay || isWeekday;
}

function valuesOf(part: string, [low, high]: readonly [number, number]): ReadonlySet<number> {
  const values = new Set<number>();
  for (const piece of part.split(',')) {
    const [span = '*', stepText] = piece.split('/');
    const step = stepText ? Number(stepText) : 1;
    const [from, to] = span === '*' ? [low, high] : span.split('-').map(Number);
    const last = to ?? (stepText ? high : from);
    if (from === undefined || last === undefined || !(step > 0)) continue;
    for (let value = from; value <= last; value += step)
      values.add(low === 0 && high === 7 ? value % 7 : value);
  }
  return values;
}
