import { suite } from 'node:test';
import { testCases } from './judging.ts';

const image = 'containers: [{image: x}]';

function knative(spec: string, metadata = 'name: a', kind = 'Service'): string {
  return `apiVersion: serving.knative.dev/v1\nkind: ${kind}\nmetadata: {${metadata}}\nspec: {${spec}}\n`;
}

const pods = (fields: string): string => knative(`template: {spec: {${fields}}}`);

suite('a Knative service', () => {
  const at = 'spec.template.spec';
  testCases([
    ['holds', pods(image)],
    ['minds the name', knative(`template: {spec: {${image}}}`, 'name: 1a'), 'knative/name metadata.name'],
    [
      'minds a long name',
      knative(`template: {spec: {${image}}}`, `name: ${'a'.repeat(64)}`),
      'knative/name metadata.name',
    ],
    [
      'minds the name of a revision',
      knative(`template: {metadata: {name: b-1}, spec: {${image}}}`),
      'knative/revision-name spec.template.metadata.name',
    ],
    ['takes the name of a revision', knative(`template: {metadata: {name: a-1}, spec: {${image}}}`)],
    [
      'takes one port',
      pods('containers: [{image: x, ports: [{containerPort: 80}, {containerPort: 81}]}]'),
      `knative/ports ${at}.containers[0].ports[1]`,
    ],
    [
      'wants a port of several containers',
      pods('containers: [{name: a, image: x}, {name: b, image: y}]'),
      `knative/ports ${at}.containers[0].ports`,
    ],
    [
      'takes several containers with one port',
      pods('containers: [{name: a, image: x, ports: [{containerPort: 80}]}, {name: b, image: y}]'),
    ],
    [
      'keeps ports for itself',
      pods('containers: [{image: x, ports: [{containerPort: 8012}]}]'),
      `knative/ports ${at}.containers[0].ports[0].containerPort`,
    ],
    [
      'names a port by its protocol',
      pods('containers: [{image: x, ports: [{containerPort: 80, name: web}]}]'),
      `knative/ports ${at}.containers[0].ports[0].name`,
    ],
    [
      'keeps variables for itself',
      pods('containers: [{image: x, env: [{name: K_SERVICE, value: y}]}]'),
      `knative/reserved-env ${at}.containers[0].env[0].name`,
    ],
    [
      'wants volumes mounted',
      pods(`${image}, volumes: [{name: v, emptyDir: {}}]`),
      `knative/volume-mounted ${at}.volumes[0].name`,
    ],
    [
      'takes mounted volumes',
      pods(
        'containers: [{image: x, volumeMounts: [{name: v, mountPath: /v}]}], volumes: [{name: v, emptyDir: {}}]',
      ),
    ],
    [
      'minds a negative concurrency',
      pods(`${image}, containerConcurrency: -1`),
      `knative/limits ${at}.containerConcurrency`,
    ],
    ['minds a long timeout', pods(`${image}, timeoutSeconds: 900`), `knative/limits ${at}.timeoutSeconds`],
    [
      'minds a partial timeout',
      pods(`${image}, timeoutSeconds: 60, idleTimeoutSeconds: 90`),
      `knative/limits ${at}.idleTimeoutSeconds`,
    ],
    ['takes timeouts', pods(`${image}, timeoutSeconds: 60, responseStartTimeoutSeconds: 30`)],
    [
      'judges revisions alike',
      knative(`${image}, containerConcurrency: -1`, 'name: a-1', 'Revision'),
      'knative/limits spec.containerConcurrency',
    ],
  ]);
});

