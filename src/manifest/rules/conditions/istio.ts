import { durationOf } from '../../cel/time.ts';
import type { RuleSet } from '../../rule.ts';
import { type Message, say } from '../../say.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { type Condition, conditionCheck } from './condition.ts';

const oneMillisecond = 1_000_000n;

const policies = ['spec.trafficPolicy', 'spec.subsets.*.trafficPolicy'];
const settings = policies.flatMap(policy => [policy, `${policy}.portLevelSettings.*`]);
const policyDurations = [
  'connectionPool.http.http2KeepAlive.interval',
  'connectionPool.http.http2KeepAlive.timeout',
  'connectionPool.http.idleTimeout',
  'connectionPool.tcp.connectTimeout',
  'connectionPool.tcp.maxConnectionDuration',
  'connectionPool.tcp.tcpKeepalive.interval',
  'connectionPool.tcp.tcpKeepalive.time',
  'loadBalancer.warmup.duration',
  'loadBalancer.warmupDurationSecs',
  'outlierDetection.baseEjectionTime',
  'outlierDetection.interval',
];

const routeDurations = [
  'corsPolicy.maxAge',
  'fault.delay.exponentialDelay',
  'fault.delay.fixedDelay',
  'retries.backoff',
  'retries.perTryTimeout',
  'timeout',
].map(path => `spec.http.*.${path}`);

const durations = (at: readonly string[]): Condition => ({ rule: 'istio/duration', at, objection: tooShort });

const selectorLabels = 'spec.workloadSelector.matchLabels';

const selector = (at: string, objection: Condition['objection']): Condition => ({
  rule: 'istio/selector',
  at: [at],
  objection,
});

/** What the definitions of Istio's VirtualService and DestinationRule ask of their fields. */
export const istioConditions: RuleSet = {
  facts: [
    {
      id: 'istio/duration',
      severity: 'error',
      summary: 'A duration is at least a millisecond.',
      why: 'The API server refuses shorter ones and what is no duration.',
    },
    {
      id: 'istio/selector',
      severity: 'error',
      summary: 'The labels of a workload selector are written out.',
      why: 'The API server refuses wildcards and empty keys, which would select nothing.',
    },
  ],
  kinds: {
    'networking.istio.io/VirtualService': conditionCheck([durations(routeDurations)]),
    'networking.istio.io/DestinationRule': conditionCheck([
      durations([...settings.flatMap(at => policyDurations.map(path => `${at}.${path}`))]),
      selector(selectorLabels, labels => wrongKey(labels)),
      selector(selectorLabels, emptyKey),
      selector(`${selectorLabels}.*`, wildcard),
    ]),
  },
};

function tooShort(node: SyntaxNode): Message | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return undefined;
  const duration = durationOf(node.value);
  if (duration === undefined) return say`"${node.value}" is no duration such as 500ms, 5s or 1h30m.`;
  return duration.nanos < oneMillisecond
    ? say`The duration ${node.value} is below a millisecond.`
    : undefined;
}

function wrongKey(labels: SyntaxNode): Message | undefined {
  const wrong = labels.kind === 'map' ? labels.entries.find(entry => entry.name.includes('*')) : undefined;
  return wrong && say`The label ${wrong.name} holds a *, and a selector knows no wildcards.`;
}

function emptyKey(labels: SyntaxNode): Message | undefined {
  return labels.kind === 'map' && labels.entries.some(entry => entry.name === '')
    ? say`A label of the selector has no name.`
    : undefined;
}

function wildcard(value: SyntaxNode): Message | undefined {
  return value.kind === 'scalar' && typeof value.value === 'string' && value.value.includes('*')
    ? say`The value ${value.value} holds a *, and a selector knows no wildcards.`
    : undefined;
}
