import type { RuleSet } from '../../rule.ts';
import { type Message, say } from '../../say.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { type Condition, conditionCheck } from './condition.ts';
import { has } from './given.ts';
import { foreignManager } from './managedBy.ts';
import { changedTo, type Mend, without } from './mends.ts';

const managers = ['ray.io/kuberay-operator', 'kueue.x-k8s.io/multikueue'];

const managedBy = (...at: readonly string[]): Condition => ({
  rule: 'ray/managed-by',
  at,
  objection: node => foreignManager(node, managers),
  mend: changedTo(...managers),
});

const deletion = (at: string, objection: Condition['objection'], mend?: Mend): Condition => ({
  rule: 'ray/deletion',
  at: [at],
  objection,
  ...(mend && { mend }),
});

/** What the definitions of Ray's kinds ask across their fields. */
export const rayConditions: RuleSet = {
  facts: [
    {
      id: 'ray/managed-by',
      severity: 'error',
      summary: 'Ray clusters and jobs are managed by the Ray operator or by MultiKueue.',
      why: 'The API server refuses others, since nobody would run them.',
    },
    {
      id: 'ray/deletion',
      severity: 'error',
      summary: 'What is deleted after a Ray job is told in one way, by rules with one condition each.',
      why: 'The API server refuses the job otherwise.',
    },
  ],
  kinds: {
    'ray.io/RayCluster': conditionCheck([managedBy('spec.managedBy')]),
    'ray.io/RayService': conditionCheck([managedBy('spec.managedBy', 'spec.rayClusterConfig.managedBy')]),
    'ray.io/RayJob': conditionCheck([
      managedBy('spec.managedBy', 'spec.rayClusterSpec.managedBy'),
      deletion('spec.deletionStrategy', oldAndNew, without('deletionRules')),
      deletion('spec.deletionStrategy', incomplete),
      deletion(
        'spec.deletionStrategy.deletionRules.*.condition',
        twoStates,
        without('jobStatus', 'jobDeploymentStatus'),
      ),
      deletion('spec.deletionStrategy.deletionRules.*.condition', noState),
    ]),
  },
};

function oldAndNew(strategy: SyntaxNode): Message | undefined {
  return (has(strategy, 'onSuccess') || has(strategy, 'onFailure')) && has(strategy, 'deletionRules')
    ? say`deletionRules take the place of onSuccess and onFailure; keep one of the two forms.`
    : undefined;
}

function incomplete(strategy: SyntaxNode): Message | undefined {
  const isComplete =
    (has(strategy, 'onSuccess') && has(strategy, 'onFailure')) || has(strategy, 'deletionRules');
  return isComplete
    ? undefined
    : say`The strategy says too little; give deletionRules, or both onSuccess and onFailure.`;
}

function twoStates(condition: SyntaxNode): Message | undefined {
  return has(condition, 'jobStatus') && has(condition, 'jobDeploymentStatus')
    ? say`A rule waits for one state; keep jobStatus or jobDeploymentStatus.`
    : undefined;
}

function noState(condition: SyntaxNode): Message | undefined {
  return has(condition, 'jobStatus') || has(condition, 'jobDeploymentStatus')
    ? undefined
    : say`The condition waits for nothing; set jobStatus or jobDeploymentStatus.`;
}
