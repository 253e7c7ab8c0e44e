import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aManifest } from '../../../../support/manifests.ts';
import { judged, testCases } from './judging.ts';

const template = 'template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: x}]}}';
const selector = 'selector: {matchLabels: {app: a}}';

function rollout(strategy: string, pods = `${selector}, ${template}`): string {
  const head = 'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: a}\n';
  return `${head}spec: {${pods}, strategy: {${strategy}}}\n`;
}

const canary = (fields: string): string => rollout(`canary: {${fields}}`);
const steps = (...items: readonly string[]): string => canary(`steps: [${items.join(', ')}]`);
const services = 'canaryService: c, stableService: s';
const at = 'spec.strategy.canary';

suite('a Rollout', () => {
  testCases([
    ['holds', canary('steps: [{setWeight: 20}, {pause: {}}]')],
    [
      'has one strategy',
      rollout('canary: {}, blueGreen: {activeService: a}'),
      'rollouts/strategy spec.strategy.blueGreen',
    ],
    ['has a strategy', rollout(''), 'rollouts/strategy spec.strategy.canary'],
    [
      'finds its pods',
      rollout('canary: {}', `selector: {matchLabels: {app: b}}, ${template}`),
      'rollouts/selector spec.selector.matchLabels.app',
    ],
    [
      'finds its pods by expressions',
      rollout('canary: {}', `selector: {matchExpressions: [{key: tier, operator: Exists}]}, ${template}`),
      'rollouts/selector spec.selector.matchExpressions[0].key',
    ],
    [
      'holds for expressions',
      rollout(
        'canary: {}',
        `selector: {matchExpressions: [{key: app, operator: In, values: [a]}, {key: x, operator: NotIn, values: [y]}, {key: z, operator: DoesNotExist}]}, ${template}`,
      ),
    ],
    [
      'takes not every pod',
      rollout('canary: {}', `selector: {matchLabels: {}}, ${template}`),
      'rollouts/selector spec.selector',
    ],
    ['has a selector', rollout('canary: {}', template), 'rollouts/selector spec.selector'],
    ['has a template', rollout('canary: {}', selector), 'rollouts/template spec.template'],
    [
      'has pods in its template',
      rollout('canary: {}', `${selector}, template: {metadata: {labels: {app: a}}}`),
      'rollouts/template spec.template.spec',
    ],
    [
      'restarts always',
      rollout(
        'canary: {}',
        `${selector}, template: {metadata: {labels: {app: a}}, spec: {restartPolicy: Never, containers: []}}`,
      ),
      'rollouts/template spec.template.spec.restartPolicy',
    ],
    [
      'takes a workload instead',
      rollout('canary: {}', 'workloadRef: {apiVersion: apps/v1, kind: Deployment, name: a}'),
    ],
    [
      'takes no template beside it',
      rollout('canary: {}', `workloadRef: {name: a}, ${template}`),
      'rollouts/template spec.template',
    ],
    [
      'waits longer than a pod needs',
      rollout('canary: {}', `${selector}, ${template}, minReadySeconds: 30, progressDeadlineSeconds: 20`),
      'rollouts/deadline spec.progressDeadlineSeconds',
    ],
    [
      'waits longer by default',
      rollout('canary: {}', `${selector}, ${template}, minReadySeconds: 700`),
      'rollouts/deadline spec.minReadySeconds',
    ],
    [
      'holds for blue and green',
      rollout(
        'blueGreen: {activeService: a, previewService: b, antiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {}}}',
      ),
    ],
    [
      'tells blue from green',
      rollout('blueGreen: {activeService: a, previewService: a}'),
      'rollouts/blue-green spec.strategy.blueGreen.previewService',
    ],
    [
      'keeps what it runs',
      rollout('blueGreen: {activeService: a, scaleDownDelayRevisionLimit: 11}'),
      'rollouts/blue-green spec.strategy.blueGreen.scaleDownDelayRevisionLimit',
    ],
    [
      'has one kind of anti-affinity',
      canary('antiAffinity: {}'),
      `rollouts/anti-affinity ${at}.antiAffinity`,
    ],
    [
      'minds its weight',
      canary('antiAffinity: {preferredDuringSchedulingIgnoredDuringExecution: {weight: 101}}'),
      `rollouts/anti-affinity ${at}.antiAffinity.preferredDuringSchedulingIgnoredDuringExecution.weight`,
    ],
  ]);

  test('tells more quietly what a patch may leave out', () => {
    const found = judged(aManifest(rollout('canary: {}', 'replicas: 2')));
    assert.deepEqual(
      found.map(({ severity }) => severity),
      ['warning', 'warning'],
    );
  });
});

