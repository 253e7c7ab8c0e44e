/** The values that a schedule's five fields allow. */
interface Schedule {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly days: readonly number[];
  readonly months: readonly number[];
  readonly weekdays: readonly number[];
  /** True where the field allows every day, which decides how days and weekdays go together. */
  readonly isAnyDay: boolean;
  readonly isAnyWeekday: boolean;
}

const macros: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};
const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** What a cron schedule of five fields says, in words; undefined for what is none. */
export function cronWords(text: string): string | undefined {
  const schedule = scheduleOf(text);
  if (schedule === undefined) return undefined;
  const fields = expanded(text).split(/\s+/);
  return [timeWords(fields, schedule), dayWords(schedule), monthWords(schedule)].filter(Boolean).join(' ');
}

/**
 * The next times of a schedule after an instant, in milliseconds as if the clock of the schedule's zone were UTC. Fewer than
 * `count` where the schedule comes to an end (30 February never comes).
 */
export function nextTimes(text: string, after: number, count: number): readonly number[] {
  const schedule = scheduleOf(text);
  const times: number[] = [];
  const first = Math.floor(after / dayMs);
  for (let day = first; schedule !== undefined && times.length < count && day < first + farthestDays; day++) {
    if (!isOn(schedule, new Date(day * dayMs))) continue;
    for (const hour of schedule.hours)
      for (const minute of schedule.minutes) {
        const time = day * dayMs + (hour * 60 + minute) * 60_000;
        if (time > after && times.length < count) times.push(time);
      }
  }
  return times;
}

const dayMs = 86_400_000;
/** Leap days are eight years apart at most (around 2100). */
const farthestDays = 366 * 9;

/** With both restricted, either is enough; otherwise both must hold: the rule of cron since the beginning. */
function isOn(schedule: Schedule, date: Date): boolean {
  if (!schedule.months.includes(date.getUTCMonth() + 1)) return false;
  const isDay = schedule.days.includes(date.getUTCDate());
  const isWeekday = schedule.weekdays.includes(date.getUTCDay());
  return schedule.isAnyDay || schedule.isAnyWeekday ? isDay && isWeekday : isDay || isWeekday;
}

function expanded(text: string): string {
  return macros[text.trim().toLowerCase()] ?? text.trim();
}

function scheduleOf(text: string): Schedule | undefined {
  if (text.length > 200) return undefined;
  const [minute, hour, day, month, weekday, ...rest] = expanded(text).split(/\s+/);
  if (weekday === undefined || rest.length > 0) return undefined;
  const minutes = valuesOf(minute ?? '', { from: 0, to: 59 });
  const hours = valuesOf(hour ?? '', { from: 0, to: 23 });
  const days = valuesOf(day ?? '', { from: 1, to: 31 });
  const months = valuesOf(month ?? '', { from: 1, to: 12, names: monthNames });
  const weekdays = valuesOf(weekday, { from: 0, to: 6, names: weekdayNames });
  if (!minutes || !hours || !days || !months || !weekdays) return undefined;
  return { minutes, hours, days, months, weekdays, isAnyDay: isAny(day ?? ''), isAnyWeekday: isAny(weekday) };
}

function isAny(field: string): boolean {
  return /^[*?](?:\/1)?$/.test(field);
}

interface Bounds {
  readonly from: number;
  readonly to: number;
  /** Names that stand for the numbers from `from` on, known by their first three letters. */
  readonly names?: readonly string[];
}

function valuesOf(field: string, bounds: Bounds): readonly number[] | undefined {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', step = '1', ...others] = part.split('/');
    const every = Number(step);
    const [first, last] = endsOf(range, bounds, part.includes('/'));
    if (others.length > 0 || !(every >= 1) || first === undefined || last === undefined || first > last)
      return undefined;
    for (let value = first; value <= last; value += every) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

function endsOf(
  range: string,
  bounds: Bounds,
  hasStep: boolean,
): readonly [number | undefined, number | undefined] {
  if (range === '*' || range === '?') return [bounds.from, bounds.to];
  const [from = '', to] = range.split('-');
  const first = numberOf(from, bounds);
  if (to === undefined) return [first, hasStep ? bounds.to : first];
  return [first, numberOf(to, bounds)];
}

function numberOf(text: string, { from, to, names }: Bounds): number | undefined {
  const named = names?.findIndex(name => name.slice(0, 3).toLowerCase() === text.toLowerCase()) ?? -1;
  if (named >= 0) return named + from;
  const value = /^\d{1,2}$/.test(text) ? Number(text) : -1;
  return value >= from && value <= to ? value : undefined;
}

function timeWords(fields: readonly string[], { minutes, hours }: Schedule): string {
  const [minute = '', hour = ''] = fields;
  const everyHour = hour === '*' || hour === '?';
  if (minutes.length * hours.length <= 4)
    return `at ${list(hours.flatMap(h => minutes.map(m => `${two(h)}:${two(m)}`)))}`;
  const during = everyHour
    ? ''
    : /^\*\/\d+$/.test(hour)
      ? ` of every ${hour.slice(2)} hours`
      : ` of hours ${spans(hours, two)}`;
  if (minute === '*') return `every minute${during}`;
  if (/^\*\/\d+$/.test(minute)) return `every ${minute.slice(2)} minutes${during}`;
  return `at minute ${spans(minutes, String)}${during === '' ? ' of every hour' : during}`;
}

function dayWords({ days, weekdays, isAnyDay, isAnyWeekday }: Schedule): string {
  const onDays = isAnyDay ? '' : `on day ${spans(days, String)} of the month`;
  const onWeekdays = isAnyWeekday ? '' : `on ${spans(weekdays, day => weekdayNames[day] ?? '')}`;
  if (onDays === '' || onWeekdays === '') return onDays + onWeekdays;
  return `${onDays} or ${onWeekdays}`;
}

function monthWords({ months }: Schedule): string {
  return months.length === 12 ? '' : `in ${spans(months, month => monthNames[month - 1] ?? '')}`;
}

/** `1 to 5 and 7`: runs of at least three are put together. */
function spans(values: readonly number[], word: (value: number) => string): string {
  const runs: number[][] = [];
  for (const value of values) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1) === value - 1) run.push(value);
    else runs.push([value]);
  }
  return list(
    runs.flatMap(run =>
      run.length < 3 ? run.map(word) : [`${word(run[0] ?? 0)} to ${word(run.at(-1) ?? 0)}`],
    ),
  );
}

function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
