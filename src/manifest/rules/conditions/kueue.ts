import type { RuleSet } from '../../rule.ts';
import { type Message, say } from '../../say.ts';
import { nodeAt } from '../../syntax/lookup.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { type Condition, conditionCheck } from './condition.ts';
import { has, listed, sizeOf, textOr } from './given.ts';
import { changedTo, inField, inItem, type Mend, withField, without } from './mends.ts';

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

const queue = (at: string, objection: Condition['objection'], mend?: Mend): Condition => ({
  rule: 'kueue/cluster-queue',
  at: [at],
  objection,
  ...(mend && { mend }),
});

const flavor = (at: string, objection: Condition['objection']): Condition => ({
  rule: 'kueue/resource-flavor',
  at: [at],
  objection,
});

/** A condition on every toleration, told at their list as the server tells it. */
const toleration = (
  isWrong: (toleration: SyntaxNode) => boolean,
  message: Message,
  mend: Mend,
): Condition => ({
  ...flavor('spec.tolerations', list => (listed(list).some(isWrong) ? message : undefined)),
  mend: inItem(isWrong, mend),
});

/** What the definitions of ClusterQueue and ResourceFlavor ask across their fields. */
export const kueueConditions: RuleSet = {
  facts: [
    {
      id: 'kueue/cluster-queue',
      severity: 'error',
      summary: 'Quotas, borrowing and preemption of a cluster queue go together.',
      why: 'The API server refuses the queue otherwise.',
    },
    {
      id: 'kueue/resource-flavor',
      severity: 'error',
      summary:
        'Taints and tolerations of a flavor are those that nodes and pods may have, and a topology comes with node labels.',
      why: 'The API server refuses the flavor otherwise.',
    },
  ],
  kinds: {
    'kueue.x-k8s.io/ClusterQueue': conditionCheck([
      queue('spec', borrowingAlone),
      queue('spec.flavorFungibility', preferenceWithoutNext, without('preference')),
      queue(
        'spec.preemption',
        borrowingWithoutReclaim,
        withField('reclaimWithinCohort', 'LowerPriority', false),
      ),
      queue('spec.resourceGroups.*', uncoveredResources),
    ]),
    'kueue.x-k8s.io/ResourceFlavor': conditionCheck([
      flavor('spec', topologyWithoutLabels),
      flavor('spec.nodeTaints', unknownTaintEffect),
      toleration(
        item => !has(item, 'key') && textOr(item, 'operator', '') !== 'Exists',
        say`A toleration without a key tolerates everything and so needs the operator Exists.`,
        withField('operator', 'Exists'),
      ),
      toleration(
        item => has(item, 'tolerationSeconds') && textOr(item, 'effect', '') !== 'NoExecute',
        say`tolerationSeconds delays an eviction, so the effect has to be NoExecute.`,
        withField('effect', 'NoExecute'),
      ),
      toleration(
        item => has(item, 'operator') && !/^(?:Equal|Exists)$/.test(textOr(item, 'operator', '')),
        say`The operator of a toleration is Equal or Exists.`,
        inField('operator', changedTo('Exists', 'Equal')),
      ),
      toleration(
        item => textOr(item, 'operator', '') === 'Exists' && has(item, 'value'),
        say`The operator Exists compares with no value; take value out or choose Equal.`,
        node => [...without('value')(node), ...withField('operator', 'Equal', false)(node)],
      ),
      toleration(
        item => has(item, 'effect') && !effects.includes(textOr(item, 'effect', '')),
        say`The effect of a toleration is NoSchedule, PreferNoSchedule or NoExecute.`,
        inField('effect', changedTo(...effects)),
      ),
    ]),
  },
};

function borrowingAlone(spec: SyntaxNode): Message | undefined {
  if (has(spec, 'cohortName') || has(spec, 'cohort')) return undefined;
  const resources = listed(spec, 'resourceGroups')
    .flatMap(group => listed(group, 'flavors'))
    .flatMap(item => listed(item, 'resources'));
  return resources.some(resource => has(resource, 'borrowingLimit'))
    ? say`A borrowingLimit means nothing without a cohort to borrow from; name the cohort or take the limit out.`
    : undefined;
}

function preferenceWithoutNext(fungibility: SyntaxNode): Message | undefined {
  if (!has(fungibility, 'preference')) return undefined;
  const triesNext =
    textOr(fungibility, 'whenCanBorrow', 'Borrow') === 'TryNextFlavor' &&
    textOr(fungibility, 'whenCanPreempt', 'TryNextFlavor') === 'TryNextFlavor';
  return triesNext
    ? undefined
    : say`A preference chooses among flavors, so whenCanBorrow and whenCanPreempt both have to be TryNextFlavor.`;
}

function borrowingWithoutReclaim(preemption: SyntaxNode): Message | undefined {
  const borrowing = nodeAt(preemption, 'borrowWithinCohort');
  return has(preemption, 'borrowWithinCohort') &&
    textOr(preemption, 'reclaimWithinCohort', 'Never') === 'Never' &&
    textOr(borrowing, 'policy', 'Never') !== 'Never'
    ? say`Preempting while borrowing needs reclaimWithinCohort to be other than Never.`
    : undefined;
}

function uncoveredResources(group: SyntaxNode): Message | undefined {
  const covered = sizeOf(group, 'coveredResources');
  const wrong = listed(group, 'flavors').find(item => sizeOf(item, 'resources') !== covered);
  return (
    wrong &&
    say`The flavor ${textOr(wrong, 'name', '')} has quotas for other resources than the group covers (${sizeOf(wrong, 'resources')} instead of ${covered}).`
  );
}

function topologyWithoutLabels(spec: SyntaxNode): Message | undefined {
  return has(spec, 'topologyName') && sizeOf(spec, 'nodeLabels') === 0
    ? say`A flavor with a topology needs nodeLabels, which say what nodes it is made of.`
    : undefined;
}

function unknownTaintEffect(taints: SyntaxNode): Message | undefined {
  return listed(taints).some(taint => !effects.includes(textOr(taint, 'effect', '')))
    ? say`The effect of a taint is NoSchedule, PreferNoSchedule or NoExecute.`
    : undefined;
}
