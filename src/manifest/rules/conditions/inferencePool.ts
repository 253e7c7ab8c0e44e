import type { RuleSet } from '../../rule.ts';
import { type Message, say } from '../../say.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { type Condition, conditionCheck } from './condition.ts';
import { has, listed, repeated, textOr } from './given.ts';
import { withField } from './mends.ts';

/** What pools of model servers ask of their fields. `spec`: the path of the pool's spec. */
export function poolConditions(spec: string): readonly Condition[] {
  return [
    {
      rule: 'gateway/pool',
      at: [`${spec}.endpointPickerRef`],
      objection: pickerWithoutPort,
      mend: withField('port', 9002, false),
    },
    { rule: 'gateway/pool', at: [`${spec}.targetPorts`], objection: repeatedPort },
  ];
}

/** What the definition of an InferencePool asks across its fields. */
export const inferencePoolConditions: RuleSet = {
  facts: [
    {
      id: 'gateway/pool',
      severity: 'error',
      summary:
        'A pool of model servers reaches its endpoint picker by a port, and names each target port once.',
      why: 'The API server refuses the pool otherwise.',
    },
  ],
  kinds: { 'inference.networking.k8s.io/InferencePool': conditionCheck(poolConditions('spec')) },
};

function pickerWithoutPort(picker: SyntaxNode): Message | undefined {
  return textOr(picker, 'kind', 'Service') === 'Service' && !has(picker, 'port')
    ? say`The endpoint picker is a Service, so its port is needed.`
    : undefined;
}

function repeatedPort(ports: SyntaxNode): Message | undefined {
  const port = repeated(listed(ports).map(item => textOr(item, 'number', '')));
  return port === undefined ? undefined : say`Port ${port} comes twice among the target ports.`;
}
