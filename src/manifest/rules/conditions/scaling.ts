import type { Fix } from '../../fix/fix.ts';
import type { RuleSet } from '../../rule.ts';
import { type Message, say } from '../../say.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { conditionCheck } from './condition.ts';
import { has, listed, numberOr, sizeOf, textOr } from './given.ts';
import { changedTo, inField } from './mends.ts';

/** Replicas that KEDA goes up to where a ScaledObject does not say. */
const defaultMost = 100;

/** What the definitions of KEDA's ScaledObject and of KAITO's MultiRoleInference ask across their fields. */
export const scalingConditions: RuleSet = {
  facts: [
    {
      id: 'keda/replica-bounds',
      severity: 'error',
      summary: 'The least number of replicas is not above the most.',
      why: 'The API server refuses the object otherwise.',
    },
    {
      id: 'kaito/roles',
      severity: 'error',
      summary:
        'Inference in roles has a role for prefill and one for decode, and selects its nodes by labels.',
      why: 'The API server refuses the object otherwise.',
    },
  ],
  kinds: {
    'keda.sh/ScaledObject': conditionCheck([
      { rule: 'keda/replica-bounds', at: ['spec'], objection: minAboveMax, mend: lowered },
    ]),
    'kaito.sh/MultiRoleInference': conditionCheck([
      { rule: 'kaito/roles', at: ['spec.roles'], objection: missingRole },
      { rule: 'kaito/roles', at: ['spec.labelSelector'], objection: emptySelector },
    ]),
  },
};

function minAboveMax(spec: SyntaxNode): Message | undefined {
  const [least, most] = [
    numberOr(spec, 'minReplicaCount', 0),
    numberOr(spec, 'maxReplicaCount', defaultMost),
  ];
  return has(spec, 'minReplicaCount') && least > most
    ? say`minReplicaCount (${least}) is above maxReplicaCount (${most}).`
    : undefined;
}

/** As many at least as there may be at most. */
function lowered(spec: SyntaxNode): readonly Fix[] {
  const most = numberOr(spec, 'maxReplicaCount', defaultMost);
  return inField('minReplicaCount', changedTo(most))(spec);
}

function missingRole(roles: SyntaxNode): Message | undefined {
  const types = new Set(listed(roles).map(role => textOr(role, 'type', '')));
  const missing = ['prefill', 'decode'].find(type => !types.has(type));
  return missing === undefined ? undefined : say`There is no role of type ${missing}.`;
}

function emptySelector(selector: SyntaxNode): Message | undefined {
  return sizeOf(selector, 'matchLabels') > 0 || sizeOf(selector, 'matchExpressions') > 0
    ? undefined
    : say`The selector selects nothing; give matchLabels or matchExpressions.`;
}
