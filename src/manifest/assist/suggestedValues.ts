/** A value that a field often has. */
export interface Suggestion {
  readonly value: string;
  readonly what?: string;
  /** With `$1`, `${1:text}` as editors' snippets have them; the value itself where left out. */
  readonly snippet?: string;
}

/** Resources that containers ask for, GPU names and MIG slices among them, with amounts that are usual. */
export const resourceNames: readonly {
  readonly name: string;
  readonly what: string;
  readonly amount: string;
}[] = [
  { name: 'cpu', what: 'Cores; 500m is half a core.', amount: '1' },
  { name: 'memory', what: 'Bytes; 1Gi is 2^30.', amount: '2Gi' },
  {
    name: 'nvidia.com/gpu',
    what: 'Whole NVIDIA GPUs, or time slices of them where they are shared. Request and limit must be equal.',
    amount: '1',
  },
  {
    name: 'ephemeral-storage',
    what: "Bytes on the node's own disk: logs, emptyDir, the container's layer.",
    amount: '10Gi',
  },
  {
    name: 'nvidia.com/gpu.shared',
    what: 'A share of an NVIDIA GPU, where sharing renames the resource.',
    amount: '1',
  },
  ...[
    '1g.5gb',
    '1g.10gb',
    '2g.10gb',
    '2g.20gb',
    '3g.20gb',
    '3g.40gb',
    '4g.20gb',
    '4g.40gb',
    '7g.40gb',
    '7g.80gb',
  ].map(slice => ({
    name: `nvidia.com/mig-${slice}`,
    what: `A MIG slice: ${slice.split('.')[0]?.replace('g', '') ?? ''}/7 of the compute and ${slice.split('.')[1] ?? ''} of the memory of a GPU (mixed strategy).`,
    amount: '1',
  })),
  { name: 'amd.com/gpu', what: 'Whole AMD GPUs.', amount: '1' },
  { name: 'amd.com/cpx_nps4', what: 'A partition of an AMD GPU.', amount: '1' },
  { name: 'intel.com/gpu', what: 'Intel GPUs.', amount: '1' },
  { name: 'gpu.intel.com/i915', what: 'Intel GPUs, by the newer device plugin.', amount: '1' },
  { name: 'habana.ai/gaudi', what: 'Intel Gaudi accelerators.', amount: '1' },
  { name: 'google.com/tpu', what: 'TPU chips on GKE.', amount: '4' },
  { name: 'aws.amazon.com/neuron', what: 'AWS Trainium and Inferentia devices.', amount: '1' },
  { name: 'rdma/ib', what: 'An InfiniBand device, by the RDMA device plugin.', amount: '1' },
  { name: 'hugepages-2Mi', what: 'Huge pages of 2 MiB.', amount: '256Mi' },
];

/** Amounts of a resource by its name. */
export function amountsOf(resource: string): readonly string[] {
  if (resource === 'cpu' || resource.endsWith('.cpu'))
    return ['500m', '1', '2', '4', '8', '16', '100m', '250m'];
  if (/memory$|shm|sizeLimit|medium/i.test(resource))
    return ['1Gi', '2Gi', '4Gi', '8Gi', '16Gi', '32Gi', '64Gi', '256Mi', '512Mi'];
  if (/storage|size|capacity/i.test(resource)) return ['10Gi', '50Gi', '100Gi', '500Gi', '1Ti'];
  if (resource.includes('/')) return ['1', '2', '4', '8'];
  return ['500m', '1', '1Gi'];
}

/** A scheme of storage addresses, with blanks to fill in behind it. */
function scheme(name: string, what: string, blanks: readonly string[]): Suggestion {
  const rest = blanks.map((blank, index) => `\${${index + 1}:${blank}}`).join('/');
  return { value: `${name}://`, what, snippet: `${name}://${rest}` };
}

