import type { WellKnownKey } from './wellKnownKey.ts';

const inference = ['InferenceService'];
const llm = ['LLMInferenceService'];
const scaled = ['ScaledObject', 'ScaledJob'];
const flags = ['"true"', '"false"'];
const kserve = 'serving.kserve.io';
const scaling = 'autoscaling.knative.dev';

function annotation(
  key: string,
  what: string,
  values: readonly string[] = [],
  kinds?: readonly string[],
): WellKnownKey {
  return { key, on: 'annotation', what, values, ...(kinds === undefined ? {} : { kinds }) };
}

/** Annotations that controllers of ML systems read, with what they do. */
export const wellKnownAnnotations: readonly WellKnownKey[] = [
  annotation(
    `${kserve}/deploymentMode`,
    'How KServe runs the service: by Knative, or as a plain Deployment (Standard). Cannot change later.',
    ['Standard', 'Knative', 'RawDeployment', 'Serverless', 'ModelMesh'],
    [...inference, 'InferenceGraph'],
  ),
  annotation(
    `${kserve}/autoscalerClass`,
    'Which autoscaler the service uses in Standard mode.',
    ['hpa', 'keda', 'external', 'none'],
    inference,
  ),
  annotation(`${kserve}/metrics`, 'Metric of the HPA in Standard mode.', ['cpu', 'memory'], inference),
  annotation(
    `${kserve}/targetUtilizationPercentage`,
    'Utilisation that the HPA aims at, in percent.',
    ['"80"'],
    inference,
  ),
  annotation(`${kserve}/stop`, 'Stops the service and keeps the object.', flags, [...inference, ...llm]),
  annotation(
    `${kserve}/enable-prometheus-scraping`,
    'Adds the annotations by which Prometheus scrapes the predictor.',
    flags,
    inference,
  ),
  annotation(
    `${kserve}/enable-metric-aggregation`,
    "Lets the queue proxy merge the model server's metrics with its own.",
    flags,
    inference,
  ),
  annotation(
    `${kserve}/enable-tag-routing`,
    'Gives each revision an address of its own by its tag (Knative mode).',
    flags,
    inference,
  ),
  annotation(
    `${kserve}/gpu-resource-types`,
    'Further resource names that count as GPUs, as a JSON list.',
    [],
    inference,
  ),
  annotation(
    `${kserve}/storageSecretName`,
    "Secret with the credentials of the model's storage.",
    [],
    inference,
  ),
  annotation(`${kserve}/s3-endpoint`, 'Host of the S3 service that the credentials are for.', [], ['Secret']),
  annotation(
    `${kserve}/s3-usehttps`,
    'Whether the S3 service is called by https.',
    ['"1"', '"0"'],
    ['Secret'],
  ),
  annotation(`${kserve}/s3-region`, 'Region of the S3 service.', [], ['Secret']),
  annotation(
    `${kserve}/s3-verifyssl`,
    'Whether the certificate of the S3 service is checked.',
    ['"1"', '"0"'],
    ['Secret'],
  ),
  annotation(`${kserve}/s3-useanoncredential`, 'Reads public buckets without credentials.', flags, [
    'Secret',
  ]),
  annotation(
    'serving.knative.dev/rollout-duration',
    'Time over which traffic moves to a new revision.',
    ['380s', '10m'],
    [...inference, 'Service'],
  ),
  annotation(
    `${scaling}/class`,
    "Autoscaler of the revision: Knative's own (concurrency, rps) or the HPA (cpu, memory).",
    ['kpa.autoscaling.knative.dev', 'hpa.autoscaling.knative.dev'],
    [...inference, 'Service'],
  ),
  annotation(
    `${scaling}/min-scale`,
    'Fewest pods of a revision; 0 scales to zero.',
    ['"0"', '"1"'],
    [...inference, 'Service'],
  ),
  annotation(
    `${scaling}/max-scale`,
    'Most pods of a revision; 0 is no limit.',
    ['"5"'],
    [...inference, 'Service'],
  ),
  annotation(
    `${scaling}/initial-scale`,
    'Pods that a new revision begins with.',
    ['"1"'],
    [...inference, 'Service'],
  ),
  annotation(
    `${scaling}/metric`,
    'What the revision is scaled by.',
    ['concurrency', 'rps', 'cpu', 'memory'],
    [...inference, 'Service'],
  ),
  annotation(
    `${scaling}/target`,
    'Value of the metric that each pod should have.',
    ['"100"'],
    [...inference, 'Service'],
  ),
  annotation(
    `${scaling}/target-utilization-percentage`,
    'Share of the target at which new pods are started.',
    ['"70"'],
    [...inference, 'Service'],
  ),
  annotation(
    `${scaling}/window`,
    'Time over which the metric is averaged: 6s to 1h.',
    ['60s'],
    [...inference, 'Service'],
  ),
  annotation(
    `${scaling}/scale-down-delay`,
    'Time that passes before pods are taken away.',
    ['15m'],
    [...inference, 'Service'],
  ),
  annotation(
    `${scaling}/scale-to-zero-pod-retention-period`,
    'Time for which the last pod stays.',
    ['10m'],
    [...inference, 'Service'],
  ),
  annotation(
    'autoscaling.keda.sh/paused',
    'Stops the scaling by KEDA and keeps the replicas as they are.',
    flags,
    scaled,
  ),
  annotation(
    'autoscaling.keda.sh/paused-replicas',
    'Number of replicas while the scaling is paused.',
    ['"0"'],
    scaled,
  ),
  annotation(
    'prometheus.io/scrape',
    'Asks Prometheus to scrape the pod, where it is set up to heed this.',
    flags,
  ),
  annotation('prometheus.io/port', 'Port of the metrics.', ['"8080"']),
  annotation('prometheus.io/path', 'Path of the metrics.', ['/metrics']),
  annotation(
    'prometheus.kserve.io/port',
    "Port of the model server's metrics.",
    ['"8080"'],
    ['ServingRuntime', 'ClusterServingRuntime'],
  ),
  annotation(
    'prometheus.kserve.io/path',
    "Path of the model server's metrics.",
    ['/metrics'],
    ['ServingRuntime', 'ClusterServingRuntime'],
  ),
  annotation('sidecar.istio.io/inject', 'Whether Istio puts its sidecar into the pod.', flags),
  annotation(
    'cluster-autoscaler.kubernetes.io/safe-to-evict',
    'Whether the cluster autoscaler may end the pod to free a node. Long trainings want false.',
    flags,
  ),
  annotation(
    'workflows.argoproj.io/description',
    "Description that Argo's page shows.",
    [],
    ['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow'],
  ),
  annotation(
    'workflows.argoproj.io/title',
    "Title that Argo's page shows.",
    [],
    ['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow'],
  ),
  annotation(
    'ray.io/overwrite-container-cmd',
    "Runs the container's own command in place of the one that KubeRay makes.",
    flags,
    ['RayCluster', 'RayJob', 'RayService'],
  ),
  annotation('ray.io/ft-enabled', 'Lets the head recover its state from Redis.', flags, [
    'RayCluster',
    'RayService',
  ]),
  annotation('scheduling.k8s.io/group-name', 'PodGroup that Volcano schedules the pod with.'),
  annotation(
    'storageclass.kubernetes.io/is-default-class',
    'Makes the class the one that claims without a class get.',
    flags,
    ['StorageClass'],
  ),
  annotation('argocd.argoproj.io/sync-wave', 'Order in which Argo CD applies the object; smaller first.', [
    '"0"',
    '"1"',
  ]),
  annotation('argocd.argoproj.io/hook', 'Point of the sync at which Argo CD runs the object.', [
    'PreSync',
    'Sync',
    'PostSync',
    'SyncFail',
  ]),
];
