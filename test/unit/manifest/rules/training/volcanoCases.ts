import { type Case, changed } from '../pipelines/judging.ts';

const job = `apiVersion: batch.volcano.sh/v1alpha1
kind: Job
metadata: {name: train}
spec:
  minAvailable: 3
  plugins: {svc: [], env: []}
  policies: [{event: PodEvicted, action: RestartJob}]
  volumes: [{mountPath: /data, volumeClaimName: data}]
  tasks:
  - {name: ps, replicas: 1, template: {}}
  - {name: worker, replicas: 2, minAvailable: 1, dependsOn: {name: [ps]}, policies: [{exitCode: 3, action: AbortJob}], template: {}}
`;
const broken = (part: string, by: string) => changed(job, part, by);
const policies = (text: string) => broken('[{event: PodEvicted, action: RestartJob}]', `[${text}]`);
const queue = (fields: string, annotations = '') => `apiVersion: scheduling.volcano.sh/v1beta1
kind: Queue
metadata: {name: research, annotations: {${annotations}}}
spec: {weight: 1, ${fields}}
`;

export const volcanoCases: readonly Case[] = [
  ['holds', job],
  [
    'wants no more than there are',
    broken('minAvailable: 3', 'minAvailable: 4'),
    'volcano/min-available spec.minAvailable',
  ],
  [
    'wants no more of a task',
    broken('minAvailable: 1', 'minAvailable: 3'),
    'volcano/min-available spec.tasks[1].minAvailable',
  ],
  [
    'finds a task twice',
    broken('{name: ps, replicas', '{name: worker, replicas').replace('[ps]', '[]'),
    'volcano/task spec.tasks[1].name',
  ],
  [
    'minds the names of pods',
    broken('name: train', `name: ${'a'.repeat(60)}`),
    'volcano/task spec.tasks[0].name',
    'volcano/task spec.tasks[1].name',
  ],
  ['misses a task', broken('[ps]', '[pss]'), 'volcano/depends-on spec.tasks[1].dependsOn.name[0]'],
  [
    'finds a ring',
    broken('{name: ps, replicas: 1', '{name: ps, dependsOn: {name: [worker]}, replicas: 1'),
    'volcano/depends-on spec.tasks[0].dependsOn',
  ],
  ['knows the plugins', broken('{svc: [], env: []}', '{svcs: []}'), 'volcano/plugin spec.plugins.svcs'],
  ['wants a claim', broken(', volumeClaimName: data', ''), 'volcano/volume spec.volumes[0].volumeClaimName'],
  [
    'wants one claim',
    broken('volumeClaimName: data', 'volumeClaimName: data, volumeClaim: {accessModes: [ReadWriteOnce]}'),
    'volcano/volume spec.volumes[0].volumeClaimName',
  ],
  [
    'mounts each path once',
    broken(
      '[{mountPath: /data, volumeClaimName: data}]',
      '[{mountPath: /data, volumeClaimName: a}, {mountPath: /data, volumeClaimName: b}]',
    ),
    'volcano/volume spec.volumes[1].mountPath',
  ],
  [
    'has one action for an event',
    policies('{event: PodFailed, action: AbortJob}, {event: PodFailed, action: RestartJob}'),
    'volcano/policy spec.policies[1].event',
  ],
  ['wants a cause', policies('{action: AbortJob}'), 'volcano/policy spec.policies[0].event'],
  [
    'wants one cause',
    policies('{event: PodFailed, exitCode: 2, action: AbortJob}'),
    'volcano/policy spec.policies[0].exitCode',
  ],
  [
    'has no failure of 0',
    policies('{exitCode: 0, action: AbortJob}'),
    'volcano/policy spec.policies[0].exitCode',
  ],
  [
    'has nothing beside every event',
    policies('{event: "*", action: AbortJob}, {event: PodFailed, action: RestartJob}'),
    'volcano/policy spec.policies[0].event',
  ],
  [
    'knows the events',
    policies('{event: PodFaild, action: AbortJob}'),
    'volcano/policy-word spec.policies[0].event',
  ],
  [
    'knows the actions',
    policies('{event: PodFailed, action: Abort}'),
    'volcano/policy-word spec.policies[0].action',
  ],
  ['holds for a queue', queue('capability: {cpu: 8}, deserved: {cpu: 4}, guarantee: {resource: {cpu: 2}}')],
  [
    'deserves no more than it can have',
    queue('capability: {cpu: 8}, deserved: {cpu: 9}'),
    'volcano/queue spec.deserved.cpu',
  ],
  [
    'is guaranteed no more than it deserves',
    queue('deserved: {cpu: 4}, guarantee: {resource: {cpu: 5}}'),
    'volcano/queue spec.guarantee.resource.cpu',
  ],
  [
    'wants a weight for each part',
    queue('reclaimable: true', 'volcano.sh/hierarchy: root/a, volcano.sh/hierarchy-weights: "1"'),
    'volcano/queue-hierarchy metadata.annotations[volcano.sh/hierarchy-weights]',
  ],
  [
    'wants weights above 0',
    queue('reclaimable: true', 'volcano.sh/hierarchy: root/a, volcano.sh/hierarchy-weights: 1/0'),
    'volcano/queue-hierarchy metadata.annotations[volcano.sh/hierarchy-weights]',
  ],
];

