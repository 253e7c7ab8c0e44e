import { suite } from 'node:test';
import { testCases } from './judging.ts';

function deployment(spec: string): string {
  return `apiVersion: machinelearning.seldon.io/v1\nkind: SeldonDeployment\nmetadata: {name: a}\nspec: {${spec}}\n`;
}

const prepackaged = 'graph: {name: m, implementation: SKLEARN_SERVER, modelUri: "gs://a/b"}';
const predictors = (...items: readonly string[]): string => deployment(`predictors: [${items.join(', ')}]`);
const named = (name: string, more = ''): string => `{name: ${name}, ${prepackaged}${more}}`;

suite('the predictors of a SeldonDeployment', () => {
  const words = (fields: string): string => deployment(`${fields}, predictors: [${named('a')}]`);
  const kafka = (env: string): string =>
    deployment(`serverType: kafka, predictors: [{name: a, ${prepackaged}${env}}]`);
  const topics = ['KAFKA_BROKER', 'KAFKA_INPUT_TOPIC', 'KAFKA_OUTPUT_TOPIC'].map(
    name => `{name: ${name}, value: x}`,
  );
  const endpoint = (type: string): string =>
    `{name: ${type.toLowerCase()}, graph: {name: m, implementation: SIMPLE_MODEL, endpoint: {type: ${type}}}, traffic: 50}`;
  const metadata = (value: string): string =>
    predictors(
      `{name: a, graph: {name: m}, componentSpecs: [{spec: {containers: [{name: m, image: x, env: [{name: MODEL_METADATA, value: "${value}"}]}]}}]}`,
    );
  testCases([
    ['hold', predictors(named('a'))],
    ['are at least one', deployment('predictors: []'), 'seldon/predictors spec.predictors'],
    [
      'have names of their own',
      predictors(named('a', ', traffic: 50'), named('a', ', traffic: 50')),
      'seldon/predictors spec.predictors[1].name',
    ],
    ['share all of the traffic', predictors(named('a', ', traffic: 75'), named('b', ', traffic: 25'))],
    [
      'share no more and no less',
      predictors(named('a', ', traffic: 75'), named('b', ', traffic: 20')),
      'seldon/traffic spec.predictors[1].traffic',
    ],
    [
      'say how they share it',
      predictors(named('a'), named('b')),
      'seldon/traffic spec.predictors[1].traffic',
    ],
    [
      'take all of it alone',
      predictors(named('a', ', traffic: 50')),
      'seldon/traffic spec.predictors[0].traffic',
    ],
    ['may have a shadow', predictors(named('a'), named('b', ', shadow: true'))],
    [
      'have no two shadows',
      predictors(named('a'), named('b', ', shadow: true'), named('c', ', shadow: true')),
      'seldon/shadow spec.predictors[2].shadow',
    ],
    [
      'are no shadow alone',
      predictors(named('a', ', shadow: true')),
      'seldon/shadow spec.predictors[0].shadow',
    ],
    [
      'send a shadow what there is',
      predictors(named('a'), named('b', ', shadow: true, traffic: 120')),
      'seldon/traffic spec.predictors[1].traffic',
    ],
    ['speak a known protocol', words('protocol: v2, transport: grpc, serverType: rpc')],
    ['speak no other', words('protocol: V2'), 'seldon/protocol spec.protocol'],
    ['use no other transport', words('transport: http'), 'seldon/protocol spec.transport'],
    ['read from Kafka', kafka(`, svcOrchSpec: {env: [${topics.join(', ')}]}`)],
    ['need to know where', kafka(''), 'seldon/kafka spec.predictors[0].svcOrchSpec'],
    [
      'need to know all of it',
      kafka(`, svcOrchSpec: {env: [${topics[0] ?? ''}]}`),
      'seldon/kafka spec.predictors[0].svcOrchSpec.env',
    ],
    [
      'mix no transports',
      predictors(endpoint('REST'), endpoint('GRPC')),
      'seldon/endpoint-type spec.predictors[1].graph.endpoint.type',
    ],
    [
      'speak as the deployment',
      deployment(
        `transport: grpc, predictors: [{name: a, graph: {name: m, implementation: SIMPLE_MODEL, endpoint: {type: REST}}}]`,
      ),
      'seldon/endpoint-type spec.predictors[0].graph.endpoint.type',
    ],
    [
      'mount what there is',
      predictors(
        '{name: a, graph: {name: m}, componentSpecs: [{spec: {volumes: [{name: v}], containers: [{name: m, image: x, volumeMounts: [{name: v, mountPath: /v}]}]}}]}',
      ),
    ],
    [
      'mount nothing else',
      predictors(
        '{name: a, graph: {name: m}, componentSpecs: [{spec: {containers: [{name: m, image: x, volumeMounts: [{name: v, mountPath: /v}]}]}}]}',
      ),
      'seldon/mount spec.predictors[0].componentSpecs[0].spec.containers[0].volumeMounts[0].name',
    ],
    ['list versions', metadata('name: x\\nversions: [ v1 ]')],
    [
      'want a list of versions',
      metadata('name: x\\nversions: v1'),
      'seldon/model-metadata spec.predictors[0].componentSpecs[0].spec.containers[0].env[0].value',
    ],
  ]);
});

