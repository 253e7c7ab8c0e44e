import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { podNeeds } from '../../../../../src/manifest/rules/room/podNeeds.ts';
import { podsIn } from '../../../../../src/manifest/rules/room/podsIn.ts';
import { aManifest } from '../../../../support/manifests.ts';

function placesIn(apiVersion: string, kind: string, spec: unknown) {
  return podsIn(aManifest(JSON.stringify({ apiVersion, kind, metadata: { name: 'a' }, spec })));
}

const one = (gpus: number) => ({
  containers: [{ name: 'main', resources: { limits: { 'nvidia.com/gpu': gpus } } }],
});

/** `devices × count` of each sort of pods. */
function shapes(apiVersion: string, kind: string, spec: unknown): readonly string[] {
  return placesIn(apiVersion, kind, spec).map(
    place => `${podNeeds(place).asked.get('nvidia.com/gpu') ?? 0} × ${place.count ?? '?'}`,
  );
}

const template = (gpus: number) => ({ template: { spec: one(gpus) } });

suite('podsIn', () => {
  for (const [apiVersion, kind, spec, expected] of [
    ['v1', 'Pod', one(1), ['1 × 1']],
    ['apps/v1', 'Deployment', { replicas: 3, ...template(2) }, ['2 × 3']],
    ['batch/v1', 'Job', { parallelism: 4, ...template(1) }, ['1 × 4']],
    ['batch/v1', 'CronJob', { jobTemplate: { spec: template(1) } }, ['1 × 1']],
    [
      'kubeflow.org/v1',
      'PyTorchJob',
      { pytorchReplicaSpecs: { Master: template(8), Worker: { replicas: 3, ...template(8) } } },
      ['8 × 1', '8 × 3'],
    ],
    [
      'trainer.kubeflow.org/v1alpha1',
      'TrainJob',
      { trainer: { numNodes: 2, resourcesPerNode: { limits: { 'nvidia.com/gpu': 4 } } } },
      ['4 × 2'],
    ],
    [
      'jobset.x-k8s.io/v1alpha2',
      'JobSet',
      { replicatedJobs: [{ replicas: 2, template: { spec: { parallelism: 4, ...template(1) } } }] },
      ['1 × 8'],
    ],
    ['batch.volcano.sh/v1alpha1', 'Job', { tasks: [{ replicas: 5, ...template(1) }] }, ['1 × 5']],
    [
      'ray.io/v1',
      'RayCluster',
      { headGroupSpec: template(0), workerGroupSpecs: [{ replicas: 2, ...template(4) }] },
      ['0 × 1', '4 × 2'],
    ],
    [
      'serving.kserve.io/v1beta1',
      'InferenceService',
      {
        predictor: { minReplicas: 2, model: { resources: { limits: { 'nvidia.com/gpu': 1 } } } },
        transformer: one(0),
      },
      ['1 × 2', '0 × 1'],
    ],
    [
      'serving.kserve.io/v1alpha1',
      'LLMInferenceService',
      { replicas: 2, template: one(8), prefill: { template: one(4) } },
      ['8 × 2', '4 × 1'],
    ],
    [
      'argoproj.io/v1alpha1',
      'Workflow',
      { templates: [{ container: { resources: { requests: { 'nvidia.com/gpu': 1 } } } }, { dag: {} }] },
      ['1 × ?'],
    ],
    ['argoproj.io/v1alpha1', 'Rollout', { replicas: 2, ...template(1) }, ['1 × 2']],
    [
      'kubeflow.org/v1beta1',
      'Experiment',
      { trialTemplate: { trialSpec: { apiVersion: 'batch/v1', kind: 'Job', spec: template(1) } } },
      ['1 × 1'],
    ],
    [
      'machinelearning.seldon.io/v1',
      'SeldonDeployment',
      { predictors: [{ replicas: 2, componentSpecs: [{ spec: one(1) }] }] },
      ['1 × 2'],
    ],
    ['v1', 'ConfigMap', {}, []],
  ] as const)
    test(`finds the pods of a ${kind} of ${apiVersion}`, () =>
      deepStrictEqual(shapes(apiVersion, kind, spec), expected));

  test('takes what a workflow says for its templates', () => {
    const [place] = placesIn('argoproj.io/v1alpha1', 'Workflow', {
      nodeSelector: { pool: 'gpu' },
      templates: [{ container: {} }],
    });
    deepStrictEqual(place && podNeeds(place).selector, { pool: 'gpu' });
  });
});

suite('podNeeds', () => {
  const asked = (spec: unknown) => {
    const [place] = placesIn('v1', 'Pod', spec);
    return place ? Object.fromEntries(podNeeds(place).asked) : {};
  };
  const container = (cpu: unknown, more: object = {}) => ({
    name: 'c',
    resources: { requests: { cpu } },
    ...more,
  });

  test('adds containers up', () =>
    deepStrictEqual(asked({ containers: [container('500m'), container(2)] }), { cpu: 2.5 }));
  test('takes the largest init container where it asks more', () => {
    deepStrictEqual(asked({ containers: [container(1)], initContainers: [container(4)] }), { cpu: 4 });
    deepStrictEqual(asked({ containers: [container(8)], initContainers: [container(4)] }), { cpu: 8 });
  });
  test('adds init containers that stay', () =>
    deepStrictEqual(
      asked({ containers: [container(1)], initContainers: [container(2, { restartPolicy: 'Always' })] }),
      { cpu: 3 },
    ));
  test('takes a limit where there is no request, and the request where there are both', () =>
    deepStrictEqual(
      asked({
        containers: [{ name: 'c', resources: { limits: { cpu: 4, memory: '1Gi' }, requests: { cpu: 1 } } }],
      }),
      { cpu: 1, memory: 2 ** 30 },
    ));
  test('reads tolerations as the API server fills them in', () => {
    const [place] = placesIn('v1', 'Pod', {
      containers: [{}],
      tolerations: [{ key: 'a' }, { operator: 'Exists' }],
    });
    strictEqual(
      JSON.stringify(place && podNeeds(place).tolerations),
      '[{"key":"a","operator":"Equal","value":"","effect":""},{"key":"","operator":"Exists","value":"","effect":""}]',
    );
  });
});