suite('a canary strategy', () => {
  testCases([
    ['moves pods', canary('maxSurge: 0, maxUnavailable: 0'), `rollouts/surge ${at}.maxSurge`],
    ['moves them by percent', canary('maxSurge: "0%", maxUnavailable: 0'), `rollouts/surge ${at}.maxSurge`],
    ['holds with one of them', canary('maxSurge: 0')],
    [
      'has two services',
      canary('canaryService: a, stableService: a'),
      `rollouts/canary-services ${at}.stableService`,
    ],
    [
      'needs them for traffic',
      canary('canaryService: c, trafficRouting: {nginx: {stableIngress: i}}'),
      `rollouts/canary-services ${at}.stableService`,
    ],
    ['needs none with subsets', canary('trafficRouting: {istio: {destinationRule: {name: a}}}')],
    [
      'needs two different ones',
      canary('pingPong: {pingService: a, pongService: a}, trafficRouting: {alb: {rootService: r}}'),
      `rollouts/ping-pong ${at}.pingPong.pingService`,
    ],
    [
      'needs a root service',
      canary('pingPong: {pingService: a, pongService: b}, trafficRouting: {alb: {}}'),
      `rollouts/ping-pong ${at}.trafficRouting.alb.rootService`,
    ],
    [
      'delays with a router',
      canary('scaleDownDelaySeconds: 30'),
      `rollouts/traffic-routing-needed ${at}.scaleDownDelaySeconds`,
    ],
    [
      'scales the stable part with a router',
      canary('dynamicStableScale: true'),
      `rollouts/traffic-routing-needed ${at}.dynamicStableScale`,
    ],
    [
      'does not do both',
      canary(`${services}, trafficRouting: {smi: {}}, scaleDownDelaySeconds: 30, dynamicStableScale: true`),
      `rollouts/traffic-routing-needed ${at}.dynamicStableScale`,
    ],
    [
      'raises the weight with nginx',
      canary(`${services}, trafficRouting: {smi: {}, maxTrafficWeight: 1000}`),
      `rollouts/traffic-routing-needed ${at}.trafficRouting.maxTrafficWeight`,
    ],
    [
      'takes greater weights then',
      canary(
        `${services}, trafficRouting: {nginx: {stableIngress: i}, maxTrafficWeight: 1000}, steps: [{setWeight: 500}]`,
      ),
    ],
  ]);
});

suite('the steps of a canary', () => {
  const routed = (routing: string, ...items: readonly string[]): string =>
    canary(`${services}, trafficRouting: {${routing}}, steps: [${items.join(', ')}]`);
  const header = (match: string): string => `{setHeaderRoute: {name: r, match: [{headerName: h, ${match}}]}}`;
  const managed = 'managedRoutes: [{name: r}]';
  const first = `${at}.steps[0]`;
  testCases([
    [
      'hold',
      steps(
        '{setWeight: 0}',
        '{pause: {duration: 1h30m}}',
        '{pause: {duration: 60}}',
        '{analysis: {templates: [{templateName: a}]}}',
        '{plugin: {name: x}}',
      ),
    ],
    ['do something', steps('{}'), `rollouts/step-action ${first}`],
    ['do not pause for nothing', steps('{pause: }'), `rollouts/step-action ${first}`],
    ['do one thing', steps('{setWeight: 10, pause: {}}'), `rollouts/step-action ${first}.pause`],
    ['mind the weight', steps('{setWeight: 110}'), `rollouts/step-weight ${first}.setWeight`],
    ['mind a negative weight', steps('{setWeight: -1}'), `rollouts/step-weight ${first}.setWeight`],
    [
      'mind a duration',
      steps('{pause: {duration: soon}}'),
      `rollouts/pause-duration ${first}.pause.duration`,
    ],
    [
      'mind a negative duration',
      steps('{pause: {duration: -5}}'),
      `rollouts/pause-duration ${first}.pause.duration`,
    ],
    [
      'scale with a router',
      steps('{setCanaryScale: {weight: 10}}'),
      `rollouts/step-routing ${first}.setCanaryScale`,
    ],
    ['scale then', routed('smi: {}', '{setCanaryScale: {weight: 10}}')],
    [
      'route headers with some routers',
      routed('smi: {}', header('headerValue: {exact: x}')),
      `rollouts/step-routing ${first}.setHeaderRoute`,
    ],
    ['route headers', routed(`istio: {}, ${managed}`, header('headerValue: {prefix: x}'))],
    [
      'list their routes',
      routed('istio: {}', header('headerValue: {exact: x}')),
      `rollouts/managed-routes ${at}.trafficRouting.managedRoutes`,
    ],
    [
      'list the right routes',
      routed('istio: {}, managedRoutes: [{name: q}]', header('headerValue: {exact: x}')),
      `rollouts/managed-routes ${first}.setHeaderRoute.name`,
    ],
    [
      'match something',
      routed(`istio: {}, ${managed}`, header('headerValue: {}')),
      `rollouts/route-match ${first}.setHeaderRoute.match[0].headerValue.exact`,
    ],
    [
      'match in one way',
      routed(`istio: {}, ${managed}`, header('headerValue: {exact: x, regex: y}')),
      `rollouts/route-match ${first}.setHeaderRoute.match[0].headerValue.regex`,
    ],
    [
      'match exactly on ALB',
      routed(`alb: {ingress: i}, ${managed}`, header('headerValue: {prefix: x}')),
      `rollouts/route-match ${first}.setHeaderRoute.match[0].headerValue.prefix`,
    ],
    [
      'mirror with Istio',
      routed(`alb: {ingress: i}, ${managed}`, '{setMirrorRoute: {name: r}}'),
      `rollouts/step-routing ${first}.setMirrorRoute`,
    ],
    [
      'mirror',
      routed(`istio: {}, ${managed}`, '{setMirrorRoute: {name: r, match: [{method: {exact: GET}}]}}'),
    ],
    [
      'weigh experiments with a router',
      steps('{experiment: {templates: [{name: a, weight: 5}]}}'),
      `rollouts/experiment-weight ${first}.experiment.templates[0].weight`,
    ],
  ]);
});