const workspace = (body: string, name = 'phi') => `apiVersion: kaito.sh/v1beta1
kind: Workspace
metadata: {name: ${name}}
resource: {instanceType: Standard_NC24ads_A100_v4, labelSelector: {matchLabels: {apps: phi}}}
${body}
`;
const serving = (adapter: string) => workspace(`inference: {preset: {name: phi-4}, adapters: [${adapter}]}`);
const tuning = (fields: string) => workspace(`tuning: {preset: {name: phi-4}, ${fields}}`);
const both = 'input: {urls: ["https://example.com/d"]}, output: {image: r/a, imagePushSecret: s}';

export const kaitoCases: readonly Case[] = [
  ['holds when it serves', serving('{source: {name: a, image: r/a}, strength: "0.5"}')],
  ['holds when it tunes', tuning(`method: qlora, ${both}`)],
  ['minds the name', workspace('inference: {preset: {name: a}}', 'Phi'), 'kaito/name metadata.name'],
  ['does something', workspace(''), 'kaito/purpose inference'],
  [
    'does one thing',
    workspace(`inference: {preset: {name: a}}\ntuning: {preset: {name: a}, ${both}}`),
    'kaito/purpose tuning',
  ],
  ['serves something', workspace('inference: {config: c}'), 'kaito/inference inference.preset'],
  [
    'serves one thing',
    workspace('inference: {preset: {name: a}, template: {spec: {}}}'),
    'kaito/inference inference.template',
  ],
  [
    'minds the strength',
    serving('{source: {name: a, image: r/a}, strength: "2"}'),
    'kaito/adapter inference.adapters[0].strength',
  ],
  ['wants a source', serving('{strength: "1"}'), 'kaito/adapter inference.adapters[0].source'],
  [
    'finds a name twice',
    serving('{source: {name: a, image: r/a}}, {source: {name: a, image: r/b}}'),
    'kaito/adapter inference.adapters[1].source.name',
  ],
  ['knows the methods', tuning(`method: full, ${both}`), 'kaito/tuning tuning.method'],
  ['wants one source', tuning('input: {}, output: {volumeSource: {}}'), 'kaito/tuning tuning.input'],
  [
    'wants a secret to push',
    tuning('input: {image: a}, output: {image: r/a}'),
    'kaito/tuning tuning.output.imagePushSecret',
  ],
];

const notebook = (name: string, containers: string) => `apiVersion: kubeflow.org/v1
kind: Notebook
metadata: {name: ${name}}
spec: {template: {spec: {containers: [${containers}]}}}
`;

export const notebookCases: readonly Case[] = [
  ['holds', notebook('lab', '{name: lab, image: x}, {name: proxy, image: y}')],
  ['minds the name', notebook('my.lab', '{name: lab, image: x}'), 'notebook/name metadata.name'],
  [
    'warns of another container first',
    notebook('lab', '{name: proxy, image: y}, {name: lab, image: x}'),
    'warning notebook/first-container spec.template.spec.containers[0].name',
  ],
];
