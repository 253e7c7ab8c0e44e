import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { mended, testCases } from './judging.ts';

const head = 'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\n';
const model = 'model: {modelFormat: {name: sklearn}, storageUri: "gs://bucket/model"}';

function service(spec: string, annotations = '{}', name = 'iris'): string {
  return `${head}metadata: {name: ${name}, annotations: ${annotations}}\nspec: {${spec}}\n`;
}

const predictor = (fields: string, annotations?: string): string =>
  service(`predictor: {${fields}}`, annotations);
const standard = '{serving.kserve.io/deploymentMode: Standard}';
const knative = '{serving.kserve.io/deploymentMode: Knative}';
const scaledBy = (scaler: string): string =>
  `{serving.kserve.io/deploymentMode: Standard, serving.kserve.io/autoscalerClass: ${scaler}}`;

suite('the scaling of an InferenceService', () => {
  const replicas = (fields: string, annotations?: string): string =>
    predictor(`${model}, ${fields}`, annotations);
  const metric = (text: string): string => replicas(`autoScaling: {metrics: [${text}]}`, scaledBy('keda'));
  testCases([
    ['holds with bounds', replicas('minReplicas: 1, maxReplicas: 3')],
    ['takes a maximum of zero for none', replicas('minReplicas: 4, maxReplicas: 0')],
    [
      'minds a maximum below the minimum',
      replicas('minReplicas: 4, maxReplicas: 3'),
      'kserve/replicas spec.predictor.maxReplicas',
    ],
    [
      'minds negative counts',
      replicas('minReplicas: -1, maxReplicas: -2'),
      'kserve/replicas spec.predictor.minReplicas',
      'kserve/replicas spec.predictor.maxReplicas',
    ],
    [
      'minds a negative concurrency',
      replicas('containerConcurrency: -1'),
      'kserve/concurrency spec.predictor.containerConcurrency',
    ],
    [
      'minds the class',
      predictor(model, scaledBy('kpa')),
      'kserve/autoscaler-class metadata.annotations[serving.kserve.io/autoscalerClass]',
    ],
    ['knows the class', predictor(model, scaledBy('external'))],
    ['holds for rps on Knative', replicas('scaleMetric: rps, scaleTarget: 10', knative)],
    [
      'refuses cpu on Knative',
      replicas('scaleMetric: cpu', knative),
      'kserve/scale-metric spec.predictor.scaleMetric',
    ],
    [
      'takes cpu on Knative with the class hpa',
      replicas(
        'scaleMetric: cpu',
        '{serving.kserve.io/deploymentMode: Serverless, autoscaling.knative.dev/class: hpa.autoscaling.knative.dev}',
      ),
      'kserve/deployment-mode metadata.annotations[serving.kserve.io/deploymentMode]',
    ],
    ['leaves the metric alone where the mode is the cluster’s', replicas('scaleMetric: cpu')],
    [
      'minds a rate below one',
      replicas('scaleMetric: rps, scaleTarget: 0', knative),
      'kserve/scale-target spec.predictor.scaleTarget',
    ],
    [
      'refuses a deployment strategy on Knative',
      replicas('deploymentStrategy: {type: Recreate}', knative),
      'kserve/deployment-strategy spec.predictor.deploymentStrategy',
    ],
    [
      'takes a deployment strategy in Standard mode',
      replicas('deploymentStrategy: {type: Recreate}', standard),
    ],
    [
      'refuses rps for the horizontal autoscaler',
      replicas('scaleMetric: rps', scaledBy('hpa')),
      'kserve/scale-metric spec.predictor.scaleMetric',
    ],
    ['holds for memory', replicas('scaleMetric: memory, scaleTarget: 80', scaledBy('hpa'))],
    [
      'minds a utilisation above 100',
      replicas('scaleTarget: 120', scaledBy('hpa')),
      'kserve/scale-target spec.predictor.scaleTarget',
    ],
    [
      'takes resources only',
      replicas('autoScaling: {metrics: [{type: External}]}', scaledBy('hpa')),
      'kserve/autoscaling-metrics spec.predictor.autoScaling.metrics[0].type',
    ],
    [
      'wants the block of a metric',
      replicas('autoScaling: {metrics: [{type: Resource}]}', scaledBy('hpa')),
      'kserve/autoscaling-metrics spec.predictor.autoScaling.metrics[0].resource',
    ],
    [
      'refuses scaleMetric with KEDA',
      replicas('scaleMetric: cpu', scaledBy('keda')),
      'kserve/scale-metric spec.predictor.scaleMetric',
    ],
    [
      'holds for a KEDA query',
      metric('{type: External, external: {metric: {query: up}, target: {type: Value, value: "1"}}}'),
    ],
    [
      'wants a query',
      metric(
        '{type: External, external: {metric: {backend: prometheus}, target: {type: Value, value: "1"}}}',
      ),
      'kserve/autoscaling-metrics spec.predictor.autoScaling.metrics[0].external.metric.query',
    ],
    [
      'wants a threshold',
      metric('{type: PodMetric, podmetric: {metric: {query: up}, target: {type: Value}}}'),
      'kserve/autoscaling-metrics spec.predictor.autoScaling.metrics[0].podmetric.target.value',
    ],
    [
      'wants a utilisation for cpu',
      metric('{type: Resource, resource: {name: cpu, target: {type: AverageValue, averageValue: "1"}}}'),
      'kserve/autoscaling-metrics spec.predictor.autoScaling.metrics[0].resource.target.type',
    ],
    [
      'wants no plain value for memory',
      metric('{type: Resource, resource: {name: memory, target: {type: Value, value: 1Gi}}}'),
      'kserve/autoscaling-metrics spec.predictor.autoScaling.metrics[0].resource.target.type',
    ],
    [
      'wants the number of the target',
      metric('{type: Resource, resource: {name: cpu, target: {type: Utilization}}}'),
      'kserve/autoscaling-metrics spec.predictor.autoScaling.metrics[0].resource.target.averageUtilization',
    ],
    [
      'minds its bounds',
      metric('{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 0}}}'),
      'kserve/scale-target spec.predictor.autoScaling.metrics[0].resource.target.averageUtilization',
    ],
    [
      'minds Knative’s annotations',
      predictor(model, '{autoscaling.knative.dev/min-scale: "two"}'),
      'knative/autoscaling metadata.annotations[autoscaling.knative.dev/min-scale]',
    ],
    [
      'minds unknown ones',
      predictor(model, '{autoscaling.knative.dev/minimum: "2"}'),
      'knative/autoscaling-unknown metadata.annotations[autoscaling.knative.dev/minimum]',
    ],
  ]);

  test('raises a maximum to the minimum', () => {
    assert.match(mended(predictor(`${model}, minReplicas: 4, maxReplicas: 3`)), /maxReplicas: 4/);
  });
});

