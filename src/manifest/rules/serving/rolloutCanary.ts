import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { entryOf, mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { given, givenEntry, wholeNumber } from './given.ts';
import { perhapsMendedBy, removeField } from './mend.ts';
import { judgeSteps } from './rolloutSteps.ts';

/** What Argo Rollouts refuses in a canary strategy apart from its steps. */
export const rolloutCanaryRules: RuleSet = {
  facts: [
    {
      id: 'rollouts/surge',
      severity: 'error',
      summary: 'maxSurge and maxUnavailable are not both zero.',
      why: 'The controller marks the Rollout as invalid: it could neither add nor remove a pod.',
    },
    {
      id: 'rollouts/canary-services',
      severity: 'error',
      summary: 'Traffic routing has a canary and a stable service, which differ.',
      why: 'The controller marks the Rollout as invalid: it could not tell the two versions apart.',
    },
    {
      id: 'rollouts/ping-pong',
      severity: 'error',
      summary: 'Ping-pong has two different services, on ALB with a root service.',
      why: 'The controller marks the Rollout as invalid.',
    },
    {
      id: 'rollouts/traffic-routing-needed',
      severity: 'error',
      summary: 'Settings that shift traffic are used with traffic routing.',
      why: 'The controller marks a Rollout with scaleDownDelaySeconds, dynamicStableScale or other such settings as invalid where nothing routes traffic.',
    },
  ],
};

/** Judges `spec.strategy.canary`. */
export function judgeCanary(canary: MapNode, report: Report): void {
  judgeSurge(canary, report);
  judgeServices(canary, report);
  judgePingPong(canary, report);
  judgeRoutingSettings(canary, report);
  judgeSteps(canary, report);
}

function amountOf(value: ScalarNode | undefined): number | undefined {
  if (value === undefined) return 25;
  const percent = /^(\d+)%$/.exec(value.text);
  return percent === null ? wholeNumber(value) : Number(percent[1]);
}

function scalarOf(node: MapNode | undefined, name: string): ScalarNode | undefined {
  const value = given(node, name);
  return value?.kind === 'scalar' ? value : undefined;
}

function judgeSurge(canary: MapNode, report: Report): void {
  const surge = scalarOf(canary, 'maxSurge');
  const unavailable = scalarOf(canary, 'maxUnavailable');
  if (surge === undefined || amountOf(surge) !== 0 || amountOf(unavailable) !== 0) return;
  report(
    'rollouts/surge',
    surge,
    say`maxSurge and maxUnavailable are both zero, so no pod can be replaced; raise one of them.`,
  );
}

function textOf(node: MapNode | undefined, name: string): string {
  return scalarOf(node, name)?.text ?? '';
}

const withServices = ['smi', 'apisix', 'ambassador', 'nginx', 'appMesh', 'traefik'];

function judgeServices(canary: MapNode, report: Report): void {
  const stable = scalarOf(canary, 'stableService');
  const own = textOf(canary, 'canaryService');
  if (stable !== undefined && stable.text !== '' && stable.text === own)
    report(
      'rollouts/canary-services',
      stable,
      say`Canary and stable service are both ${own}; two different ones are needed.`,
    );
  if (!needsServices(canary)) return;
  for (const name of ['stableService', 'canaryService'])
    if (textOf(canary, name) === '')
      report(
        'rollouts/canary-services',
        scalarOf(canary, name) ?? canary,
        say`Traffic routing needs ${name}.`,
        scalarOf(canary, name) === undefined ? { missing: name } : {},
      );
}

function needsServices(canary: MapNode): boolean {
  const routing = mapAt(canary, 'trafficRouting');
  const istio = mapAt(routing, 'istio');
  return (
    (given(routing, 'alb') !== undefined && given(canary, 'pingPong') === undefined) ||
    (istio !== undefined && given(istio, 'destinationRule') === undefined) ||
    withServices.some(name => given(routing, name) !== undefined)
  );
}

function judgePingPong(canary: MapNode, report: Report): void {
  const pair = mapAt(canary, 'pingPong');
  if (pair === undefined) return;
  const ping = scalarOf(pair, 'pingService');
  if (ping !== undefined && ping.text !== '' && ping.text === textOf(pair, 'pongService'))
    report(
      'rollouts/ping-pong',
      ping,
      say`Ping and pong service are both ${ping.text}; two different ones are needed.`,
    );
  const alb = mapAt(canary, 'trafficRouting', 'alb');
  if (alb !== undefined && textOf(alb, 'rootService') === '')
    report('rollouts/ping-pong', alb, say`Ping-pong on ALB needs a root service.`, {
      missing: 'rootService',
    });
}

function judgeRoutingSettings(canary: MapNode, report: Report): void {
  const routing = mapAt(canary, 'trafficRouting');
  const delay = givenEntry(canary, 'scaleDownDelaySeconds');
  const dynamic = scalarOf(canary, 'dynamicStableScale');
  const isDynamic = dynamic?.value === true;
  if (given(canary, 'trafficRouting') === undefined) {
    if (delay !== undefined)
      report(
        'rollouts/traffic-routing-needed',
        delay.key,
        say`scaleDownDelaySeconds is for traffic routing, which this canary has not.`,
        perhapsMendedBy(() => removeField(delay.key)),
      );
    if (isDynamic)
      reportDynamic(
        canary,
        say`dynamicStableScale is for traffic routing, which this canary has not.`,
        report,
      );
    return;
  }
  if (isDynamic && delay !== undefined)
    reportDynamic(canary, say`dynamicStableScale and scaleDownDelaySeconds exclude each other.`, report);
  const most = givenEntry(routing, 'maxTrafficWeight');
  if (most !== undefined && given(routing, 'nginx') === undefined && given(routing, 'plugins') === undefined)
    report(
      'rollouts/traffic-routing-needed',
      most.key,
      say`maxTrafficWeight works with nginx and with plugins only.`,
      perhapsMendedBy(() => removeField(most.key)),
    );
}

function reportDynamic(canary: MapNode, message: ReturnType<typeof say>, report: Report): void {
  const entry = entryOf(canary, 'dynamicStableScale');
  if (entry !== undefined)
    report(
      'rollouts/traffic-routing-needed',
      entry.key,
      message,
      perhapsMendedBy(() => removeField(entry.key)),
    );
}
