import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { makePlan, stepTitle, withNamespace } from '../../../src/deploy/plan.ts';
import { planJson, planText } from '../../../src/deploy/planText.ts';
import { joinProjects } from '../../../src/deploy/project.ts';
import { bare, covered, planOf, projectOf } from './support.ts';

const everything = [
  bare('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', 'hook'),
  bare('serving.kserve.io/v1beta1', 'InferenceService', 'model'),
  bare('policy/v1', 'PodDisruptionBudget', 'budget'),
  bare('apps/v1', 'Deployment', 'web'),
  bare('batch/v1', 'Job', 'train'),
  bare('v1', 'Service', 'web'),
  bare('v1', 'PersistentVolumeClaim', 'data'),
  bare('v1', 'ConfigMap', 'settings'),
  bare('v1', 'Secret', 'keys', 'vault'),
  bare('rbac.authorization.k8s.io/v1', 'RoleBinding', 'bind'),
  bare('rbac.authorization.k8s.io/v1', 'Role', 'role'),
  bare('v1', 'ServiceAccount', 'runner'),
  bare('scheduling.k8s.io/v1', 'PriorityClass', 'urgent'),
  bare('storage.k8s.io/v1', 'StorageClass', 'fast'),
  bare('serving.kserve.io/v1alpha1', 'ServingRuntime', 'runtime'),
  bare('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'things.example.com'),
  bare('example.com/v1', 'Thing', 'thing'),
  bare('v1', 'Namespace', 'ml'),
];

suite('makePlan', () => {
  test('orders a project for a cluster', () => {
    deepStrictEqual(planOf(everything.join('---\n'), 'ml').steps.map(stepTitle), [
      'Namespace ml',
      'CustomResourceDefinition things.example.com',
      'PriorityClass urgent',
      'StorageClass fast',
      'ServiceAccount ml/runner',
      'Role ml/role',
      'RoleBinding ml/bind',
      'Secret vault/keys',
      'ConfigMap ml/settings',
      'PersistentVolumeClaim ml/data',
      'ServingRuntime ml/runtime',
      'Service ml/web',
      'Deployment ml/web',
      'Job ml/train',
      'PodDisruptionBudget ml/budget',
      'InferenceService ml/model',
      'Thing ml/thing',
      'ValidatingWebhookConfiguration hook',
    ]);
  });

  test('keeps the order of the manifests within a kind', () => {
    const text = ['c', 'a', 'b'].map(name => bare('v1', 'ConfigMap', name)).join('---\n');
    deepStrictEqual(
      planOf(text).steps.map(step => step.name),
      ['c', 'a', 'b'],
    );
  });

  test('creates what has no name of its own', () => {
    const [step] = planOf('apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: train-}\n').steps;
    deepStrictEqual([step?.action, step?.name, step && stepTitle(step)], ['create', 'train-', 'Job train-*']);
  });

  test('lets two objects share a generateName', () => {
    const text = 'apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: train-}\n';
    const plan = planOf(`${text}---\n${text}`);
    deepStrictEqual([plan.steps.length, plan.problems.length], [2, 0]);
  });

  const refuses = (text: string, message: RegExp, place: string) => {
    const plan = planOf(text);
    const [problem] = plan.problems;
    match(problem?.message ?? '', message);
    strictEqual(problem && covered(text, problem.range), place);
    strictEqual(plan.steps.length, 0);
  };

  test('refuses an object without a name', () =>
    refuses('apiVersion: v1\nkind: Pod\nmetadata: {labels: {}}\n', /Pod has no name/, 'metadata'));
  test('refuses an object without metadata', () =>
    refuses('apiVersion: v1\nkind: Pod\nspec: {}\n', /Pod has no name/, 'a'));
  test('refuses an object without a kind', () =>
    refuses('apiVersion: v1\nmetadata: {name: a}\n', /`kind` is missing/, 'a'));
  test('refuses an object without an apiVersion', () =>
    refuses('kind: Pod\nmetadata: {name: a}\n', /`apiVersion` is missing/, 'k'));

  test('refuses one object in two places, and names both', () => {
    const twice = makePlan(
      joinProjects([
        projectOf(bare('apps/v1', 'Deployment', 'web'), 'a.yaml'),
        projectOf(`# again\n${bare('apps/v1beta1', 'Deployment', 'web', 'ml')}`, 'b.yaml'),
      ]),
      'ml',
    );
    deepStrictEqual(
      twice.problems.map(problem => [problem.file, problem.message]),
      [
        ['a.yaml', 'Deployment ml/web is written twice: also in b.yaml:4'],
        ['b.yaml', 'Deployment ml/web is written twice: also in a.yaml:3'],
      ],
    );
  });

  test('does not mix up kinds of other groups, or other namespaces', () => {
    const text = [
      bare('v1', 'Service', 'a'),
      bare('serving.knative.dev/v1', 'Service', 'a'),
      bare('v1', 'Service', 'a', 'other'),
    ].join('---\n');
    strictEqual(planOf(text, 'ml').problems.length, 0);
  });

  test('carries broken YAML along', () =>
    strictEqual(planOf('kind: Pod\nx: [1\n').problems.length > 0, true));
});

suite('withNamespace', () => {
  test('puts the namespace first', () => {
    const plan = withNamespace(planOf(bare('v1', 'ConfigMap', 'a'), 'ml'), 'ml');
    deepStrictEqual(plan.steps.map(stepTitle), ['Namespace ml', 'ConfigMap ml/a']);
  });
});

suite('planText', () => {
  test('prints steps, problems and what was left out', () => {
    const project = joinProjects([
      projectOf(
        `${bare('v1', 'ConfigMap', 'settings')}---\n${bare('v1', 'Namespace', 'ml')}`,
        'k8s/all.yaml',
      ),
      projectOf('kind: Pod\nmetadata: {name: a}\n', 'k8s/bad.yaml'),
      projectOf('a: 1\n', 'values.yaml'),
    ]);
    strictEqual(
      planText(makePlan(project, 'ml')),
      `1  namespaces     apply  Namespace ml           k8s/all.yaml:5
2  configuration  apply  ConfigMap ml/settings  k8s/all.yaml:1

problems:
  k8s/bad.yaml:1:1: \`apiVersion\` is missing

left out:
  values.yaml  no Kubernetes manifest
`,
    );
  });

  test('says that there is nothing', () =>
    strictEqual(planText(planOf('')), 'nothing to deploy\n\nleft out:\n  a.yaml  empty\n'));
});

suite('planJson', () => {
  test('counts lines and columns from 1', () => {
    const text = `---\n${bare('v1', 'Secret', 'a')}---\nkind: Pod\nmetadata: {name: b}\n`;
    deepStrictEqual(planJson(planOf(text)), {
      steps: [
        {
          action: 'apply',
          phase: 'configuration',
          apiVersion: 'v1',
          kind: 'Secret',
          namespace: null,
          name: 'a',
          file: 'a.yaml',
          document: 0,
          item: null,
          line: 2,
        },
      ],
      problems: [{ file: 'a.yaml', line: 6, column: 1, message: '`apiVersion` is missing' }],
      skipped: [],
    });
  });
});
