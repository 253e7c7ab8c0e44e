import { suite } from 'node:test';
import { testCases } from './judging.ts';

const head = 'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\n';

function service(predictor: string, annotations = '{}'): string {
  return `${head}metadata: {name: iris, annotations: ${annotations}}\nspec: {predictor: {${predictor}}}\n`;
}

const from = (uri: string): string => service(`model: {modelFormat: {name: sklearn}, storageUri: "${uri}"}`);
const uriOf = 'kserve/storage-uri spec.predictor.model.storageUri';

suite('where a model comes from', () => {
  const list = (...items: readonly string[]): string =>
    service(`model: {modelFormat: {name: sklearn}}, storageUris: [${items.join(', ')}]`);
  testCases([
    ...[
      'gs://b/m',
      's3://b/m',
      'hdfs://x/y',
      'hf://org/model',
      'pvc://claim/path',
      'oci://registry/image:1',
    ].map(uri => [`holds for ${uri}`, from(uri)] as const),
    ['holds for a web address', from('https://example.com/model.tar')],
    ['holds for a path in the image', from('/mnt/models')],
    ['passes over a placeholder', from('{{inputs.parameters.uri}}')],
    ['minds an unknown scheme', from('abc://b/m'), uriOf],
    ['minds a scheme without place', from('gs://'), uriOf],
    ['minds a forgotten slash', from('s3:/b/m'), uriOf],
    ['wants owner and model of Hugging Face', from('hf://model'), uriOf],
    [
      'minds the variable of an own container',
      service('containers: [{name: a, image: x, env: [{name: STORAGE_URI, value: "abc://b"}]}]'),
      'kserve/storage-uri spec.predictor.containers[0].env[0].value',
    ],
    [
      'refuses two ways at once',
      service(
        'model: {modelFormat: {name: a}, storageUri: "gs://b/m"}, storageUris: [{uri: "gs://b/n", mountPath: /mnt/a}]',
      ),
      'kserve/storage-conflict spec.predictor.storageUris',
    ],
    [
      'tells of storage beside storageUri',
      service('model: {modelFormat: {name: a}, storageUri: "gs://b/m", storage: {path: x}}'),
      'kserve/storage-conflict spec.predictor.model.storage',
    ],
    [
      'holds for storage with a key alone',
      service('model: {modelFormat: {name: a}, storageUri: "gs://b/m", storage: {key: x}}'),
    ],
    [
      'refuses a storage for the transformer',
      service(
        'model: {modelFormat: {name: a}}, containers: [{name: transformer-container, image: x, env: [{name: STORAGE_URI, value: "gs://b"}]}]',
      ),
      'kserve/storage-conflict spec.predictor.containers[0].env[0]',
    ],
    [
      'holds for several mounts',
      list('{uri: "gs://a/m", mountPath: /mnt/a}', '{uri: "gs://a/n", mountPath: /mnt/b}'),
    ],
    [
      'wants one directory above them',
      list('{uri: "gs://a/m", mountPath: /mnt/a}', '{uri: "gs://a/n", mountPath: /var/b}'),
      'kserve/storage-mount spec.predictor.storageUris[1].mountPath',
    ],
    [
      'refuses the root',
      list('{uri: "gs://a/m", mountPath: /}'),
      'kserve/storage-mount spec.predictor.storageUris[0].mountPath',
    ],
    [
      'refuses the way up',
      list('{uri: "gs://a/m", mountPath: /mnt/../etc}'),
      'kserve/storage-mount spec.predictor.storageUris[0].mountPath',
    ],
    [
      'refuses two claims at one place',
      list(
        '{uri: "pvc://a", mountPath: /mnt/a}',
        '{uri: "pvc://b", mountPath: /mnt/a}',
        '{uri: "gs://a/m", mountPath: /mnt/c}',
        '{uri: "gs://a/n", mountPath: /mnt/d}',
      ),
      'kserve/storage-mount spec.predictor.storageUris[1].mountPath',
    ],
  ]);
});

suite('a model over several nodes', () => {
  const none = '{serving.kserve.io/autoscalerClass: none}';
  const nodes = (
    worker: string,
    model = 'modelFormat: {name: huggingface}, storageUri: "pvc://a/b"',
    annotations = none,
  ): string => service(`model: {${model}}, workerSpec: {${worker}}`, annotations);
  const rule = 'kserve/multi-node';
  testCases([
    ['holds', nodes('pipelineParallelSize: 2, tensorParallelSize: 1')],
    [
      'takes one worker container',
      nodes('containers: [{name: a, image: x}, {name: b, image: x}]'),
      `${rule} spec.predictor.workerSpec.containers[1]`,
    ],
    [
      'minds the sizes',
      nodes('pipelineParallelSize: 0, tensorParallelSize: -1'),
      `${rule} spec.predictor.workerSpec.pipelineParallelSize`,
      `${rule} spec.predictor.workerSpec.tensorParallelSize`,
    ],
    [
      'sets the sizes by fields',
      nodes(
        'pipelineParallelSize: 2',
        'modelFormat: {name: a}, storageUri: "pvc://a/b", env: [{name: TENSOR_PARALLEL_SIZE, value: "2"}]',
      ),
      `${rule} spec.predictor.model.env[0].name`,
    ],
    [
      'wants a storage that all reach',
      nodes('pipelineParallelSize: 2', 'modelFormat: {name: a}, storageUri: "gs://a/b"'),
      `${rule} spec.predictor.model.storageUri`,
    ],
    [
      'wants a storage',
      nodes('pipelineParallelSize: 2', 'modelFormat: {name: a}'),
      `${rule} spec.predictor.model.storageUri`,
    ],
    [
      'is not scaled',
      nodes('pipelineParallelSize: 2', undefined, '{serving.kserve.io/autoscalerClass: hpa}'),
      `${rule} metadata.annotations[serving.kserve.io/autoscalerClass]`,
    ],
    [
      'wants the annotation',
      nodes('pipelineParallelSize: 2', undefined, '{a: b}'),
      `${rule} metadata.annotations.serving.kserve.io/autoscalerClass`,
    ],
    [
      'wants the annotation in a framework block too',
      service('huggingface: {storageUri: "pvc://a"}, workerSpec: {}', '{a: b}'),
      `${rule} metadata.annotations.serving.kserve.io/autoscalerClass`,
    ],
  ]);
});
