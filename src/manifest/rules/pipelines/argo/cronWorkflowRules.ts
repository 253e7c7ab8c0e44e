import { removeEntry } from '../../../fix/edits.ts';
import type { KindCheck, Report, RuleSet } from '../../../rule.ts';
import { say } from '../../../say.ts';
import { entryOf, itemsAt, mapAt } from '../../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../../syntax/node.ts';
import { isPlaceholder } from '../../../syntax/placeholder.ts';
import { scheduleProblem } from '../../core/cronSchedule.ts';
import { facts, given, givenNumber, givenScalar, givenText } from '../../core/reading.ts';
import { isTimeZone } from '../timeZone.ts';
import { scalar } from './call.ts';
import { checkWorkflow } from './workflowRules.ts';

const cronFacts = [
  facts(
    'argo/cron-schedule',
    'error',
    'A schedule cannot be read, or there is none.',
    'The controller reads standard cron lines of five fields and refuses others, so nothing would ever start.',
  ),
  facts(
    'argo/schedule-retired',
    'information',
    'schedule has become the list schedules.',
    'Argo 4 knows the list alone; 3.6 takes both, but not in one object.',
  ),
  facts(
    'argo/time-zone',
    'error',
    'The time zone is not known.',
    'Time zones are names of the IANA database; the controller cannot plan by another.',
  ),
  facts(
    'argo/cron-policy',
    'error',
    'How runs may overlap or be late is not written as Argo reads it.',
    'concurrencyPolicy is Allow, Forbid or Replace, and no deadline can be negative; the controller refuses others.',
  ),
] as const;

const checkCron: KindCheck = (object, report) => {
  checkWorkflow(object, report);
  const spec = mapAt(object.node, 'spec');
  if (spec === undefined) return;
  checkSchedules(spec, report);
  const zone = givenScalar(spec, 'timezone');
  if (zone !== undefined && !isTimeZone(zone.text))
    report('argo/time-zone', zone, say`"${zone.text}" is no time zone; write one such as Europe/Madrid.`);
  checkPolicy(spec, report);
};

function checkSchedules(spec: MapNode, report: Report): void {
  const single = scalar(spec, 'schedule');
  const listed = itemsAt(spec, 'schedules');
  const old = entryOf(spec, 'schedule');
  if (single !== undefined && listed.length > 0 && old !== undefined)
    report('argo/cron-schedule', old.key, say`schedule cannot stand beside schedules.`, {
      fixes: () => [{ title: say`Remove ${'schedule'}`, edits: removeEntry(old.key), isSafe: false }],
    });
  else if (single !== undefined && old !== undefined)
    report('argo/schedule-retired', old.key, say`Argo 4 takes a list: write schedules.`, {
      tags: ['deprecated'],
      fixes: () => [{ title: say`Write ${'schedules'}`, edits: listOf(old.key, single) }],
    });
  if (given(spec, 'schedule') === undefined && given(spec, 'schedules') === undefined)
    report('argo/cron-schedule', spec, say`Nothing says when the workflow runs.`, { missing: 'schedules' });
  for (const schedule of [single, ...listed])
    if (schedule?.kind === 'scalar') checkSchedule(schedule, report);
}

function listOf(key: ScalarNode, value: ScalarNode) {
  const { piece } = key;
  const quoted = piece.text.slice(value.from, value.to);
  const start = piece.offset + key.from;
  return [{ start, end: piece.offset + value.to, newText: `schedules: [${quotedFlow(quoted)}]` }];
}

// In a flow list, commas and a leading * would mean something else.
function quotedFlow(text: string): string {
  return /^["']/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}

function checkSchedule(schedule: ScalarNode, report: Report): void {
  if (isPlaceholder(schedule)) return;
  const flaw = scheduleProblem(schedule.text);
  if (flaw !== undefined) report('argo/cron-schedule', schedule, flaw);
}

function checkPolicy(spec: MapNode, report: Report): void {
  const policy = givenScalar(spec, 'concurrencyPolicy');
  const text = givenText(spec, 'concurrencyPolicy') ?? '';
  if (policy !== undefined && !['', 'Allow', 'Forbid', 'Replace'].includes(text))
    report(
      'argo/cron-policy',
      policy,
      say`"${text}" is no concurrency policy; it is Allow, Forbid or Replace.`,
    );
  const deadline = givenScalar(spec, 'startingDeadlineSeconds');
  if (deadline !== undefined && (givenNumber(spec, 'startingDeadlineSeconds') ?? 0) < 0)
    report('argo/cron-policy', deadline, say`A deadline cannot be negative.`);
}

export const cronWorkflowRules: RuleSet = {
  facts: cronFacts,
  kinds: { 'argoproj.io/CronWorkflow': checkCron },
};
