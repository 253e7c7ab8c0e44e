import { type Message, phrase, say } from '../../say.ts';

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly words: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const second: Field = { name: phrase`second`, least: 0, most: 59, words: [] };
const standard: readonly Field[] = [
  { name: phrase`minute`, least: 0, most: 59, words: [] },
  { name: phrase`hour`, least: 0, most: 23, words: [] },
  { name: phrase`day of the month`, least: 1, most: 31, words: [] },
  { name: phrase`month`, least: 1, most: 12, words: months },
  { name: phrase`day of the week`, least: 0, most: 6, words: days },
];

const macros = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];
// An hour, a half, 1h30m …: Go's durations, which may have fractions and several units.
const duration = /^[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;

export interface ScheduleForm {
  /** True where a field for seconds comes first and the day of the week may be left out, as in Kubeflow Pipelines. */
  readonly hasSeconds?: boolean;
}

/**
 * What keeps a text from being a schedule, as the cron library of Kubernetes and of the workflow systems (robfig/cron) reads
 * it: five fields, six with seconds, or a macro. Undefined for a good one. A time zone in front (`TZ=…`) is passed over here.
 */
export function scheduleProblem(
  schedule: string,
  { hasSeconds = false }: ScheduleForm = {},
): Message | undefined {
  const text = /^(?:CRON_)?TZ=/.test(schedule) ? schedule.replace(/^\S*/, '').trim() : schedule;
  if (text.startsWith('@')) return macroProblem(text);
  const parts = text.split(/\s+/).filter(part => part !== '');
  const fields = hasSeconds ? [second, ...standard] : standard;
  if (parts.length > fields.length || parts.length < 5)
    return hasSeconds
      ? say`A schedule has six fields (second, minute, hour, day of the month, month, day of the week), here are ${parts.length}.`
      : say`A schedule has five fields (minute, hour, day of the month, month, day of the week), here are ${parts.length}.`;
  for (const [index, field] of fields.entries()) {
    for (const range of (parts[index] ?? '').split(',')) {
      const problem = range === '' ? undefined : rangeProblem(range, field);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

function macroProblem(text: string): Message | undefined {
  if (macros.includes(text)) return undefined;
  if (!text.startsWith('@every '))
    return say`"${text}" is no macro: it can be ${macros.join(', ')} or @every with a duration.`;
  if (duration.test(text.slice('@every '.length))) return undefined;
  return say`"${text.slice('@every '.length)}" is no duration such as 1h30m.`;
}

function rangeProblem(range: string, field: Field): Message | undefined {
  const [span = '', step, ...more] = range.split('/');
  const [low = '', high, ...rest] = span.split('-');
  const isStar = low === '*' || low === '?';
  if (more.length > 0 || (rest.length > 0 && !isStar))
    return say`"${range}" has too many parts for the ${field.name}.`;
  const from = isStar ? field.least : numberFrom(low, field);
  const end = isStar ? field.most : high === undefined ? from : numberFrom(high, field);
  if (from === undefined || end === undefined) return say`"${span}" is no ${field.name}.`;
  const to = step !== undefined && high === undefined ? field.most : end;
  const every = step === undefined ? 1 : wholeNumber(step);
  if (every === undefined || every === 0)
    return say`"${step ?? ''}" is no step: it has to be a whole number above 0.`;
  if (from < field.least || to > field.most)
    return say`"${range}" is outside of ${field.least} to ${field.most}, which the ${field.name} can be.`;
  return from > to ? say`"${range}" ends before it begins.` : undefined;
}

function numberFrom(text: string, field: Field): number | undefined {
  const word = field.words.indexOf(text.toLowerCase());
  return word >= 0 ? word + field.least : wholeNumber(text);
}

function wholeNumber(text: string): number | undefined {
  return /^\+?\d{1,9}$/.test(text) ? Number(text) : undefined;
}