suite('the graph of a SeldonDeployment', () => {
  const graph = (fields: string, more = ''): string => predictors(`{name: a, graph: {${fields}}${more}}`);
  const container = ', componentSpecs: [{spec: {containers: [{name: m, image: x}]}}]';
  const at = 'spec.predictors[0].graph';
  testCases([
    ['holds with a container', graph('name: m, type: MODEL', container)],
    ['wants a container', graph('name: other, type: MODEL', container), `seldon/graph-container ${at}.name`],
    [
      'wants one for children too',
      graph('name: m, children: [{name: n}]', container),
      `seldon/graph-container ${at}.children[0].name`,
    ],
    [
      'wants the place of a model',
      graph('name: m, implementation: SKLEARN_SERVER'),
      `seldon/model-uri ${at}.modelUri`,
    ],
    [
      'knows its servers',
      graph('name: m, implementation: MY_SERVER, modelUri: "gs://a/b"'),
      `seldon/implementation ${at}.implementation`,
    ],
    [
      'takes any server with an image',
      graph('name: m, implementation: MY_SERVER, modelUri: "gs://a/b"', container),
    ],
    [
      'knows what speaks tensorflow',
      deployment(`protocol: tensorflow, predictors: [{name: a, ${prepackaged}}]`),
      `seldon/tensorflow-protocol ${at}.implementation`,
    ],
    [
      'wants children of a router',
      graph('name: m, type: ROUTER', container),
      `seldon/graph-children ${at}.type`,
    ],
    [
      'wants children of a combiner',
      graph('name: m, type: COMBINER, children: [{name: x, implementation: SIMPLE_MODEL}]', container),
      `seldon/graph-children ${at}.type`,
    ],
    [
      'wants the mode of a logger',
      graph('name: m, logger: {url: "http://x"}', container),
      `seldon/logger-mode ${at}.logger.mode`,
    ],
    ['takes a logger', graph('name: m, logger: {mode: all}', container)],
    [
      'wants names once',
      graph('name: m, children: [{name: m, implementation: SIMPLE_MODEL}]', container),
      `seldon/unit-name ${at}.children[0].name`,
    ],
  ]);
});

function second(kind: string, spec: string, name = 'p'): string {
  return `apiVersion: mlops.seldon.io/v1alpha1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: {${spec}}\n`;
}

