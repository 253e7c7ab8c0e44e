import { recordAt, textAt } from './wireReader.ts';

/** What a pod works for: a model, a run, a pipeline. Read from the labels that controllers put on their pods. */
export interface PodTie {
  /** The kind of the owner to show: `InferenceService`, `PyTorchJob`, `Workflow` … */
  readonly kind: string;
  readonly name: string;
  /** The pod's part in it: `predictor`, `worker`, `driver` … */
  readonly role: string | undefined;
  /** The revision that the pod belongs to, where the system has them. */
  readonly revision: string | undefined;
}

interface TieRule {
  readonly kind: string;
  readonly nameLabel: string;
  readonly roleLabel?: string;
  readonly revisionLabel?: string;
}

/** The most specific label first: a pod of a KServe model carries Knative's labels too. */
const rules: readonly TieRule[] = [
  {
    kind: 'InferenceService',
    nameLabel: 'serving.kserve.io/inferenceservice',
    roleLabel: 'component',
    revisionLabel: 'serving.knative.dev/revision',
  },
  { kind: 'InferenceGraph', nameLabel: 'serving.kserve.io/inferencegraph' },
  {
    kind: 'KnativeService',
    nameLabel: 'serving.knative.dev/service',
    revisionLabel: 'serving.knative.dev/revision',
  },
  { kind: 'SeldonDeployment', nameLabel: 'seldon-deployment-id', revisionLabel: 'seldon-app' },
  { kind: 'SeldonServer', nameLabel: 'seldon-server-name' },
  { kind: 'KfpRun', nameLabel: 'pipeline/runid' },
  { kind: 'Trial', nameLabel: 'katib.kubeflow.org/trial' },
  {
    kind: 'TrainingJob',
    nameLabel: 'training.kubeflow.org/job-name',
    roleLabel: 'training.kubeflow.org/replica-type',
  },
  {
    kind: 'JobSet',
    nameLabel: 'jobset.sigs.k8s.io/jobset-name',
    roleLabel: 'jobset.sigs.k8s.io/replicatedjob-name',
  },
  { kind: 'SparkApplication', nameLabel: 'sparkoperator.k8s.io/app-name', roleLabel: 'spark-role' },
  { kind: 'Spark', nameLabel: 'spark-app-selector', roleLabel: 'spark-role' },
  { kind: 'RayCluster', nameLabel: 'ray.io/cluster', roleLabel: 'ray.io/node-type' },
  { kind: 'Workflow', nameLabel: 'workflows.argoproj.io/workflow' },
  { kind: 'DagRun', nameLabel: 'dag_id', roleLabel: 'task_id' },
  { kind: 'Job', nameLabel: 'batch.kubernetes.io/job-name' },
  { kind: 'Job', nameLabel: 'job-name' },
];

/** The pod's tie to a model or a run; `undefined` for a pod of neither. The pod's owners may still tell more. */
export function podTie(wire: unknown): PodTie | undefined {
  const labels = recordAt(wire, 'metadata', 'labels');
  if (textAt(labels, 'app.kubernetes.io/part-of') === 'llminferenceservice') {
    const name = textAt(labels, 'app.kubernetes.io/name');
    const role = textAt(labels, 'llm-d.ai/role');
    if (name !== undefined) return { kind: 'LLMInferenceService', name, role, revision: undefined };
  }
  for (const rule of rules) {
    const name = textAt(labels, rule.nameLabel);
    if (name === undefined) continue;
    return {
      kind: rule.kind,
      name,
      role: rule.roleLabel === undefined ? undefined : textAt(labels, rule.roleLabel),
      revision: rule.revisionLabel === undefined ? undefined : textAt(labels, rule.revisionLabel),
    };
  }
  return undefined;
}

const preferredContainers: readonly string[] = [
  'kserve-container',
  'pytorch',
  'tensorflow',
  'mpi',
  'xgboost',
  'paddle',
  'jax',
  'spark-kubernetes-driver',
  'mlserver',
  'triton',
];
const hangsInInit = /^Init:/;

/**
 * The container whose log a person wants to see first.
 *
 * kubectl's annotation wins. A model server that hangs in its initialisation is downloading its model, so that
 * container's log is the one that tells; after that come the known main containers, then the first one that is not a
 * known companion, then the first.
 *
 * @param names the pod's own containers in their order, without init containers
 * @param status the pod's STATUS word
 */
export function defaultContainer(
  wire: unknown,
  names: readonly string[],
  status: string,
): string | undefined {
  const annotated = textAt(wire, 'metadata', 'annotations', 'kubectl.kubernetes.io/default-container');
  if (annotated !== undefined && names.includes(annotated)) return annotated;
  if (hangsInInit.test(status) && hasStorageInitializer(wire)) return 'storage-initializer';
  return (
    preferredContainers.find(name => names.includes(name)) ??
    names.find(name => !companions.has(name)) ??
    names[0]
  );
}

const companions: ReadonlySet<string> = new Set([
  'agent',
  'istio-proxy',
  'linkerd-proxy',
  'llm-d-routing-sidecar',
  'metrics-logger-and-collector',
  'modelcar',
  'queue-proxy',
  'rclone',
  'seldon-container-engine',
  'wait',
]);

function hasStorageInitializer(wire: unknown): boolean {
  const containers = recordAt(wire, 'spec')['initContainers'];
  return (
    Array.isArray(containers) &&
    containers.some(container => textAt(container, 'name') === 'storage-initializer')
  );
}