suite('the canaries of an InferenceService', () => {
  const canaries = (list: string, stable = `${model}, name: blue`, annotations = standard): string =>
    service(`predictor: {${stable}}, canary: [${list}]`, annotations);
  const one = (fields: string, share = 20): string => `{trafficPercent: ${share}, predictor: {${fields}}}`;
  testCases([
    ['holds', canaries(one(`name: green, ${model}`))],
    [
      'is for Standard mode',
      canaries(one(`name: green, ${model}`), undefined, knative),
      'kserve/canary-mode spec.canary',
    ],
    ['wants a name', canaries(one(model)), 'kserve/canary-predictor spec.canary[0].predictor.name'],
    [
      'wants another name than the stable one',
      canaries(one(`name: blue, ${model}`)),
      'kserve/canary-predictor spec.canary[0].predictor.name',
    ],
    [
      'adds the shares up',
      canaries([one('name: a', 60), one('name: b', 60)].join(', ')),
      'kserve/canary-traffic spec.canary[1].trafficPercent',
    ],
    [
      'wants a stable model',
      canaries(one('name: a'), 'sklearn: {storageUri: "gs://b/m"}'),
      'kserve/canary-predictor spec.predictor.model',
    ],
    [
      'scales with the stable predictor',
      canaries(one('name: a, maxReplicas: 3')),
      'kserve/canary-predictor spec.canary[0].predictor.maxReplicas',
    ],
    [
      'asks for no more replicas than the stable one',
      canaries(one('name: a, minReplicas: 3')),
      'kserve/canary-predictor spec.canary[0].predictor.minReplicas',
    ],
    ['holds on Knative', predictor(`${model}, canaryTrafficPercent: 10`, knative)],
    [
      'minds the percentage',
      predictor(`${model}, canaryTrafficPercent: 110`, knative),
      'kserve/canary-traffic spec.predictor.canaryTrafficPercent',
    ],
    [
      'tells that Standard mode does not read it',
      predictor(`${model}, canaryTrafficPercent: 10`, standard),
      'kserve/canary-mode spec.predictor.canaryTrafficPercent',
    ],
  ]);
});
