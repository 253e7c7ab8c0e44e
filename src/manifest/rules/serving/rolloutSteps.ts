import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { mapAt } from '../../syntax/lookup.ts';
import type { Entry, MapNode, ScalarNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { goDurationMs } from './durations.ts';
import { given, givenAmong, givenEntry, mapsAt, wholeNumber } from './given.ts';
import { perhapsMendedBy, removeField } from './mend.ts';

/** What Argo Rollouts refuses in the steps of a canary. */
export const rolloutStepRules: RuleSet = {
  facts: [
    {
      id: 'rollouts/step-action',
      severity: 'error',
      summary: 'Each step of a canary holds exactly one action.',
      why: 'The controller marks a Rollout as invalid whose step has none, or several of weight, pause, analysis and experiment.',
    },
    {
      id: 'rollouts/step-weight',
      severity: 'error',
      summary: 'setWeight lies from 0 to 100, or to maxTrafficWeight.',
      why: 'The controller marks the Rollout as invalid.',
    },
    {
      id: 'rollouts/pause-duration',
      severity: 'error',
      summary: 'The duration of a pause is a number of seconds or a duration such as 10m, and not negative.',
      why: 'The controller marks the Rollout as invalid.',
    },
    {
      id: 'rollouts/step-routing',
      severity: 'error',
      summary: 'Steps that set the canary’s scale, a header route or a mirror have a router that can do it.',
      why: 'The controller marks the Rollout as invalid: setCanaryScale needs any router, setHeaderRoute Istio, ALB, Apisix or a plugin, setMirrorRoute Istio or a plugin.',
    },
    {
      id: 'rollouts/managed-routes',
      severity: 'error',
      summary: 'Routes of steps are named in trafficRouting.managedRoutes.',
      why: 'The controller marks the Rollout as invalid; the order of managed routes is their precedence.',
    },
    {
      id: 'rollouts/route-match',
      severity: 'error',
      summary: 'A match of a route has exactly one of exact, prefix and regex; ALB takes exact only.',
      why: 'The controller marks the Rollout as invalid.',
    },
    {
      id: 'rollouts/experiment-weight',
      severity: 'error',
      summary: 'Weights in an experiment step need SMI, ALB or Istio.',
      why: 'The controller marks the Rollout as invalid.',
    },
  ],
};

const exclusive = ['setWeight', 'pause', 'experiment', 'analysis'];
const actions = [
  ...exclusive,
  'setCanaryScale',
  'setHeaderRoute',
  'setMirrorRoute',
  'plugin',
  'replicaProgressThreshold',
];

/** Judges `steps` of `spec.strategy.canary`. */
export function judgeSteps(canary: MapNode, report: Report): void {
  const routing = mapAt(canary, 'trafficRouting');
  const isRouted = given(canary, 'trafficRouting') !== undefined;
  for (const step of mapsAt(canary, 'steps')) {
    judgeAction(step, report);
    judgeWeight(step, routing, report);
    judgePause(step, report);
    judgeScale(step, isRouted, report);
    judgeRoute(givenEntry(step, 'setHeaderRoute'), routing, ['istio', 'alb', 'apisix', 'plugins'], report);
    judgeRoute(givenEntry(step, 'setMirrorRoute'), routing, ['istio', 'plugins'], report);
    judgeExperiment(step, routing, report);
  }
}

function judgeAction(step: MapNode, report: Report): void {
  const [first, second] = givenAmong(step, exclusive);
  if (givenAmong(step, actions).length === 0)
    report(
      'rollouts/step-action',
      step,
      say`The step does nothing; give it setWeight, pause or another action. A pause without end is written pause: {}.`,
    );
  if (first !== undefined && second !== undefined)
    report(
      'rollouts/step-action',
      second.key,
      say`The step has ${first.name} and ${second.name}; make two steps of it.`,
      perhapsMendedBy(() => removeField(second.key)),
    );
}

function judgeWeight(step: MapNode, routing: MapNode | undefined, report: Report): void {
  const value = given(step, 'setWeight');
  const weight = wholeNumber(value);
  const most = wholeNumber(given(routing, 'maxTrafficWeight')) ?? 100;
  if (value !== undefined && weight !== undefined && (weight < 0 || weight > most))
    report('rollouts/step-weight', value, say`A weight lies from 0 to ${most}; this is ${weight}.`);
}

function judgePause(step: MapNode, report: Report): void {
  const value = given(step, 'pause', 'duration');
  if (value?.kind !== 'scalar' || isPlaceholder(value)) return;
  const seconds = wholeNumber(value) ?? goDurationMs(value.text);
  if (seconds === undefined)
    report(
      'rollouts/pause-duration',
      value,
      say`${value.text} is no duration; write seconds, or a number with s, m or h.`,
    );
  else if (seconds < 0) report('rollouts/pause-duration', value, say`A pause cannot be negative.`);
}

function judgeScale(step: MapNode, isRouted: boolean, report: Report): void {
  const scale = givenEntry(step, 'setCanaryScale');
  if (scale !== undefined && !isRouted)
    report(
      'rollouts/step-routing',
      scale.key,
      say`setCanaryScale needs trafficRouting; without it the weight is made by the number of pods.`,
      perhapsMendedBy(() => removeField(scale.key)),
    );
}

function judgeRoute(
  step: Entry | undefined,
  routing: MapNode | undefined,
  routers: readonly string[],
  report: Report,
): void {
  if (step === undefined) return;
  const known = givenAmong(routing, routers);
  if (known.length === 0) {
    report(
      'rollouts/step-routing',
      step.key,
      say`${step.name} works with these routers only: ${routers.join(', ')}.`,
    );
    return;
  }
  judgeManaged(step, routing, report);
  const isExact = step.name === 'setHeaderRoute' && given(routing, 'alb') !== undefined;
  for (const match of mapsAt(step.value, 'match')) {
    const fields = step.name === 'setHeaderRoute' ? ['headerValue'] : ['method', 'path'];
    for (const field of fields) {
      const pattern = mapAt(match, field);
      if (pattern !== undefined) judgePattern(pattern, isExact, report);
    }
  }
}

function judgePattern(pattern: MapNode, isExact: boolean, report: Report): void {
  const ways = givenAmong(pattern, ['exact', 'prefix', 'regex']);
  const [way, second] = ways;
  if (way === undefined)
    report('rollouts/route-match', pattern, say`The match is empty; write exact, prefix or regex.`, {
      missing: 'exact',
    });
  else if (second !== undefined)
    report(
      'rollouts/route-match',
      second.key,
      say`A match has one of exact, prefix and regex.`,
      perhapsMendedBy(() => removeField(second.key)),
    );
  else if (isExact && way.name !== 'exact')
    report('rollouts/route-match', way.key, say`ALB matches a header exactly; ${way.name} is refused.`);
}

function judgeManaged(step: Entry, routing: MapNode | undefined, report: Report): void {
  if (routing === undefined) return;
  const list = given(routing, 'managedRoutes');
  if (list === undefined) {
    report(
      'rollouts/managed-routes',
      routing,
      say`${step.name} makes a route, which managedRoutes must list.`,
      { missing: 'managedRoutes' },
    );
    return;
  }
  const name = given(step.value, 'name');
  const names = mapsAt(routing, 'managedRoutes').map(route => scalarOf(route, 'name')?.text);
  if (name?.kind === 'scalar' && !names.includes(name.text))
    report(
      'rollouts/managed-routes',
      name,
      say`The route ${name.text} is not listed in trafficRouting.managedRoutes.`,
    );
}

function scalarOf(node: MapNode, name: string): ScalarNode | undefined {
  const value = given(node, name);
  return value?.kind === 'scalar' ? value : undefined;
}

function judgeExperiment(step: MapNode, routing: MapNode | undefined, report: Report): void {
  const isAble = givenAmong(routing, ['alb', 'smi', 'istio', 'plugins']).length > 0;
  for (const template of mapsAt(step, 'experiment', 'templates')) {
    const weight = givenEntry(template, 'weight');
    if (weight !== undefined && !isAble)
      report(
        'rollouts/experiment-weight',
        weight.key,
        say`A weight in an experiment needs a router: SMI, ALB or Istio.`,
        perhapsMendedBy(() => removeField(weight.key)),
      );
  }
}
