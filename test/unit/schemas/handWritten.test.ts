import { deepStrictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { StructureJudge } from '../../../src/manifest/structure/structureJudge.ts';
import { pathOf } from '../../../src/manifest/syntax/lookup.ts';
import { parseManifestText } from '../../../src/manifest/syntax/parseText.ts';
import { builtInCatalog } from '../../support/schemas.ts';

const catalog = builtInCatalog();

suite('the schema of kustomizations', () => {
  test('takes what kustomize takes', () =>
    deepStrictEqual(problemsOf(kustomization('namePrefix: prod-')), []));
  test('knows no other field', () =>
    deepStrictEqual(problemsOf(kustomization('nameprefix: prod-')), ['schema/unknown-field nameprefix']));
  test('holds for a file without a header', () => {
    const text = 'resources:\n  - a.yaml\nconfigmapGenerator: []\n';
    deepStrictEqual(problemsOf(text, 'kustomization.yaml'), ['schema/unknown-field configmapGenerator']);
  });
  test('wants numbers of replicas', () =>
    deepStrictEqual(problemsOf(kustomization('replicas:\n  - name: model\n    count: "3"')), [
      'schema/wrong-type replicas[0].count',
    ]));
});

suite('the schema of Katib experiments', () => {
  test('takes an experiment, and fields that it does not know', () =>
    deepStrictEqual(problemsOf(experiment('minimize', '"0.1"')), []));
  test('knows which goals there are', () =>
    deepStrictEqual(problemsOf(experiment('least', '"0.1"')), [
      'schema/unsupported-value spec.objective.type',
    ]));
  test('wants bounds as text', () =>
    deepStrictEqual(problemsOf(experiment('minimize', '0.1')), [
      'schema/wrong-type spec.parameters[0].feasibleSpace.max',
    ]));
});

test('a compiled pipeline is known by its parts', () => {
  const pipeline = (image: string) => `pipelineInfo:
  name: train
root:
  dag:
    tasks: {}
deploymentSpec:
  executors:
    exec-train:
      container:
        image: ${image}
`;
  deepStrictEqual(problemsOf(pipeline('python:3.12')), []);
  deepStrictEqual(problemsOf(pipeline('[python]')), [
    'schema/wrong-type deploymentSpec.executors.exec-train.container.image',
  ]);
});

function kustomization(more: string): string {
  return `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [../base]
configMapGenerator:
  - name: config
    literals: [a=b]
    options: { disableNameSuffixHash: true }
patches:
  - target: { kind: Deployment }
    path: patch.yaml
images:
  - { name: model, newTag: "1.20" }
${more}
`;
}

function experiment(goal: string, max: string): string {
  return `apiVersion: kubeflow.org/v1beta1
kind: Experiment
metadata:
  name: search
spec:
  somethingNew: true
  objective:
    type: ${goal}
    objectiveMetricName: loss
  algorithm:
    algorithmName: random
  parameters:
    - name: lr
      parameterType: double
      feasibleSpace:
        min: "0.01"
        max: ${max}
  trialTemplate:
    primaryContainerName: train
    trialSpec:
      apiVersion: batch/v1
      kind: Job
`;
}

function problemsOf(text: string, fileName = 'a.yaml'): readonly string[] {
  const problems: string[] = [];
  for (const { objects } of parseManifestText(text, { fileName }))
    for (const object of objects) {
      const schema = catalog.schema(object);
      if (schema === undefined) problems.push(`unknown ${object.kind}`);
      else
        new StructureJudge().judge(object.node, schema, 'custom', (rule, at) =>
          problems.push(`${rule} ${pathOf(at)}`),
        );
    }
  return problems;
}
