import type { KindCheck, Report, RuleSet } from '../../../rule.ts';
import { say } from '../../../say.ts';
import { mapAt } from '../../../syntax/lookup.ts';
import type { MapNode } from '../../../syntax/node.ts';
import { scheduleProblem } from '../../core/cronSchedule.ts';
import { facts, given, givenNumber, givenScalar, isBlank } from '../../core/reading.ts';

const scheduleFacts = [
  facts(
    'kfp/schedule',
    'error',
    'The trigger of a recurring run is missing, double or cannot be read.',
    'The controller starts runs by one cron line with a field for seconds, or by an interval; without either none starts.',
  ),
  facts(
    'kfp/schedule-bounds',
    'error',
    'A number of a recurring run is out of its range.',
    'maxConcurrency goes from 1 to 10 and maxHistory from 0 to 100; the controller falls back on its own limits beyond.',
  ),
] as const;

const checkSchedule: KindCheck = ({ node }, report) => {
  const spec = mapAt(node, 'spec');
  if (spec === undefined) return;
  const trigger = mapAt(spec, 'trigger');
  const cron = mapAt(trigger, 'cronSchedule');
  const periodic = mapAt(trigger, 'periodicSchedule');
  if (trigger !== undefined && given(trigger, 'cronSchedule') === undefined && periodic === undefined)
    report('kfp/schedule', trigger, say`The trigger needs a cronSchedule or a periodicSchedule.`, {
      missing: 'cronSchedule',
    });
  if (cron !== undefined && periodic !== undefined)
    report('kfp/schedule', periodic, say`A run recurs by cron or by interval, not by both.`);
  if (cron !== undefined) checkCron(cron, report);
  if (periodic !== undefined) checkInterval(periodic, report);
  checkBounds(spec, 'maxConcurrency', 1, 10, report);
  checkBounds(spec, 'maxHistory', 0, 100, report);
};

function checkCron(cron: MapNode, report: Report): void {
  const line = givenScalar(cron, 'cron');
  if (line === undefined || isBlank(cron, 'cron')) {
    report('kfp/schedule', cron, say`The cron line is missing.`, { missing: 'cron' });
    return;
  }
  const flaw = scheduleProblem(line.text, { hasSeconds: true });
  if (flaw !== undefined) report('kfp/schedule', line, flaw);
  else if (!line.text.startsWith('@') && line.text.trim().split(/\s+/).length === 5)
    report(
      'kfp/schedule',
      line,
      say`The first field stands for seconds here, so "${line.text}" is read as one more often than it looks; write 0 before it.`,
      {
        severity: 'warning',
        fixes: () => [
          {
            title: say`Write ${`0 ${line.text}`}`,
            edits: [
              {
                start: line.piece.offset + line.from + (line.style === 'plain' ? 0 : 1),
                end: line.piece.offset + line.from + (line.style === 'plain' ? 0 : 1),
                newText: '0 ',
              },
            ],
          },
        ],
      },
    );
}

function checkInterval(periodic: MapNode, report: Report): void {
  const seconds = givenScalar(periodic, 'intervalSecond');
  if (seconds === undefined)
    report('kfp/schedule', periodic, say`The interval is missing.`, { missing: 'intervalSecond' });
  else if ((givenNumber(periodic, 'intervalSecond') ?? 0) <= 0)
    report('kfp/schedule', seconds, say`The interval is a number of seconds above 0.`);
}

function checkBounds(spec: MapNode, field: string, ...rest: readonly [number, number, Report]): void {
  const [least, most, report] = rest;
  const value = givenScalar(spec, field);
  const number = givenNumber(spec, field);
  if (value === undefined || number === undefined || (number >= least && number <= most)) return;
  report('kfp/schedule-bounds', value, say`${field} is ${number}; it goes from ${least} to ${most}.`, {
    severity: 'warning',
  });
}

export const scheduledWorkflowRules: RuleSet = {
  facts: scheduleFacts,
  kinds: { 'kubeflow.org/ScheduledWorkflow': checkSchedule },
};
