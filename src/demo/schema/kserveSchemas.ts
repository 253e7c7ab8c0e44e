import { podSpecFields } from './podSchemas.ts';
import {
  anything,
  atomicList,
  fields,
  flag,
  listBy,
  type Schema,
  text,
  textMap,
  whole,
  whole32,
} from './schema.ts';

type Fields = Readonly<Record<string, Schema>>;

const { containers, initContainers, volumes, tolerations, imagePullSecrets, ...podFields } = podSpecFields;
const containerFields = containers?.items?.properties ?? {};
/** Lists of a CRD are atomic unless it says otherwise, and KServe's says so of none of these. */
const plain = (list: Schema | undefined): Schema => atomicList(list?.items ?? anything);

const framework: Fields = {
  ...containerFields,
  confidential: fields({ enabled: flag, resourceId: text }),
  protocolVersion: text,
  runtimeVersion: text,
  storage: fields({ key: text, parameters: textMap, path: text, schemaPath: text }),
  storageUri: text,
};

const frameworks = [
  'huggingface',
  'lightgbm',
  'onnx',
  'paddle',
  'pmml',
  'pytorch',
  'sklearn',
  'tensorflow',
  'triton',
  'xgboost',
];

const component: Fields = {
  ...podFields,
  annotations: textMap,
  autoScaling: fields({ behavior: anything, metrics: atomicList(anything) }),
  batcher: fields({ maxBatchSize: whole, maxLatency: whole, timeout: whole }),
  canaryTrafficPercent: whole,
  containerConcurrency: whole,
  containers: plain(containers),
  deploymentStrategy: anything,
  imagePullSecrets: plain(imagePullSecrets),
  initContainers: plain(initContainers),
  labels: textMap,
  logger: anything,
  maxReplicas: whole32,
  minReplicas: whole32,
  scaleMetric: { type: 'string', enum: ['cpu', 'memory', 'concurrency', 'rps'] },
  scaleMetricType: { type: 'string', enum: ['Utilization', 'AverageValue', 'Value'] },
  scaleTarget: whole32,
  timeout: whole,
  tolerations: plain(tolerations),
  volumes: plain(volumes),
};

const model = fields({
  ...framework,
  modelFormat: fields({ name: text, version: text }, ['name']),
  runtime: text,
});

const predictor = fields({
  ...component,
  ...Object.fromEntries(frameworks.map(name => [name, fields(framework)])),
  model,
  name: text,
  storageContainerName: text,
  storageUris: atomicList(fields({ mountPath: text, uri: text })),
  workerSpec: anything,
});

const transformer = fields(component);
const explainer = fields({ ...component, art: anything });

const traffic = atomicList(
  fields({
    configurationName: text,
    latestRevision: flag,
    percent: whole,
    revisionName: text,
    tag: text,
    url: text,
  }),
);

const address = fields({ CACerts: text, audience: text, name: text, url: text });

const componentStatus = fields({
  address,
  grpcUrl: text,
  latestCreatedRevision: text,
  latestReadyRevision: text,
  latestRolledoutRevision: text,
  previousRolledoutRevision: text,
  restUrl: text,
  traffic,
  url: text,
});

const condition = fields(
  { lastTransitionTime: text, message: text, reason: text, severity: text, status: text, type: text },
  ['status', 'type'],
);

const runtimeSpec = fields(
  {
    affinity: anything,
    annotations: textMap,
    builtInAdapter: anything,
    containers: plain(containers),
    disabled: flag,
    grpcDataEndpoint: text,
    grpcEndpoint: text,
    hostIPC: flag,
    httpDataEndpoint: text,
    imagePullSecrets: plain(imagePullSecrets),
    labels: textMap,
    multiModel: flag,
    nodeSelector: textMap,
    protocolVersions: atomicList(text),
    replicas: whole32,
    resourceClaims: listBy(['name'], anything),
    schedulerName: text,
    storageHelper: anything,
    supportedModelFormats: atomicList(
      fields({ autoSelect: flag, name: text, priority: whole32, version: text }, ['name']),
    ),
    tolerations: plain(tolerations),
    volumes: plain(volumes),
    workerSpec: anything,
  },
  ['containers'],
);

/** What the objects of KServe's kinds hold besides `metadata`, by `plural.group`. */
export const kserveFields: Readonly<Record<string, Fields>> = {
  'inferenceservices.serving.kserve.io': {
    spec: fields(
      {
        canary: atomicList(fields({ predictor, trafficPercent: whole32 })),
        explainer,
        predictor,
        transformer,
      },
      ['predictor'],
    ),
    status: fields({
      address,
      annotations: textMap,
      canaryStatuses: atomicList(anything),
      clusterServingRuntimeName: text,
      components: { type: 'object', additionalProperties: componentStatus },
      conditions: atomicList(condition),
      deploymentMode: text,
      modelStatus: fields({
        copies: anything,
        lastFailureInfo: anything,
        states: anything,
        transitionStatus: text,
      }),
      observedGeneration: whole,
      servingRuntimeName: text,
      url: text,
    }),
  },
  'servingruntimes.serving.kserve.io': { spec: runtimeSpec, status: anything },
  'clusterservingruntimes.serving.kserve.io': { spec: runtimeSpec, status: anything },
};
