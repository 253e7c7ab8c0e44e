import type { Message } from '../../say.ts';
import { say } from '../../say.ts';
import { goDurationNanos } from '../../structure/times.ts';

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Words that may stand for the numbers, the first for the least. */
  readonly words?: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const seconds: Field = { name: 'seconds', least: 0, most: 59 };
const standard: readonly Field[] = [
  { name: 'minutes', least: 0, most: 59 },
  { name: 'hours', least: 0, most: 23 },
  { name: 'day of month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, words: months },
  { name: 'day of week', least: 0, most: 6, words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];
const macros = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

export interface CronOptions {
  /** True where a field for seconds comes first and the day of week may be left out, as in Kubeflow Pipelines. */
  readonly hasSeconds?: boolean;
}

/**
 * What keeps a schedule from being read as the Go library robfig/cron reads it, which Argo, Spark's operator, KubeRay and
 * Kubeflow Pipelines use; undefined for a good one. A leading `TZ=` or `CRON_TZ=` is taken by all of them.
 */
export function cronFlaw(schedule: string, { hasSeconds = false }: CronOptions = {}): Message | undefined {
  const text = schedule.replace(/^(?:CRON_)?TZ=\S+\s+/, '').trim();
  if (text.startsWith('@')) return macroFlaw(text);
  const parts = text === '' ? [] : text.split(/\s+/);
  const fields = hasSeconds ? [seconds, ...standard] : standard;
  const least = hasSeconds ? fields.length - 1 : fields.length;
  if (parts.length < least || parts.length > fields.length)
    return say`"${schedule}" has ${parts.length} fields; a schedule has ${fields.length}: ${fields.map(field => field.name).join(', ')}.`;
  for (const [index, part] of parts.entries()) {
    const field = fields[index];
    const flaw = field && partFlaw(part, field);
    if (flaw !== undefined) return flaw;
  }
  return undefined;
}

function macroFlaw(text: string): Message | undefined {
  if (macros.includes(text)) return undefined;
  const [, interval] = /^@every\s+(.*)$/.exec(text) ?? [];
  if (interval === undefined)
    return say`"${text}" is no schedule; it can be ${macros.join(', ')} or @every with a duration.`;
  return (goDurationNanos(interval) ?? 0) > 0
    ? undefined
    : say`"${interval}" is no duration to repeat after, such as 1h30m.`;
}

function partFlaw(part: string, field: Field): Message | undefined {
  for (const item of part.split(',')) {
    const [range = '', step, ...more] = item.split('/');
    const [from = '', to, ...others] = range.split('-');
    if (more.length > 0 || others.length > 0 || item === '')
      return say`"${part}" cannot be read as ${field.name}.`;
    if (step !== undefined && !(/^\d+$/.test(step) && Number(step) > 0))
      return say`"${step}" is no step for ${field.name}; it is a whole number above 0.`;
    if ((from === '*' || from === '?') && to === undefined) continue;
    const first = numberOf(from, field);
    const last = to === undefined ? first : numberOf(to, field);
    if (first === undefined || last === undefined) return say`"${item}" cannot be read as ${field.name}.`;
    if (first < field.least || last > field.most)
      return say`"${item}" is out of range: ${field.name} go from ${field.least} to ${field.most}.`;
    if (first > last) return say`"${item}" runs backwards.`;
  }
  return undefined;
}

function numberOf(text: string, { words, least }: Field): number | undefined {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  const at = words?.indexOf(text.toLowerCase()) ?? -1;
  return at === -1 ? undefined : at + least;
}