suite('Seldon Core v2', () => {
  const model = (fields: string): string => second('Model', `storageUri: "gs://a", ${fields}`);
  const experiment = (fields: string): string => second('Experiment', fields);
  testCases([
    ['takes replicas within bounds', model('replicas: 2, minReplicas: 1, maxReplicas: 3')],
    ['minds replicas below', model('replicas: 1, minReplicas: 2'), 'seldon/replicas spec.replicas'],
    [
      'minds replicas above',
      second('Server', 'serverConfig: a, replicas: 4, maxReplicas: 3'),
      'seldon/replicas spec.replicas',
    ],
    ['minds bounds', model('minReplicas: 4, maxReplicas: 3'), 'seldon/replicas spec.maxReplicas'],
    ['takes an explainer', model('explainer: {type: anchor_tabular, modelRef: m}')],
    [
      'wants what it explains',
      model('explainer: {type: anchor_tabular}'),
      'seldon/explainer spec.explainer.modelRef',
    ],
    [
      'wants it once',
      model('explainer: {modelRef: m, pipelineRef: p}'),
      'seldon/explainer spec.explainer.pipelineRef',
    ],
    [
      'takes an experiment',
      experiment('default: a, candidates: [{name: a, weight: 50}, {name: b, weight: 50}]'),
    ],
    ['wants candidates', experiment('candidates: []'), 'seldon/candidates spec.candidates'],
    [
      'wants them once',
      experiment('candidates: [{name: a, weight: 1}, {name: a, weight: 1}]'),
      'seldon/candidates spec.candidates[1].name',
    ],
    [
      'wants a default among them',
      experiment('default: c, candidates: [{name: a, weight: 1}]'),
      'seldon/default-candidate spec.default',
    ],
    [
      'minds weights',
      experiment('candidates: [{name: a, weight: -1}, {name: b, weight: 0}]'),
      'seldon/candidates spec.candidates[0].weight',
    ],
    [
      'minds weights of nothing',
      experiment('candidates: [{name: a, weight: 0}]'),
      'seldon/candidates spec.candidates[0].weight',
    ],
    [
      'minds the share of a mirror',
      experiment('candidates: [{name: a, weight: 1}], mirror: {name: m, percent: 101}'),
      'seldon/candidates spec.mirror.percent',
    ],
  ]);
});

suite('a pipeline of Seldon', () => {
  const pipeline = (steps: string, more = ''): string => second('Pipeline', `steps: [${steps}]${more}`);
  testCases([
    [
      'holds',
      pipeline('{name: a}, {name: b, inputs: [a.outputs.x], triggers: [p.inputs]}', ', output: {steps: [b]}'),
    ],
    ['has steps with other names', pipeline('{name: p}'), 'seldon/step-name spec.steps[0].name'],
    ['has each step once', pipeline('{name: a}, {name: a}'), 'seldon/step-name spec.steps[1].name'],
    ['knows its inputs', pipeline('{name: a, inputs: [x]}'), 'seldon/step-reference spec.steps[0].inputs[0]'],
    [
      'knows its triggers',
      pipeline('{name: a, triggers: [x]}'),
      'seldon/step-reference spec.steps[0].triggers[0]',
    ],
    [
      'knows its output',
      pipeline('{name: a}', ', output: {steps: [x]}'),
      'seldon/step-reference spec.output.steps[0]',
    ],
    [
      'takes inputs or outputs',
      pipeline('{name: a}, {name: b, inputs: [a.out]}'),
      'seldon/step-reference spec.steps[1].inputs[0]',
    ],
    [
      'takes one tensor',
      pipeline('{name: a}, {name: b, inputs: [a.outputs.x.y]}'),
      'seldon/step-reference spec.steps[1].inputs[0]',
    ],
    [
      'is not triggered by an input',
      pipeline('{name: a}, {name: b, inputs: [a.outputs], triggers: [a]}'),
      'seldon/step-trigger spec.steps[1].triggers[0]',
    ],
    [
      'goes in no circle',
      pipeline('{name: a, inputs: [b]}, {name: b, inputs: [a]}'),
      'seldon/step-cycle spec.steps[1].inputs[0]',
    ],
    [
      'goes in circles when told to',
      pipeline('{name: a, inputs: [b]}, {name: b, inputs: [a]}', ', allowCycles: true'),
    ],
  ]);
});
