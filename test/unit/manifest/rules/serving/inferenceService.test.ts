import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aManifest } from '../../../../support/manifests.ts';
import { judged, mended, testCases } from './judging.ts';

const head = 'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\n';
const model = 'model: {modelFormat: {name: sklearn}, storageUri: "gs://bucket/model"}';

function service(spec: string, annotations = '{}', name = 'iris'): string {
  return `${head}metadata: {name: ${name}, annotations: ${annotations}}\nspec: {${spec}}\n`;
}

const predictor = (fields: string, annotations?: string): string =>
  service(`predictor: {${fields}}`, annotations);
const knative = '{serving.kserve.io/deploymentMode: Knative}';

suite('the shape of an InferenceService', () => {
  testCases([
    ['holds with a model', predictor(model)],
    ['holds with the older framework block', predictor('sklearn: {storageUri: "s3://b/m"}')],
    ['holds with a container of its own', predictor('containers: [{name: my-server, image: x}]')],
    [
      'holds with a transformer beside the model',
      predictor(`${model}, containers: [{name: transformer-container, image: x}]`),
    ],
    [
      'leaves older versions alone',
      'apiVersion: serving.kserve.io/v1alpha2\nkind: InferenceService\nmetadata: {name: a}\nspec: {default: {}}',
    ],
    ['minds the name', service(`predictor: {${model}}`, '{}', 'llama3.1'), 'kserve/name metadata.name'],
    [
      'minds a digit in front',
      service(`predictor: {${model}}`, '{}', '3d-model'),
      'kserve/name metadata.name',
    ],
    ['passes over a placeholder as name', service(`predictor: {${model}}`, '{}', '"{{name}}"')],
    ['wants something to run', predictor('minReplicas: 1'), 'kserve/one-implementation spec.predictor.model'],
    [
      'refuses two frameworks',
      predictor('sklearn: {storageUri: "s3://b/m"}, xgboost: {storageUri: "s3://b/m"}'),
      'kserve/one-implementation spec.predictor.xgboost',
    ],
    [
      'tells that a framework replaces model',
      predictor(`sklearn: {storageUri: "s3://b/m"}, ${model}`),
      'kserve/one-implementation spec.predictor.model',
    ],
    [
      'refuses a server beside the model',
      predictor(`${model}, containers: [{name: kserve-container, image: x}]`),
      'kserve/one-implementation spec.predictor.containers[0]',
    ],
    [
      'wants containers in a transformer',
      service(`predictor: {${model}}, transformer: {minReplicas: 1}`),
      'kserve/one-implementation spec.transformer.containers',
    ],
    [
      'wants an explainer to run something',
      service(`predictor: {${model}}, explainer: {minReplicas: 1}`),
      'kserve/one-implementation spec.explainer.containers',
    ],
    ['holds with an explainer', service(`predictor: {${model}}, explainer: {art: {type: SquareAttack}}`)],
    [
      'refuses a name in a framework block',
      predictor('sklearn: {name: mine, storageUri: "s3://b/m"}'),
      'kserve/framework-name spec.predictor.sklearn.name',
    ],
    [
      'minds PYTHONPATH',
      predictor('containers: [{name: a, image: x, env: [{name: PYTHONPATH, value: /x}]}]'),
      'kserve/blocked-env spec.predictor.containers[0].env[0].name',
    ],
    [
      'minds PYTHONPATH in a model',
      predictor('model: {modelFormat: {name: sklearn}, env: [{name: PYTHONPATH, value: /x}]}'),
      'kserve/blocked-env spec.predictor.model.env[0].name',
    ],
    [
      'wants v2 for mlflow',
      predictor('model: {modelFormat: {name: mlflow}, protocolVersion: v1}'),
      'kserve/model-format spec.predictor.model.protocolVersion',
    ],
    ['holds for mlflow on v2', predictor('model: {modelFormat: {name: mlflow}, protocolVersion: v2}')],
    [
      'leaves mlflow alone where a runtime is named',
      predictor('model: {modelFormat: {name: mlflow}, runtime: mine, protocolVersion: v1}'),
    ],
    [
      'minds an unknown mode',
      predictor(model, '{serving.kserve.io/deploymentMode: Servrless}'),
      'kserve/deployment-mode metadata.annotations[serving.kserve.io/deploymentMode]',
    ],
    [
      'knows the older words',
      predictor(model, '{serving.kserve.io/deploymentMode: RawDeployment}'),
      'kserve/deployment-mode metadata.annotations[serving.kserve.io/deploymentMode]',
    ],
    ['knows the newer words', predictor(model, knative)],
  ]);

  test('weighs an older word as a hint', () => {
    const [found] = judged(aManifest(predictor(model, '{serving.kserve.io/deploymentMode: Serverless}')));
    assert.equal(found?.severity, 'hint');
  });

  test('mends what it can', () => {
    assert.equal(
      mended(service(`predictor: {${model}}`, '{}', 'llama3.1')),
      service(`predictor: {${model}}`, '{}', 'llama3-1'),
    );
    const old = predictor(model, '{serving.kserve.io/deploymentMode: Serverless}');
    assert.equal(mended(old), old.replace('Serverless', 'Knative'));
    const named = predictor('sklearn: {name: mine, storageUri: "s3://b/m"}');
    assert.equal(mended(named), named.replace('name: mine, ', ''));
  });
});