suite('the autoscaling of Knative', () => {
  const annotated = (annotations: string): string =>
    knative(`template: {metadata: {annotations: {${annotations}}}, spec: {${image}}}`);
  const set = (name: string, value: string): string =>
    annotated(`autoscaling.knative.dev/${name}: "${value}"`);
  const at = (name: string): string =>
    `knative/autoscaling spec.template.metadata.annotations[autoscaling.knative.dev/${name}]`;
  testCases([
    ...(
      [
        ['min-scale', '1'],
        ['minScale', '1'],
        ['target', '0.5'],
        ['target-utilization-percentage', '70'],
        ['target-burst-capacity', '-1'],
        ['window', '90s'],
        ['scale-down-delay', '15m'],
        ['class', 'hpa.autoscaling.knative.dev'],
        ['class', 'mine.example.com'],
        ['metric', 'rps'],
      ] as const
    ).map(([name, value]) => [`takes ${value} for ${name}`, set(name, value)] as const),
    ...(
      [
        ['min-scale', '-1'],
        ['max-scale', 'many'],
        ['target', '0'],
        ['target', 'x'],
        ['target-utilization-percentage', '101'],
        ['target-burst-capacity', '-2'],
        ['window', '5s'],
        ['window', '2h'],
        ['window', '90'],
        ['scale-down-delay', '1500ms'],
        ['class', 'xpa.autoscaling.knative.dev'],
        ['metric', 'cpu'],
      ] as const
    ).map(([name, value]) => [`refuses ${value} for ${name}`, set(name, value), at(name)] as const),
    [
      'takes cpu for the class hpa',
      annotated(
        'autoscaling.knative.dev/class: hpa.autoscaling.knative.dev, autoscaling.knative.dev/metric: cpu',
      ),
    ],
    [
      'minds a maximum below the minimum',
      annotated('autoscaling.knative.dev/min-scale: "3", autoscaling.knative.dev/max-scale: "2"'),
      at('max-scale'),
    ],
    [
      'tells of unknown annotations',
      set('max-pods', '3'),
      'knative/autoscaling-unknown spec.template.metadata.annotations[autoscaling.knative.dev/max-pods]',
    ],
    [
      'wants them on the template',
      knative(
        `template: {spec: {${image}}}`,
        'name: a, annotations: {autoscaling.knative.dev/min-scale: "1"}',
      ),
      'knative/autoscaling-place metadata.annotations[autoscaling.knative.dev/min-scale]',
    ],
  ]);
});

suite('the traffic of Knative', () => {
  const traffic = (...targets: readonly string[]): string =>
    knative(`template: {spec: {${image}}}, traffic: [${targets.join(', ')}]`);
  const route = (target: string): string => knative(`traffic: [${target}]`, 'name: a', 'Route');
  testCases([
    [
      'adds up to the whole',
      traffic('{latestRevision: true, percent: 90}', '{revisionName: a-1, percent: 10, tag: old}'),
    ],
    [
      'refuses less',
      traffic('{latestRevision: true, percent: 90}'),
      'knative/traffic-sum spec.traffic[0].percent',
    ],
    ['wants percentages', traffic('{latestRevision: true}'), 'knative/traffic-sum spec.traffic[0].percent'],
    [
      'minds a share',
      traffic('{latestRevision: true, percent: 110}'),
      'knative/traffic-sum spec.traffic[0].percent',
    ],
    [
      'wants tags once',
      traffic('{latestRevision: true, percent: 50, tag: a}', '{revisionName: a-1, percent: 50, tag: a}'),
      'knative/traffic-tag spec.traffic[1].tag',
    ],
    [
      'wants tags for hosts',
      traffic('{latestRevision: true, percent: 100, tag: A_b}'),
      'knative/traffic-tag spec.traffic[0].tag',
    ],
    [
      'takes the latest or a named one',
      traffic('{latestRevision: true, revisionName: a-1, percent: 100}'),
      'knative/traffic-target spec.traffic[0].latestRevision',
    ],
    [
      'wants the name of another',
      traffic('{latestRevision: false, percent: 100}'),
      'knative/traffic-target spec.traffic[0].revisionName',
    ],
    [
      'takes no configuration in a service',
      traffic('{configurationName: b, percent: 100}'),
      'knative/traffic-target spec.traffic[0].configurationName',
    ],
    ['takes one in a route', route('{configurationName: b, percent: 100}')],
    [
      'wants one in a route',
      route('{percent: 100}'),
      'knative/traffic-target spec.traffic[0].configurationName',
    ],
    [
      'wants only one in a route',
      route('{configurationName: b, revisionName: b-1, percent: 100}'),
      'knative/traffic-target spec.traffic[0].configurationName',
    ],
  ]);
});
