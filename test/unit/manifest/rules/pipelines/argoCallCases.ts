import { echo, workflow } from './argoTemplateCases.ts';
import type { Case } from './judging.ts';

const at = 'spec.templates[0]';

/** A workflow whose template `main` has these steps, one group a line, and another that echoes. */
function steps(...groups: readonly string[]): string {
  return workflow(`steps:\n${groups.map(group => `- [${group}]`).join('\n')}`, '', echo);
}

const say = (text: string) => `template: echo, arguments: {parameters: [{name: text, value: "${text}"}]}`;
const text0 = `${at}.steps[0][0].arguments.parameters[0].value`;

export const callCases: readonly Case[] = [
  ['holds with a step', steps(`{name: a, ${say('hi')}}`)],
  [
    'wants the template to be there',
    steps('{name: a, template: ecko}'),
    `argo/unknown-template ${at}.steps[0][0].template`,
  ],
  [
    'wants each input',
    steps('{name: a, template: echo}'),
    `argo/missing-argument ${at}.steps[0][0].template`,
  ],
  [
    'tells a mistyped argument',
    steps(
      '{name: a, template: echo, arguments: {parameters: [{name: text, value: x}, {name: texd, value: x}]}}',
    ),
    `warning argo/unknown-argument ${at}.steps[0][0].arguments.parameters[1].name`,
  ],
  [
    'hints at an argument that nobody takes',
    steps(
      '{name: a, template: echo, arguments: {parameters: [{name: text, value: x}, {name: other, value: x}]}}',
    ),
    `hint argo/unknown-argument ${at}.steps[0][0].arguments.parameters[1].name`,
  ],
  ['knows nothing of other templates', steps('{name: a, templateRef: {name: other, template: t}}')],
  [
    'wants the whole reference',
    steps('{name: a, templateRef: {name: other}}'),
    `argo/template-ref ${at}.steps[0][0].templateRef.template`,
  ],
  ['wants one template', steps('{name: a}'), `argo/template-ref ${at}.steps[0][0].template`],
  [
    'refuses two templates',
    steps('{name: a, template: main, templateRef: {name: o, template: t}}'),
    `argo/template-ref ${at}.steps[0][0].template`,
  ],
  [
    'takes an inline template',
    steps('{name: a, inline: {container: {image: x, command: [echo, "{{inputs.parameters.q}}"]}}}'),
  ],
  [
    'judges an inline template',
    steps('{name: a, inline: {daemon: true}}'),
    `argo/no-template-type ${at}.steps[0][0].inline`,
  ],
  [
    'finds a step twice',
    steps(`{name: a, ${say('x')}}`, `{name: a, ${say('y')}}`),
    `argo/duplicate-name ${at}.steps[1][0].name`,
  ],
  ['wants a name of each step', steps(`{${say('x')}}`), `argo/missing-name ${at}.steps[0][0].name`],
  [
    'refuses two loops',
    steps(`{name: a, ${say('x')}, withItems: [1], withParam: "[]"}`),
    `argo/loop ${at}.steps[0][0].withParam`,
  ],
  [
    'wants an argument to have a value',
    steps('{name: a, template: echo, arguments: {parameters: [{name: text}]}}'),
    `argo/argument-value ${at}.steps[0][0].arguments.parameters[0].value`,
  ],
  [
    'wants a source of an artifact',
    steps(
      `{name: a, template: echo, arguments: {parameters: [{name: text, value: x}], artifacts: [{name: f}]}}`,
    ),
    `argo/artifact-source ${at}.steps[0][0].arguments.artifacts[0].from`,
    `hint argo/unknown-argument ${at}.steps[0][0].arguments.artifacts[0].name`,
  ],
  ['holds with an exit hook', steps(`{name: a, ${say('x')}, hooks: {exit: {${say('bye')}}}}`)],
  [
    'wants an expression of other hooks',
    steps(`{name: a, ${say('x')}, hooks: {running: {${say('go')}}}}`),
    `argo/hook-expression ${at}.steps[0][0].hooks.running.expression`,
  ],
  [
    'knows the templates of hooks',
    steps(`{name: a, ${say('x')}, hooks: {exit: {template: gone}}}`),
    `argo/unknown-template ${at}.steps[0][0].hooks.exit.template`,
  ],
  [
    'knows the template of onExit',
    steps(`{name: a, ${say('x')}, onExit: gone}`),
    `argo/unknown-template ${at}.steps[0][0].onExit`,
  ],
  ['holds with a condition', steps(`{name: a, ${say('x')}, when: "1 == 1 && 'a=b' != \\"c\\""}`)],
  [
    'wants two equals signs',
    steps(`{name: a, ${say('x')}, when: "1 = 1"}`),
    `argo/when-syntax ${at}.steps[0][0].when`,
  ],
  [
    'wants two ampersands',
    steps(`{name: a, ${say('x')}, when: "true & false"}`),
    `argo/when-syntax ${at}.steps[0][0].when`,
  ],
];

