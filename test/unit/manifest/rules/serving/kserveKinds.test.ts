import { suite } from 'node:test';
import { testCases } from './judging.ts';

function kserve(kind: string, spec: string, name = 'a'): string {
  return `apiVersion: serving.kserve.io/v1alpha1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: {${spec}}\n`;
}

suite('a serving runtime', () => {
  const containers = 'containers: [{name: kserve-container, image: x}]';
  const runtime = (spec: string, kind = 'ServingRuntime'): string => kserve(kind, spec);
  const formats = (...items: readonly string[]): string =>
    runtime(`${containers}, supportedModelFormats: [${items.join(', ')}]`);
  const rule = 'kserve/format-priority';
  testCases([
    [
      'holds',
      formats(
        '{name: sklearn, version: "1", autoSelect: true, priority: 1}',
        '{name: sklearn, version: "2", autoSelect: true, priority: 1}',
      ),
    ],
    [
      'gives one format one priority',
      formats(
        '{name: sklearn, version: "1", autoSelect: true, priority: 1}',
        '{name: sklearn, version: "2", autoSelect: true, priority: 2}',
      ),
      `${rule} spec.supportedModelFormats[1].priority`,
    ],
    [
      'leaves formats alone that are not chosen by themselves',
      formats(
        '{name: a, version: "1", autoSelect: true, priority: 1}',
        '{name: a, version: "2", priority: 2}',
      ),
    ],
    [
      'lists a format once',
      formats('{name: a, version: "1"}', '{name: a, version: "1"}'),
      'kserve/format-repeated spec.supportedModelFormats[1].name',
    ],
    [
      'wants its container',
      runtime('containers: [{name: server, image: x}]', 'ClusterServingRuntime'),
      'kserve/runtime-container spec.containers[0].name',
    ],
    [
      'wants none of multi-model servers',
      runtime('multiModel: true, containers: [{name: server, image: x}]'),
    ],
    ['knows its protocols', runtime(`${containers}, protocolVersions: [v1, v2, grpc-v2]`)],
    [
      'minds other protocols',
      runtime(`${containers}, protocolVersions: [v3]`),
      'kserve/runtime-protocol spec.protocolVersions[0]',
    ],
    [
      'takes one worker container',
      runtime(`${containers}, workerSpec: {containers: [{name: a, image: x}, {name: b, image: x}]}`),
      'kserve/multi-node spec.workerSpec.containers[1]',
    ],
    [
      'sets sizes by fields',
      runtime(
        'workerSpec: {}, containers: [{name: kserve-container, image: x, env: [{name: PIPELINE_PARALLEL_SIZE, value: "2"}]}]',
      ),
      'kserve/multi-node spec.containers[0].env[0].name',
    ],
    [
      'passes over a disabled one',
      runtime(`disabled: true, ${containers}, workerSpec: {tensorParallelSize: 0}`),
    ],
  ]);
});

suite('an inference graph', () => {
  const graph = (nodes: string): string => kserve('InferenceGraph', `nodes: {${nodes}}`);
  const root = (type: string, ...steps: readonly string[]): string =>
    graph(`root: {routerType: ${type}, steps: [${steps.join(', ')}]}`);
  testCases([
    ['holds', root('Sequence', '{serviceName: a}', '{serviceName: b}')],
    [
      'minds its name',
      kserve('InferenceGraph', 'nodes: {root: {routerType: Sequence, steps: []}}', 'a.b'),
      'kserve/name metadata.name',
    ],
    [
      'wants a root',
      graph('start: {routerType: Sequence, steps: [{serviceName: a}]}'),
      'kserve/graph-root spec.nodes.root',
    ],
    [
      'wants a target',
      root('Sequence', '{name: a}'),
      'kserve/graph-target spec.nodes.root.steps[0].serviceName',
    ],
    [
      'wants one target',
      root('Sequence', '{serviceName: a, serviceUrl: "http://b"}'),
      'kserve/graph-target spec.nodes.root.steps[0].serviceUrl',
    ],
    [
      'wants nodes that exist',
      root('Sequence', '{nodeName: other}'),
      'kserve/graph-target spec.nodes.root.steps[0].nodeName',
    ],
    [
      'wants names of steps once',
      root('Sequence', '{name: x, serviceName: a}', '{name: x, serviceName: b}'),
      'kserve/graph-step-name spec.nodes.root.steps[1].name',
    ],
    [
      'holds for a splitter',
      root('Splitter', '{serviceName: a, weight: 30}', '{serviceName: b, weight: 70}'),
    ],
    [
      'adds weights up',
      root('Splitter', '{serviceName: a, weight: 30}', '{serviceName: b, weight: 60}'),
      'kserve/graph-weights spec.nodes.root.steps[1].weight',
    ],
    [
      'wants each weight',
      root('Splitter', '{serviceName: a, weight: 100}', '{serviceName: b}'),
      'kserve/graph-weights spec.nodes.root.steps[1].weight',
    ],
    [
      'wants conditions in a switch',
      root('Switch', '{serviceName: a}', '{serviceName: b}'),
      'kserve/graph-condition spec.nodes.root.steps[0].condition',
    ],
    ['takes a last default', root('Switch', '{serviceName: a, condition: "x"}', '{serviceName: b}')],
    [
      'sees a circle',
      graph(
        'root: {routerType: Sequence, steps: [{nodeName: b}]}, b: {routerType: Sequence, steps: [{nodeName: root}]}',
      ),
      'kserve/graph-cycle spec.nodes.b.steps[0].nodeName',
    ],
    [
      'takes two ways to one node',
      graph(
        'root: {routerType: Ensemble, steps: [{nodeName: b}, {nodeName: b}]}, b: {routerType: Sequence, steps: [{serviceName: c}]}',
      ),
    ],
  ]);
});

suite('the smaller kinds of KServe', () => {
  const trained = (uri: string, name?: string): string =>
    kserve(
      'TrainedModel',
      `inferenceService: s, model: {framework: a, memory: 1Gi, storageUri: "${uri}"}`,
      name,
    );
  const cache = (size: string, uri = 'gs://a/b'): string =>
    kserve('LocalModelCache', `modelSize: ${size}, nodeGroups: [a], sourceModelUri: "${uri}"`);
  const storage = (format: string): string =>
    kserve('ClusterStorageContainer', `supportedUriFormats: [${format}]`);
  const formatOf = 'kserve/uri-format spec.supportedUriFormats[0]';
  testCases([
    ['takes a trained model', trained('gs://a/b')],
    ['minds the name of a trained model', trained('gs://a/b', 'a.b'), 'kserve/name metadata.name'],
    [
      'minds where a trained model comes from',
      trained('abc://a/b'),
      'kserve/storage-uri spec.model.storageUri',
    ],
    ['takes a cache', cache('10Gi')],
    ['minds an empty cache', cache('0Gi'), 'kserve/model-size spec.modelSize'],
    ['minds a negative cache', cache('"-1Gi"'), 'kserve/model-size spec.modelSize'],
    ['minds what is cached', cache('1Gi', 'abc://x/y'), 'kserve/storage-uri spec.sourceModelUri'],
    ['takes a prefix', storage('{prefix: "abc://"}')],
    ['takes an expression', storage('{regex: "(?i)https://(.+?)"}')],
    ['wants one of them', storage('{}'), `${formatOf}.prefix`],
    ['wants no more than one', storage('{prefix: "a://", regex: "b"}'), `${formatOf}.regex`],
    ['wants an expression that compiles', storage('{regex: "https://("}'), `${formatOf}.regex`],
  ]);
});
