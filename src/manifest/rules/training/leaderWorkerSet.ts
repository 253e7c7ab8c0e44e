import type { KindCheck, Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { mapAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { facts, givenNumber, givenScalar } from '../core/reading.ts';
import { checkLeast } from './bounds.ts';
import { checkServiceName } from './objectName.ts';

const setFacts = [
  facts(
    'lws/name',
    'error',
    'The name of a LeaderWorkerSet cannot name its Service and pods.',
    'Pods are named after it with two numbers behind; the webhook wants an RFC 1035 label.',
  ),
  facts(
    'lws/size',
    'error',
    'The size of the groups is not one that can be made.',
    'A group has its leader at least; the webhook refuses smaller sizes and negative numbers of groups.',
  ),
  facts(
    'lws/subgroups',
    'error',
    'Groups cannot be parted into subgroups of this size.',
    'The size, with or without the leader, must be a multiple of it; the webhook refuses others.',
  ),
  facts(
    'lws/rollout',
    'error',
    'A rolling update could never begin.',
    'With maxSurge and maxUnavailable both 0 no group may be replaced; the webhook refuses it.',
  ),
] as const;

const checkSet: KindCheck = (object, report) => {
  const spec = mapAt(object.node, 'spec');
  const groups = mapAt(spec, 'leaderWorkerTemplate');
  const count = givenNumber(spec, 'replicas') ?? 1;
  const size = givenNumber(groups, 'size') ?? 1;
  const behind = `-${Math.max(count - 1, 0)}${size > 1 ? `-${size - 1}` : ''}`;
  checkServiceName(object, { rule: 'lws/name', behind }, report);
  checkLeast(spec, 'replicas', 0, ['lws/size', report]);
  checkLeast(groups, 'size', 1, ['lws/size', report]);
  checkSubgroups(mapAt(groups, 'subGroupPolicy'), size, report);
  checkRollout(mapAt(spec, 'rolloutStrategy', 'rollingUpdateConfiguration'), report);
};

function checkSubgroups(policy: MapNode | undefined, size: number, report: Report): void {
  const written = givenScalar(policy, 'subGroupSize');
  const part = givenNumber(policy, 'subGroupSize');
  if (written === undefined || part === undefined) return;
  if (part < 1) report('lws/subgroups', written, say`A subgroup has at least one pod.`);
  else if (part > size)
    report('lws/subgroups', written, say`A subgroup of ${part} is larger than its group of ${size}.`);
  else if (size % part !== 0 && (size - 1) % part !== 0)
    report(
      'lws/subgroups',
      written,
      say`Neither ${size} nor ${size - 1} pods can be parted into subgroups of ${part}.`,
    );
}

function checkRollout(update: MapNode | undefined, report: Report): void {
  const unavailable = givenScalar(update, 'maxUnavailable');
  const isZero = (text: string | undefined) => text !== undefined && /^0+%?$/.test(text);
  // An absent surge is 0, an absent maxUnavailable 1.
  const surge = givenScalar(update, 'maxSurge')?.text ?? '0';
  if (unavailable !== undefined && isZero(unavailable.text) && isZero(surge))
    report('lws/rollout', unavailable, say`maxUnavailable and maxSurge cannot both be 0.`);
}

export const leaderWorkerSetRules: RuleSet = {
  facts: setFacts,
  kinds: { 'leaderworkerset.x-k8s.io/LeaderWorkerSet': checkSet },
};
