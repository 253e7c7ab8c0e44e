import type { Case } from './judging.ts';

/** A workflow of one template `main`, whose body is given in flow style. */
export function workflow(body: string, spec = '', rest = ''): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: train-}
spec:
  entrypoint: main
${spec}  templates:
  - name: main
${indented(body)}${rest}`;
}

export function indented(body: string): string {
  return body
    .trim()
    .split('\n')
    .map(line => `    ${line}\n`)
    .join('');
}

/** A second template, that prints what it is given. */
export const echo = `  - name: echo
    inputs: {parameters: [{name: text}]}
    container: {image: alpine, command: [echo, "{{inputs.parameters.text}}"]}
`;

const container = 'container: {image: alpine}';
const at = 'spec.templates[0]';

export const templateCases: readonly Case[] = [
  ['holds with a container', workflow(container)],
  ['holds with a suspension', workflow('suspend: {}')],
  ['wants something to run', workflow('daemon: true'), `argo/no-template-type ${at}`],
  ['leaves an old template reference to its retirement', workflow('template: other')],
  [
    'refuses parallelism of one container',
    workflow(`${container}\nparallelism: 2`),
    `argo/misplaced-field ${at}.parallelism`,
  ],
  [
    'takes parallelism of steps',
    workflow(
      'parallelism: 2\nsteps: [[{name: a, template: b}]]',
      '',
      '  - name: b\n    container: {image: x}\n',
    ),
  ],
  [
    'refuses claims where no pod runs',
    workflow('http: {url: "https://example.com"}\nresourceClaims: [{name: gpu}]'),
    `argo/misplaced-field ${at}.resourceClaims`,
  ],
  ['wants an image', workflow('container: {command: [ls]}'), `argo/missing-image ${at}.container.image`],
  [
    'wants an image that says something',
    workflow('script: {image: "", source: ls}'),
    `argo/missing-image ${at}.script.image`,
  ],
  [
    'takes the image of the defaults',
    workflow('container: {command: [ls]}', '  templateDefaults: {container: {image: x}}\n'),
  ],
  [
    'keeps the names of its own containers',
    workflow(`${container}\nsidecars: [{name: wait, image: x}]`),
    `argo/reserved-container ${at}.sidecars[0].name`,
  ],
  [
    'has one main container',
    workflow(`${container}\ninitContainers: [{name: main, image: x}]`),
    `argo/reserved-container ${at}.initContainers[0].name`,
  ],
  [
    'holds with a set of containers',
    workflow('containerSet: {containers: [{name: a, image: x}, {name: b, image: x, dependencies: [a]}]}'),
  ],
  [
    'finds no container to wait for',
    workflow('containerSet: {containers: [{name: a, image: x, dependencies: [c]}]}'),
    `argo/container-set ${at}.containerSet.containers[0].dependencies[0]`,
  ],
  [
    'finds two containers of one name',
    workflow('containerSet: {containers: [{name: a, image: x}, {name: a, image: y}]}'),
    `argo/container-set ${at}.containerSet.containers[1].name`,
  ],
  [
    'wants a container main for outputs',
    workflow(
      'containerSet: {containers: [{name: a, image: x}]}\noutputs: {parameters: [{name: o, valueFrom: {path: /o}}]}',
    ),
    `argo/container-set ${at}.containerSet`,
  ],
  ['holds with a deadline', workflow(`${container}\nactiveDeadlineSeconds: 10`)],
  [
    'takes a deadline from a variable',
    workflow(`${container}\nactiveDeadlineSeconds: "{{workflow.priority}}"`),
  ],
  [
    'refuses a negative deadline',
    workflow(`${container}\nactiveDeadlineSeconds: -1`),
    `argo/deadline ${at}.activeDeadlineSeconds`,
  ],
  ['wants a unit of a timeout', workflow(`${container}\ntimeout: "10"`), `argo/deadline ${at}.timeout`],
  ['holds with a timeout', workflow(`${container}\ntimeout: 10s`)],
  [
    'gives devices to containers alone',
    workflow(`${container}\npodResources: {limits: {cpu: "1", nvidia.com/gpu: "1"}}`),
    `argo/pod-resources ${at}.podResources.limits[nvidia.com/gpu]`,
  ],
  [
    'gives no claims to a whole pod',
    workflow(container, '  podResources: {claims: [{name: gpu}]}\n'),
    'argo/pod-resources spec.podResources.claims',
  ],
  [
    'finds two things at one path',
    workflow(
      'container: {image: x, volumeMounts: [{name: v, mountPath: /d}]}\ninputs: {artifacts: [{name: a, path: /d, raw: {data: x}}]}',
      '  volumes: [{name: v, emptyDir: {}}]\n',
    ),
    `argo/mount-path ${at}.inputs.artifacts[0].path`,
  ],
  [
    'wants a manifest to create',
    workflow('resource: {action: create}'),
    `argo/resource-template ${at}.resource.manifest`,
  ],
  ['needs none to delete', workflow('resource: {action: delete, flags: [pod, x]}')],
  [
    'reads a manifest with variables',
    workflow(
      'resource:\n  action: create\n  manifest: |\n    kind: Pod\n    metadata: {name: {{workflow.name}}}',
    ),
  ],
  [
    'refuses a manifest that is none',
    workflow('resource:\n  action: create\n  manifest: |\n    kind: Pod\n    metadata: {{{'),
    `argo/resource-template ${at}.resource.manifest`,
  ],
  [
    'knows the artifact of a manifest',
    workflow('resource: {action: create, manifestFrom: {artifact: {name: m}}}'),
    `argo/resource-template ${at}.resource.manifestFrom.artifact.name`,
  ],
];

const outputs = (value: string, body = container) =>
  workflow(`${body}\noutputs: {parameters: [{name: o, ${value}}]}`);

export const portCases: readonly Case[] = [
  ['holds with a file as output', outputs('valueFrom: {path: /o}')],
  [
    'wants a source of an output',
    outputs('globalName: x'),
    `argo/output-value ${at}.outputs.parameters[0].valueFrom`,
  ],
  ['takes a fixed output', outputs('value: "1"')],
  [
    'refuses value and source',
    outputs('value: "1", valueFrom: {path: /o}'),
    `argo/output-value ${at}.outputs.parameters[0].value`,
  ],
  [
    'wants a file of a container',
    outputs('valueFrom: {parameter: "x"}'),
    `argo/output-value ${at}.outputs.parameters[0].valueFrom.path`,
  ],
  [
    'wants a source of a suspension',
    outputs('valueFrom: {}', 'suspend: {}'),
    `argo/output-value ${at}.outputs.parameters[0].valueFrom`,
  ],
  ['takes what a person supplies', outputs('valueFrom: {supplied: {}}', 'suspend: {}')],
  [
    'wants a JSON path of a resource',
    outputs('valueFrom: {path: /o}', 'resource: {action: get}'),
    `argo/output-value ${at}.outputs.parameters[0].valueFrom.jsonPath`,
  ],
  [
    'finds one input twice',
    workflow(`${container}\ninputs: {parameters: [{name: a, value: x}, {name: a, value: y}]}`),
    `argo/duplicate-name ${at}.inputs.parameters[1].name`,
  ],
  [
    'wants the path of a file',
    workflow(`${container}\ninputs: {artifacts: [{name: a, raw: {data: x}}]}`),
    `argo/artifact-path ${at}.inputs.artifacts[0].path`,
  ],
  [
    'has no files without a container',
    workflow(
      'steps: [[{name: a, template: b}]]\noutputs: {artifacts: [{name: a, path: /x, from: "{{steps.a.outputs.artifacts.f}}"}]}',
      '',
      '  - name: b\n    container: {image: x}\n    outputs: {artifacts: [{name: f, path: /f}]}\n',
    ),
    `argo/artifact-path ${at}.outputs.artifacts[0].path`,
  ],
  [
    'takes sources in arguments alone',
    workflow(`${container}\ninputs: {artifacts: [{name: a, path: /a, from: x, raw: {data: x}}]}`),
    `argo/artifact-source ${at}.inputs.artifacts[0].from`,
  ],
  [
    'warns of a parameter to be given',
    workflow(container, '  arguments: {parameters: [{name: p}]}\n'),
    'warning argo/argument-value spec.arguments.parameters[0].value',
  ],
  ['holds with a value', workflow(container, '  arguments: {parameters: [{name: p, value: 1}]}\n')],
  [
    'holds with a value from a ConfigMap',
    workflow(
      container,
      '  arguments: {parameters: [{name: p, valueFrom: {configMapKeyRef: {name: c, key: k}}}]}\n',
    ),
  ],
  [
    'takes no file as argument',
    workflow(container, '  arguments: {parameters: [{name: p, valueFrom: {path: /x}}]}\n'),
    'argo/argument-value spec.arguments.parameters[0].valueFrom',
  ],
  [
    'holds with one of the values',
    workflow(container, '  arguments: {parameters: [{name: p, value: b, enum: [a, b]}]}\n'),
  ],
  [
    'refuses another value',
    workflow(container, '  arguments: {parameters: [{name: p, value: c, enum: [a, b]}]}\n'),
    'argo/value-not-in-enum spec.arguments.parameters[0].value',
  ],
  [
    'finds a template twice',
    workflow(container, '', `  - name: main\n    ${container}\n`),
    'argo/duplicate-name spec.templates[1].name',
  ],
  [
    'wants names of templates',
    workflow(container, '', '  - container: {image: x}\n'),
    'argo/missing-name spec.templates[1].name',
  ],
];
