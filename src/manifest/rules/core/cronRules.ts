import { insertField } from '../../fix/edits.ts';
import type { Report, RuleSet, TypeCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { scheduleProblem } from './cronSchedule.ts';
import { facts, given, givenScalar, replacing } from './reading.ts';

const schedule = facts(
  'core/cron-schedule',
  'error',
  'The schedule of a CronJob cannot be read.',
  'It takes five fields or a macro such as @hourly; the API server refuses anything else.',
);
const zoneInSchedule = facts(
  'core/time-zone-in-schedule',
  'error',
  'A schedule sets a time zone.',
  'TZ= in schedules was never supported and is refused; the field timeZone does it.',
);
const zone = facts(
  'core/time-zone',
  'error',
  'The time zone of a CronJob cannot exist.',
  'Zones are named after the IANA database, as Europe/Madrid; the API server refuses others, and Local.',
);
const checkSpec: TypeCheck = (node, report) => {
  const written = givenScalar(node, 'schedule');
  if (typeof written?.value === 'string' && written.value !== '')
    checkSchedule(node, written, written.value, report);
  const name = givenScalar(node, 'timeZone');
  if (typeof name?.value === 'string') checkZone(name, name.value, report);
};

function checkSchedule(node: MapNode, written: ScalarNode, text: string, report: Report): void {
  const problem = scheduleProblem(text);
  if (problem !== undefined) report(schedule.id, written, problem);
  if (!text.includes('TZ')) return;
  const [, name, rest] = /^(?:CRON_)?TZ=(\S+)\s+(.*)$/.exec(text) ?? [];
  report(
    zoneInSchedule.id,
    written,
    say`The time zone belongs into the field timeZone, not into the schedule.`,
    {
      fixes: () => {
        if (name === undefined || rest === undefined || given(node, 'timeZone') !== undefined) return [];
        const edits = [...replacing(written, rest).edits, ...insertField(node, 'timeZone', name)];
        return [{ title: say`Move it to timeZone: ${name}`, edits }];
      },
    },
  );
}

function checkZone(scalar: ScalarNode, name: string, report: Report): void {
  if (name.toLowerCase() === 'local')
    report(
      zone.id,
      scalar,
      say`The time zone has to be named, as in Europe/Madrid; Local depends on the machine.`,
    );
  else if (name === '' || !name.split('/').every(isZonePart))
    report(zone.id, scalar, say`"${name}" is no time zone such as Europe/Madrid.`);
  else if (!isKnownZone(name)) report(zone.id, scalar, say`There is no time zone called "${name}".`);
}

/** Whether the time zone database knows a name. Bare offsets are no names, although the database takes some. */
function isKnownZone(name: string): boolean {
  if (/^(?:UTC)?[+-]\d/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

function isZonePart(part: string): boolean {
  return /^[A-Za-z._0-9+-]{1,14}$/.test(part) && !part.startsWith('-') && part !== '.' && part !== '..';
}

/** When CronJobs run. */
export const cronRules: RuleSet = {
  facts: [schedule, zoneInSchedule, zone],
  types: { CronJobSpec: checkSpec },
};
