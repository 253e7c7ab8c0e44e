import { echo, workflow } from './argoTemplateCases.ts';
import type { Case } from './judging.ts';

const at = 'spec.templates[0]';

/** A workflow whose template `main` is a DAG of these tasks. */
function dag(...tasks: readonly string[]): string {
  return workflow(`dag:\n  tasks:\n${tasks.map(task => `  - {${task}}`).join('\n')}`, '', echo);
}

const say = (text: string) => `template: echo, arguments: {parameters: [{name: text, value: "${text}"}]}`;

export const dagCases: readonly Case[] = [
  [
    'holds with a chain',
    dag(
      `name: a, ${say('x')}`,
      `name: b, dependencies: [a], ${say('{{tasks.a.outputs.result}} {{tasks.a.status}}')}`,
    ),
  ],
  [
    'reads over two tasks',
    dag(
      `name: a, ${say('x')}`,
      `name: b, dependencies: [a], ${say('x')}`,
      `name: c, depends: b, ${say('{{tasks.a.id}}')}`,
    ),
    `argo/mixed-dependencies ${at}.dag.tasks[1].dependencies`,
  ],
  [
    'wants the task to be awaited',
    dag(`name: a, ${say('x')}`, `name: b, ${say('{{tasks.a.outputs.result}}')}`),
    `argo/missing-dependency ${at}.dag.tasks[1].arguments.parameters[0].value`,
  ],
  [
    'misses a dependency',
    dag(`name: a, dependencies: [z], ${say('x')}`),
    `argo/unknown-dependency ${at}.dag.tasks[0].dependencies[0]`,
  ],
  [
    'finds a ring',
    dag(`name: a, dependencies: [b], ${say('x')}`, `name: b, dependencies: [a], ${say('x')}`),
    `argo/dependency-cycle ${at}.dag.tasks[0].name`,
  ],
  [
    'holds with an expression',
    dag(
      `name: a, ${say('x')}`,
      `name: b, ${say('x')}`,
      `name: c, depends: "(a.Succeeded || !b.Failed) && b", ${say('x')}`,
    ),
  ],
  [
    'cannot read half an expression',
    dag(`name: a, ${say('x')}`, `name: b, depends: "a &&", ${say('x')}`),
    `argo/depends-syntax ${at}.dag.tasks[1].depends`,
  ],
  [
    'knows the results of tasks',
    dag(`name: a, ${say('x')}`, `name: b, depends: a.Suceeded, ${say('x')}`),
    `argo/depends-syntax ${at}.dag.tasks[1].depends`,
  ],
  [
    'asks for many runs of a loop alone',
    dag(`name: a, ${say('x')}`, `name: b, depends: a.AnySucceeded, ${say('x')}`),
    `argo/depends-syntax ${at}.dag.tasks[1].depends`,
  ],
  [
    'misses a task in an expression',
    dag(`name: b, depends: z, ${say('x')}`),
    `argo/unknown-dependency ${at}.dag.tasks[0].depends`,
  ],
  [
    'refuses continueOn beside depends',
    dag(`name: a, continueOn: {failed: true}, ${say('x')}`, `name: b, depends: a, ${say('x')}`),
    `argo/mixed-dependencies ${at}.dag.tasks[0].continueOn`,
  ],
  [
    'wants a letter first',
    dag(`name: 1a, ${say('x')}`, `name: b, depends: "1a", ${say('x')}`),
    `argo/task-name ${at}.dag.tasks[0].name`,
  ],
  [
    'knows its targets',
    workflow('dag: {target: z, tasks: [{name: a, template: main}]}'),
    `argo/unknown-dependency ${at}.dag.target`,
  ],
];