const schemes: readonly Suggestion[] = [
  scheme('s3', 'S3, MinIO and the like.', ['bucket', 'path']),
  scheme('gs', 'Google Cloud Storage.', ['bucket', 'path']),
  scheme('hf', 'A model of the Hugging Face hub.', ['organisation', 'model']),
  scheme('pvc', 'A path on a volume claim of the same namespace.', ['claim', 'path']),
  scheme('oci', 'A model in a container image (modelcar).', ['registry', 'image']),
  scheme('https', 'A file or archive on a web server, Azure Blob storage too.', ['host', 'path']),
  scheme('hdfs', "Hadoop's file system.", ['path']),
  scheme('webhdfs', "Hadoop's file system by http.", ['path']),
  scheme('modelscope', 'A model of the ModelScope hub.', ['organisation', 'model']),
];

function plain(...values: readonly string[]): readonly Suggestion[] {
  return values.map(value => ({ value }));
}

const schedules: readonly Suggestion[] = [
  { value: '"0 * * * *"', what: 'Every hour, on the hour.' },
  { value: '"*/15 * * * *"', what: 'Every 15 minutes.' },
  { value: '"0 2 * * *"', what: 'Every day at 02:00.' },
  { value: '"0 6 * * 1-5"', what: 'On workdays at 06:00.' },
  { value: '"0 3 * * 0"', what: 'On Sundays at 03:00.' },
  { value: '"0 4 1 * *"', what: 'On the first of each month at 04:00.' },
];
const zones = plain(
  'Etc/UTC',
  'Europe/Berlin',
  'Europe/Madrid',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'Asia/Tokyo',
  'Asia/Kolkata',
);
const formats = plain(
  'sklearn',
  'xgboost',
  'lightgbm',
  'tensorflow',
  'pytorch',
  'onnx',
  'triton',
  'tensorrt',
  'huggingface',
  'vLLM',
  'mlflow',
  'pmml',
  'paddle',
  'openvino',
);

/** By the field's name; consulted where the schema itself lists no values. */
export const suggestionsByField: Readonly<Record<string, readonly Suggestion[]>> = {
  storageUri: schemes,
  modelUri: schemes,
  uri: schemes,
  imagePullPolicy: plain('IfNotPresent', 'Always', 'Never'),
  schedule: schedules,
  'schedules[]': schedules,
  timeZone: zones,
  timezone: zones,
  'accessModes[]': plain('ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'),
  protocolVersion: plain('v1', 'v2', 'grpc-v1', 'grpc-v2'),
  'protocolVersions[]': plain('v1', 'v2', 'grpc-v1', 'grpc-v2'),
  scaleMetric: plain('concurrency', 'rps', 'cpu', 'memory'),
  implementation: plain(
    'SKLEARN_SERVER',
    'XGBOOST_SERVER',
    'TENSORFLOW_SERVER',
    'MLFLOW_SERVER',
    'TRITON_SERVER',
    'HUGGINGFACE_SERVER',
  ),
  algorithmName: plain(
    'random',
    'grid',
    'bayesianoptimization',
    'tpe',
    'multivariate-tpe',
    'cmaes',
    'hyperband',
    'sobol',
    'enas',
    'darts',
    'pbt',
  ),
  parameterType: plain('double', 'int', 'discrete', 'categorical'),
  restartPolicy: plain('Always', 'OnFailure', 'Never'),
  'verbs[]': plain('get', 'list', 'watch', 'create', 'update', 'patch', 'delete'),
  whenUnsatisfiable: plain('DoNotSchedule', 'ScheduleAnyway'),
  topologyKey: plain('kubernetes.io/hostname', 'topology.kubernetes.io/zone'),
  medium: plain('Memory'),
  sparkVersion: plain('3.5.3', '4.0.0'),
  schedulerName: plain('default-scheduler', 'volcano', 'kueue'),
  submissionMode: plain('K8sJobMode', 'HTTPMode', 'InteractiveMode', 'SidecarMode'),
  cleanPodPolicy: plain('Running', 'All', 'None'),
  mountPath: plain('/data', '/mnt/models', '/dev/shm', '/workspace'),
  fieldPath: plain(
    'metadata.name',
    'metadata.namespace',
    'metadata.uid',
    'spec.nodeName',
    'spec.serviceAccountName',
    'status.podIP',
    'status.hostIP',
  ),
};

/** Model formats that KServe's own runtimes serve. */
export const modelFormats: readonly Suggestion[] = formats;
