import { insertField, removeEntry } from '../../fix/edits.ts';
import type { KindCheck, Report, RuleSet, TypeCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import { itemsAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { indexProblem } from './completionIndexes.ts';
import { withoutField } from './fieldChecks.ts';
import { fieldsOf } from './mountRules.ts';
import { dnsLabel } from './nameForms.ts';
import {
  facts,
  given,
  givenMap,
  givenMaps,
  givenNumber,
  givenScalar,
  givenText,
  isTrue,
  keyOf,
  placeOf,
  replacing,
} from './reading.ts';

const indexed = facts(
  'core/indexed-job',
  'error',
  'A Job sets what only Indexed Jobs have, or an Indexed Job lacks or exceeds a number.',
  'Indexes need completions to count to, and limits per index need indexes; the API server refuses the rest.',
);
const failurePolicy = facts(
  'core/pod-failure-policy',
  'error',
  'A rule of a podFailurePolicy can never apply or contradicts itself.',
  'Each rule goes by exit codes or by conditions, codes in order and without 0 for In, containers by their names; the API server refuses others.',
);
const successPolicy = facts(
  'core/success-policy',
  'error',
  'A rule of a successPolicy counts more than the Job has, or nothing.',
  'The API server refuses rules that cannot be met.',
);
const selector = facts(
  'core/job-selector',
  'error',
  'A Job sets its selector by hand.',
  'The API server makes the selector of a Job by itself, and refuses another one unless manualSelector is true.',
);
const jobName = facts(
  'core/indexed-job-name',
  'error',
  'The name of an Indexed Job is too long or no DNS label.',
  'Its pods are named after it, with a dash and their index, as hosts; the API server refuses what would not fit in 63 characters.',
);

const mostIndexes = 100_000;

const checkJobSpec: TypeCheck = (node, report) => {
  if (givenText(node, 'completionMode') === 'Indexed') checkIndexed(node, report);
  else if (given(node, 'completionMode') === undefined || givenText(node, 'completionMode') === 'NonIndexed')
    for (const name of ['backoffLimitPerIndex', 'maxFailedIndexes', 'successPolicy'])
      if (given(node, name) !== undefined)
        report(indexed.id, keyOf(node, name), say`${name} needs completionMode: Indexed.`, {
          fixes: () =>
            given(node, 'completionMode') === undefined
              ? [
                  {
                    title: say`Add completionMode: Indexed`,
                    edits: insertField(node, 'completionMode', 'Indexed'),
                    isSafe: false,
                  },
                ]
              : [],
        });
  if (given(node, 'maxFailedIndexes') !== undefined && given(node, 'backoffLimitPerIndex') === undefined)
    report(indexed.id, node, say`maxFailedIndexes needs backoffLimitPerIndex.`, {
      missing: 'backoffLimitPerIndex',
    });
  checkReplacement(node, report);
  checkFailurePolicy(node, report);
};

function checkIndexed(node: MapNode, report: Report): void {
  const completions = givenNumber(node, 'completions');
  // Left out together with parallelism, both are 1.
  if (given(node, 'completions') === undefined && given(node, 'parallelism') !== undefined) {
    const [at, place] = placeOf(node, 'completions');
    const amount = givenNumber(node, 'parallelism') ?? 1;
    report(indexed.id, at, say`An Indexed Job needs completions, the number of indexes.`, {
      ...place,
      fixes: () => [
        {
          title: say`Add completions: ${amount}`,
          edits: insertField(node, 'completions', amount),
          isSafe: false,
        },
      ],
    });
  }
  bound(node, 'parallelism', mostIndexes, report);
  bound(node, 'maxFailedIndexes', Math.min(mostIndexes, completions ?? mostIndexes), report);
  if (
    completions !== undefined &&
    completions > mostIndexes &&
    given(node, 'backoffLimitPerIndex') !== undefined
  ) {
    if (given(node, 'maxFailedIndexes') === undefined)
      report(
        indexed.id,
        node,
        say`With more than ${mostIndexes} completions, maxFailedIndexes has to be set.`,
        { missing: 'maxFailedIndexes' },
      );
    bound(node, 'parallelism', 10_000, report);
    bound(node, 'maxFailedIndexes', 10_000, report);
  }
  if (completions !== undefined) checkSuccess(givenMap(node, 'successPolicy'), completions, report);
}

function bound(node: MapNode, name: string, most: number, report: Report): void {
  const scalar = givenScalar(node, name);
  if (typeof scalar?.value === 'number' && scalar.value > most)
    report(indexed.id, scalar, say`${name} can be ${most} at most for this Job.`, {
      fixes: () => [replacing(scalar, most, false)],
    });
}

function checkReplacement(node: MapNode, report: Report): void {
  const scalar = givenScalar(node, 'podReplacementPolicy');
  if (scalar?.value === 'TerminatingOrFailed' && given(node, 'podFailurePolicy') !== undefined)
    report(
      failurePolicy.id,
      scalar,
      say`With a podFailurePolicy, pods can be replaced once they failed only.`,
      {
        fixes: () => [replacing(scalar, 'Failed')],
      },
    );
}

function checkFailurePolicy(job: MapNode, report: Report): void {
  const policy = givenMap(job, 'podFailurePolicy');
  const pod = givenMap(givenMap(job, 'template'), 'spec');
  const names = ['containers', 'initContainers'].flatMap(list =>
    fieldsOf(pod, list, 'name').map(({ key }) => key),
  );
  for (const rule of givenMaps(policy, 'rules')) {
    const action = givenScalar(rule, 'action');
    if (action?.value === 'FailIndex' && given(job, 'backoffLimitPerIndex') === undefined)
      report(failurePolicy.id, action, say`FailIndex needs backoffLimitPerIndex on the Job.`);
    checkConditions(rule, report);
    const codes = givenMap(rule, 'onExitCodes');
    if (codes !== undefined) checkExitCodes(codes, names, report);
  }
  const count = itemsAt(policy, 'rules').length;
  if (policy !== undefined && count > 20)
    report(
      failurePolicy.id,
      keyOf(policy, 'rules'),
      say`There are ${count} rules, but at most 20 are allowed.`,
    );
}

function checkConditions(rule: MapNode, report: Report): void {
  const hasCodes = givenMap(rule, 'onExitCodes') !== undefined;
  const hasConditions = itemsAt(rule, 'onPodConditions').length > 0;
  if (hasCodes && hasConditions)
    report(failurePolicy.id, rule, say`A rule goes by onExitCodes or by onPodConditions, not by both.`);
  if (!hasCodes && !hasConditions)
    report(failurePolicy.id, rule, say`A rule needs onExitCodes or onPodConditions to go by.`);
}

function checkExitCodes(codes: MapNode, names: readonly string[], report: Report): void {
  const container = givenScalar(codes, 'containerName');
  if (typeof container?.value === 'string' && !names.includes(container.value))
    report(failurePolicy.id, container, say`The pod has no container called "${container.value}".`);
  const numbers = itemsAt(codes, 'values').flatMap(item =>
    item.kind === 'scalar' && typeof item.value === 'number' ? [item] : [],
  );
  const isIn = givenText(codes, 'operator') === 'In';
  for (const [index, item] of numbers.entries()) {
    const before = numbers[index - 1];
    if (isIn && item.value === 0)
      report(failurePolicy.id, item, say`Exit code 0 is a success and cannot be listed for In.`, {
        fixes: () => [removal(item)],
      });
    else if (before !== undefined && Number(before.value) === Number(item.value))
      report(failurePolicy.id, item, say`Exit code ${item.text} is listed twice.`, {
        fixes: () => [removal(item)],
      });
    else if (before !== undefined && Number(before.value) > Number(item.value))
      report(failurePolicy.id, item, say`Exit codes have to be in ascending order.`);
  }
}

function removal(item: ScalarNode) {
  return { title: say`Remove ${item.text}`, edits: removeEntry(item) };
}

function checkSuccess(policy: MapNode | undefined, completions: number, report: Report): void {
  for (const rule of givenMaps(policy, 'rules')) {
    const [indexes, count] = [givenScalar(rule, 'succeededIndexes'), givenScalar(rule, 'succeededCount')];
    if (given(rule, 'succeededIndexes') === undefined && given(rule, 'succeededCount') === undefined)
      report(successPolicy.id, rule, say`A rule needs succeededIndexes or succeededCount.`);
    const problem = typeof indexes?.value === 'string' ? indexProblem(indexes.value, completions) : undefined;
    if (indexes !== undefined && problem?.message !== undefined)
      report(successPolicy.id, indexes, problem.message);
    const most = Math.min(completions, problem?.total ?? completions);
    if (typeof count?.value === 'number' && count.value > most)
      report(
        successPolicy.id,
        count,
        say`Only ${most} indexes can succeed by this rule, so ${count.value} cannot be reached.`,
      );
  }
}

const checkJob: KindCheck = (object, report) => {
  const spec = givenMap(object.node, 'spec');
  if (spec === undefined) return;
  const isManual = isTrue(spec, 'manualSelector');
  const own = given(spec, 'selector');
  if (own !== undefined && !isManual)
    report(selector.id, own, say`The selector of a Job is made by itself; take it out.`, {
      fixes: () => withoutField(own),
    });
  if (own === undefined && isManual)
    report(selector.id, spec, say`manualSelector: true needs a selector.`, { missing: 'selector' });
  const completions = givenNumber(spec, 'completions') ?? 0;
  if (givenText(spec, 'completionMode') !== 'Indexed' || completions < 1 || object.name === undefined) return;
  const host = `${object.name}-${completions - 1}`;
  const name = givenScalar(givenMap(object.node, 'metadata'), 'name');
  if (name !== undefined && !dnsLabel.fits(host))
    report(
      jobName.id,
      name,
      say`A pod of this Job would be called "${host}", which is no DNS label of at most 63 characters.`,
    );
};

const checkCronJob: KindCheck = (object, report) => {
  const job = givenMap(givenMap(givenMap(object.node, 'spec'), 'jobTemplate'), 'spec');
  const own = given(job, 'selector');
  if (own !== undefined)
    report(selector.id, own, say`The selector of a Job is made by itself; take it out.`, {
      fixes: () => withoutField(own),
    });
  if (job !== undefined && isTrue(job, 'manualSelector'))
    report(
      selector.id,
      keyOf(job, 'manualSelector'),
      say`Jobs of a CronJob cannot choose their own selector.`,
    );
};

/** Jobs: indexes, policies, selectors. */
export const jobRules: RuleSet = {
  facts: [indexed, failurePolicy, successPolicy, selector, jobName],
  types: { JobSpec: checkJobSpec },
  kinds: { 'batch/Job': checkJob, 'batch/CronJob': checkCronJob },
};