export const variableCases: readonly Case[] = [
  [
    'knows an input',
    workflow('inputs: {parameters: [{name: p, value: 1}]}\ncontainer: {image: "x:{{inputs.parameters.p}}"}'),
  ],
  [
    'knows an input with blanks around it',
    workflow(
      'inputs: {parameters: [{name: p, value: 1}]}\ncontainer: {image: "x:{{ inputs.parameters.p }}"}',
    ),
  ],
  [
    'misses an input',
    workflow('container: {image: "x:{{inputs.parameters.q}}"}'),
    `argo/unknown-input ${at}.container.image`,
  ],
  [
    'knows the path of an artifact',
    workflow(
      'inputs: {artifacts: [{name: f, path: /f, raw: {data: x}}]}\ncontainer: {image: x, args: ["{{inputs.artifacts.f.path}}"]}',
    ),
  ],
  [
    'misses an artifact',
    workflow('container: {image: x, args: ["{{inputs.artifacts.f.path}}"]}'),
    `argo/unknown-input ${at}.container.args[0]`,
  ],
  ['leaves expressions alone', workflow('container: {image: x, args: ["{{=inputs.parameters.q ?? 1}}"]}')],
  [
    'leaves foreign variables alone',
    workflow('container: {image: x, args: ["{{retries}} {{user.defined}}"]}'),
  ],
  [
    'reads the inner of two variables',
    workflow(
      'inputs: {parameters: [{name: p, value: 1}]}\ncontainer: {image: x, args: ["{{steps.a-{{inputs.parameters.p}}.id}}"]}',
    ),
  ],
  ['knows an item', steps(`{name: a, ${say('{{item}}')}, withItems: [1, 2]}`)],
  ['knows the keys of items', steps(`{name: a, ${say('{{item.k}}')}, withItems: [{k: 1}]}`)],
  [
    'misses a key',
    steps(`{name: a, ${say('{{item.l}}')}, withItems: [{k: 1}]}`),
    `argo/unknown-item ${text0}`,
  ],
  [
    'takes any key of what comes in',
    steps(`{name: a, ${say('{{item.l}}')}, withParam: "{{workflow.name}}"}`),
  ],
  ['wants a loop for an item', steps(`{name: a, ${say('{{item}}')}}`), `argo/unknown-item ${text0}`],
  [
    'hands no items down',
    workflow('container: {image: x, args: ["{{item.k}}"]}'),
    `argo/unknown-item ${at}.container.args[0]`,
  ],
  [
    'knows the step before',
    steps(`{name: a, ${say('x')}}`, `{name: b, ${say('{{steps.a.outputs.result}}')}}`),
  ],
  ['misses a step', steps(`{name: a, ${say('{{steps.z.outputs.result}}')}}`), `argo/unknown-step ${text0}`],
  [
    'cannot read a later step',
    steps(`{name: a, ${say('{{steps.b.outputs.result}}')}}`, `{name: b, ${say('x')}}`),
    `argo/unknown-step ${text0}`,
  ],
  [
    'cannot read a step beside',
    steps(`{name: a, ${say('{{steps.b.outputs.result}}')}}, {name: b, ${say('x')}}`),
    `argo/unknown-step ${text0}`,
  ],
  [
    'cannot read itself',
    steps(`{name: a, ${say('{{steps.a.outputs.result}}')}}`),
    `argo/unknown-step ${text0}`,
  ],
  [
    'reads itself in a hook',
    steps(`{name: a, ${say('x')}, hooks: {exit: {${say('{{steps.a.outputs.result}}')}}}}`),
  ],
  ['has no tasks among steps', steps(`{name: a, ${say('{{tasks.a.id}}')}}`), `argo/unknown-step ${text0}`],
  [
    'has no steps in a container',
    workflow('container: {image: x, args: ["{{steps.a.id}}"]}'),
    `argo/unknown-step ${at}.container.args[0]`,
  ],
  [
    'misses an output',
    steps(`{name: a, ${say('x')}}`, `{name: b, ${say('{{steps.a.outputs.parameters.o}}')}}`),
    `argo/unknown-output ${at}.steps[1][0].arguments.parameters[0].value`,
  ],
  [
    'knows the list of a loop',
    steps(`{name: a, ${say('x')}, withItems: [1]}`, `{name: b, ${say('{{steps.a.outputs.parameters}}')}}`),
  ],
  ['knows the pod of a container', workflow('container: {image: x, args: ["{{pod.name}}"]}')],
  [
    'has no pod for a request',
    workflow('http: {url: "https://x/{{pod.name}}"}'),
    `argo/unknown-pod-variable ${at}.http.url`,
  ],
  [
    'knows the workflow',
    workflow(
      'container: {image: x, args: ["{{workflow.name}} {{workflow.creationTimestamp.Y}} {{workflow.parameters.p}}"]}',
      '  arguments: {parameters: [{name: p, value: 1}]}\n',
    ),
  ],
  [
    'misses a parameter of the workflow',
    workflow('container: {image: x, args: ["{{workflow.parameters.p}}"]}'),
    `argo/unknown-variable ${at}.container.args[0]`,
  ],
  [
    'misses one beside the templates',
    workflow('container: {image: x}', '  serviceAccountName: "{{workflow.parameters.p}}"\n'),
    'argo/unknown-variable spec.serviceAccountName',
  ],
  [
    'has failures on exit alone',
    workflow('container: {image: x, args: ["{{workflow.failures}}"]}'),
    `argo/unknown-variable ${at}.container.args[0]`,
  ],
  [
    'knows failures on exit',
    workflow('container: {image: x, args: ["{{workflow.failures}}"]}', '  onExit: main\n'),
  ],
  [
    'warns of a label',
    workflow('container: {image: x, args: ["{{workflow.labels.team}}"]}'),
    `warning argo/unknown-variable ${at}.container.args[0]`,
  ],
  [
    'knows an output of the whole workflow',
    workflow(
      'container: {image: x, args: ["{{workflow.outputs.parameters.g}}"]}\noutputs: {parameters: [{name: o, globalName: g, valueFrom: {path: /o}}]}',
    ),
  ],
  [
    'misses an output of the whole workflow',
    workflow('container: {image: x, args: ["{{workflow.outputs.parameters.g}}"]}'),
    `argo/unknown-variable ${at}.container.args[0]`,
  ],
];
