import type { RuleSet } from '../../rule.ts';
import { type Message, say } from '../../say.ts';
import { nodeAt } from '../../syntax/lookup.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { type Condition, conditionCheck } from './condition.ts';
import { has, numberOr, sizeOf, textOr } from './given.ts';
import { cookieForOther, permanentWithoutEnd } from './httpRoute.ts';
import { poolConditions } from './inferencePool.ts';
import { withField, without } from './mends.ts';
import { commonFilterTypes, filterConditions } from './routeFilters.ts';
import { routeRuleConditions } from './routeRules.ts';

const rule = 'kserve/llm-autoscaler';
const workloads = ['spec', 'spec.prefill'];
const scalings = workloads.map(path => `${path}.scaling`);
const autoscaled = scalings.map(path => `${path}.wva`);
const scaledByKeda = scalings.flatMap(path => [`${path}.keda`, `${path}.wva.keda`]);
const routes = 'spec.router.route.http.spec.rules';

const scalingConditions: readonly Condition[] = [
  { rule, at: workloads, objection: fixedAndScaled, mend: without('replicas', 'scaling') },
  {
    rule,
    at: scalings,
    objection: scaling => exactlyOne(scaling, 'wva', 'keda'),
    mend: without('wva', 'keda'),
  },
  { rule, at: autoscaled, objection: wva => exactlyOne(wva, 'hpa', 'keda'), mend: without('hpa', 'keda') },
  { rule, at: scalings, objection: withoutTriggers },
  { rule, at: scalings, objection: minAboveMax },
  { rule, at: scalings, objection: scaling => idle(scaling, nodeAt(scaling, 'wva', 'keda')) },
  { rule, at: scalings, objection: scaling => idle(scaling, nodeAt(scaling, 'keda')) },
  { rule, at: scaledByKeda, objection: namedAutoscaler },
  { rule, at: autoscaled, objection: modifiedScaling },
];

const routerConditions: readonly Condition[] = [
  ...routeRuleConditions(routes),
  ...filterConditions(routes, commonFilterTypes),
  ...poolConditions('spec.router.scheduler.pool.spec'),
  {
    rule: 'gateway/session',
    at: [`${routes}.*.sessionPersistence`],
    objection: session => permanentWithoutEnd(session, 'cookieConfig'),
    mend: withField('absoluteTimeout', '24h', false),
  },
  {
    rule: 'gateway/session',
    at: [`${routes}.*.sessionPersistence`],
    objection: session => cookieForOther(session, 'cookieConfig'),
    mend: without('cookieConfig'),
  },
];

/** What the definitions of LLMInferenceService and its configuration ask across their fields. */
export const llmInferenceServiceConditions: RuleSet = {
  facts: [
    {
      id: rule,
      severity: 'error',
      summary: 'An LLM service has a fixed number of replicas or one autoscaler, with bounds in order.',
      why: 'The API server refuses a service that two hands would scale, or whose bounds contradict each other.',
    },
  ],
  kinds: {
    'serving.kserve.io/LLMInferenceService': conditionCheck([...scalingConditions, ...routerConditions]),
    'serving.kserve.io/LLMInferenceServiceConfig': conditionCheck(scalingConditions),
  },
};

function fixedAndScaled(workload: SyntaxNode): Message | undefined {
  return has(workload, 'replicas') && has(workload, 'scaling')
    ? say`Both replicas and scaling are set; take replicas out to let the autoscaler decide, or scaling to fix the number.`
    : undefined;
}

function exactlyOne(holder: SyntaxNode, a: string, b: string): Message | undefined {
  if (has(holder, a) !== has(holder, b)) return undefined;
  return has(holder, a)
    ? say`Both ${a} and ${b} are set, so two autoscalers would decide; keep one of them.`
    : say`There is no autoscaler; set ${a} or ${b}.`;
}

function withoutTriggers(scaling: SyntaxNode): Message | undefined {
  return has(scaling, 'keda') && sizeOf(scaling, 'keda', 'triggers') === 0
    ? say`KEDA has nothing to scale by; name at least one trigger in keda.triggers.`
    : undefined;
}

/** Where nothing is written, the definition fills in one replica at least. */
const defaultLeast = 1;

function minAboveMax(scaling: SyntaxNode): Message | undefined {
  const least = numberOr(scaling, 'minReplicas', defaultLeast);
  const most = numberOr(scaling, 'maxReplicas', Number.NaN);
  return least > most ? say`minReplicas (${least}) is above maxReplicas (${most}).` : undefined;
}

function idle(scaling: SyntaxNode, keda: SyntaxNode | undefined): Message | undefined {
  if (!has(keda, 'idleReplicaCount')) return undefined;
  const [count, least] = [
    numberOr(keda, 'idleReplicaCount', 0),
    numberOr(scaling, 'minReplicas', defaultLeast),
  ];
  return count >= least
    ? say`idleReplicaCount (${count}) has to be below minReplicas (${least}).`
    : undefined;
}

function namedAutoscaler(keda: SyntaxNode): Message | undefined {
  const config = nodeAt(keda, 'advanced', 'horizontalPodAutoscalerConfig');
  if (config === undefined || !has(keda, 'advanced', 'horizontalPodAutoscalerConfig')) return undefined;
  if (textOr(config, 'name', '') !== '')
    return say`The name of the autoscaler is KServe's to choose; set horizontalPodAutoscalerConfig.name to "".`;
  // The definition asks for the length of the name without asking first whether there is one.
  return has(config, 'name')
    ? undefined
    : say`horizontalPodAutoscalerConfig is taken only with an empty name; add name: "".`;
}

const modifiers = ['formula', 'target', 'activationTarget', 'metricType'];

function modifiedScaling(wva: SyntaxNode): Message | undefined {
  if (!has(wva, 'keda', 'advanced')) return undefined;
  const given = nodeAt(wva, 'keda', 'advanced', 'scalingModifiers');
  const set = modifiers.find(name => textOr(given, name, '') !== '');
  if (set !== undefined)
    return say`The variant autoscaler has a target of its own; set scalingModifiers.${set} to "".`;
  return modifiers.every(name => has(given, name))
    ? undefined
    : say`With the variant autoscaler, advanced is taken only with scalingModifiers whose ${modifiers.join(', ')} are empty; add them as "", or take advanced out.`;
}
