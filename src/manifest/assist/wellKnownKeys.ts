import { wellKnownAnnotations } from './wellKnownAnnotations.ts';
import type { WellKnownKey } from './wellKnownKey.ts';

const inference = ['InferenceService'];
const jobs =
  'Job PyTorchJob TFJob MPIJob XGBoostJob PaddleJob JAXJob TrainJob RayJob RayCluster JobSet LeaderWorkerSet Pod Deployment StatefulSet SparkApplication'.split(
    ' ',
  );
const flags = ['"true"', '"false"'];

function label(
  key: string,
  what: string,
  values: readonly string[] = [],
  kinds?: readonly string[],
): WellKnownKey {
  return { key, on: 'label', what, values, ...(kinds === undefined ? {} : { kinds }) };
}

/** Labels and annotations that controllers of ML systems read, with what they do. */
export const wellKnownKeys: readonly WellKnownKey[] = [
  label('app.kubernetes.io/name', 'Name of the application.'),
  label('app.kubernetes.io/instance', 'Name of this installation of the application.'),
  label('app.kubernetes.io/version', 'Version of the application.'),
  label('app.kubernetes.io/component', 'Role within the application, such as trainer or predictor.'),
  label('app.kubernetes.io/part-of', 'Name of the larger application that this belongs to.'),
  label('app.kubernetes.io/managed-by', 'Tool that manages the object.'),
  label(
    'kueue.x-k8s.io/queue-name',
    'LocalQueue that Kueue admits this workload through. Belongs on the job object, not on its pod template.',
    [],
    jobs,
  ),
  label(
    'kueue.x-k8s.io/priority-class',
    "WorkloadPriorityClass that decides the order in the queue, apart from the pods' own priority.",
    [],
    jobs,
  ),
  label(
    'kueue.x-k8s.io/max-exec-time-seconds',
    'Seconds that the workload may run after it was admitted.',
    ['"3600"'],
    jobs,
  ),
  label(
    'networking.kserve.io/visibility',
    'Keeps the service inside the cluster: no outside address is made.',
    ['cluster-local'],
    inference,
  ),
  label(
    'networking.knative.dev/visibility',
    'Keeps the Knative service inside the cluster.',
    ['cluster-local'],
    ['Service'],
  ),
  label(
    'pod-security.kubernetes.io/enforce',
    'Pod security level that the namespace enforces.',
    ['privileged', 'baseline', 'restricted'],
    ['Namespace'],
  ),
  label(
    'istio-injection',
    'Whether Istio puts its sidecar into the pods of the namespace.',
    ['enabled', 'disabled'],
    ['Namespace'],
  ),
  label(
    'sidecar.istio.io/inject',
    'Whether Istio puts its sidecar into the pod. Training pods that never end because of a sidecar want false.',
    flags,
  ),
  label(
    'workflows.argoproj.io/archive-strategy',
    'Whether the workflow is archived.',
    ['"false"', 'always'],
    ['Workflow', 'WorkflowTemplate'],
  ),
  label(
    'nvidia.com/mig.config',
    'MIG layout that the GPU operator puts on the node.',
    ['all-disabled', 'all-1g.5gb', 'all-balanced'],
    ['Node'],
  ),
  label(
    'nvidia.com/device-plugin.config',
    "Name of the device plugin's config (GPU sharing) that the node uses.",
    [],
    ['Node'],
  ),
  label(
    'release',
    'Release of the monitoring chart; its Prometheus selects monitors and rules by it.',
    [],
    ['ServiceMonitor', 'PodMonitor', 'PrometheusRule'],
  ),
  ...wellKnownAnnotations,
];
