import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { judgedText, mended } from './judging.ts';

const workflow = (body: string) => `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata:
  generateName: a-
spec:
  entrypoint: main
  templates:
  - name: main
${body}`;

/** Cases of a text with one part broken, and how its first fix writes that part. */
const cases: readonly (readonly [name: string, text: string, broken: string, fixed: string])[] = [
  [
    'the name of an input in a variable',
    workflow(`    inputs:
      parameters:
      - name: message
        value: hi
    container:
      image: alpine
      args: ["say {{inputs.parameters.mesage}} twice"]
`),
    '{{inputs.parameters.mesage}}',
    '{{inputs.parameters.message}}',
  ],
  [
    'the name of a template',
    workflow(`    steps:
    - - name: a
        template: prnt
  - name: print
    container:
      image: alpine
`),
    'template: prnt',
    'template: print',
  ],
  [
    'a field that has no place',
    workflow(`    container:
      image: alpine
    parallelism: 2
`),
    '    parallelism: 2\n',
    '',
  ],
  [
    'a condition with one equals sign',
    workflow(`    steps:
    - - name: a
        template: print
        when: "1 = 1"
  - name: print
    container:
      image: alpine
`),
    '"1 = 1"',
    '"1 == 1"',
  ],
  [
    'dependencies beside depends',
    workflow(`    dag:
      tasks:
      - name: a
        template: print
      - name: b
        template: print
        dependencies: [a]
      - name: c
        template: print
        depends: a && b
  - name: print
    container:
      image: alpine
`),
    'dependencies: [a]',
    'depends: a',
  ],
  [
    'the older field of a schedule',
    `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
metadata:
  name: a
spec:
  schedule: "0 3 * * *"
  workflowSpec:
    entrypoint: main
    templates:
    - name: main
      container:
        image: alpine
`,
    'schedule: "0 3 * * *"',
    'schedules: ["0 3 * * *"]',
  ],
  [
    'a cron line without seconds',
    `apiVersion: kubeflow.org/v1beta1
kind: ScheduledWorkflow
metadata:
  name: a
spec:
  trigger:
    cronSchedule:
      cron: "15 3 * * *"
`,
    '"15 3 * * *"',
    '"0 15 3 * * *"',
  ],
  [
    'memory as Kubernetes writes it',
    `apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata:
  name: a
spec:
  type: Python
  mainApplicationFile: a.py
  driver:
    memory: 2Gi
`,
    'memory: 2Gi',
    'memory: 2g',
  ],
];

suite('fixes of pipelines', () => {
  for (const [name, text, broken, fixed] of cases)
    test(`mend ${name}`, () => {
      const mend = mended(text);
      assert.equal(
        mend,
        text.replace(broken, () => fixed),
      );
      assert.deepEqual(judgedText(mend), []);
    });

  test('hand over an input that is lacking', () => {
    const text = workflow(`    steps:
    - - name: a
        template: print
  - name: print
    inputs:
      parameters:
      - name: text
    container:
      image: alpine
`);
    const [problem] = judgedText(mended(text));
    assert.equal(problem, undefined);
    assert.match(mended(text), /arguments:\n {10}parameters:\n {10}- name: text\n {12}value: ""/);
  });

  test('add to the inputs that are handed over already', () => {
    const text = workflow(`    steps:
    - - name: a
        template: print
        arguments:
          parameters:
          - name: one
            value: x
  - name: print
    inputs:
      parameters:
      - name: one
      - name: two
    container:
      image: alpine
`);
    assert.deepEqual(judgedText(mended(text)), []);
  });
});
