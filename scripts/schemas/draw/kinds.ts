import type { IndexedKind } from '../../../src/manifest/schema/fileCatalog.ts';
import { type CrdVersion, keyOf } from './crds.ts';
import { type Retirement, retirements } from './retirements.ts';

/** Groups of the recorded CRDs that are another project's test data. */
const foreignGroups: ReadonlySet<string> = new Set(['stable.example.com', 'batch.tutorial.kubebuilder.io']);

export function isKept({ group }: CrdVersion): boolean {
  return !foreignGroups.has(group);
}

/** Kinds whose CRD says next to nothing or that have none: their files are written by hand and drawing leaves them alone. */
const byHand: ReadonlySet<string> = new Set([
  'gone/AnyObject',
  'kfp/PipelineSpec.v2',
  'kustomize.config.k8s.io/Component.v1alpha1',
  'kustomize.config.k8s.io/Kustomization.v1',
  'kustomize.config.k8s.io/Kustomization.v1beta1',
  'kubeflow.org/Experiment.v1beta1',
  'kubeflow.org/ScheduledWorkflow.v1beta1',
]);

/** Files that tools read and no API server: compiled pipelines and kustomizations. */
export const toolFiles: readonly IndexedKind[] = [
  toolFile('', 'v2', 'PipelineSpec', 'kfp'),
  toolFile('kustomize.config.k8s.io', 'v1', 'Kustomization'),
  toolFile('kustomize.config.k8s.io', 'v1alpha1', 'Component'),
  toolFile('kustomize.config.k8s.io', 'v1beta1', 'Kustomization'),
];

function toolFile(group: string, version: string, kind: string, folder = group): IndexedKind {
  const link =
    group === ''
      ? 'https://www.kubeflow.org/docs/components/pipelines/user-guides/core-functions/compile-a-pipeline/'
      : 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/';
  return {
    group,
    version,
    kind,
    plural: '',
    isNamespaced: true,
    origin: 'project',
    link,
    file: `${folder}/${kind}.${version}.json`,
    definition: kind,
  };
}

/** @param file path below `schemas/` without its ending */
export function isByHand(file: string): boolean {
  return byHand.has(file);
}

/** What the CRD and its project say of the version: not served, deprecated, or neither. */
export function retirementOf(crd: CrdVersion, all: readonly CrdVersion[]): Retirement | undefined {
  const told = retirements[keyOf(crd)];
  if (told !== undefined) return told;
  if (crd.isServed && !crd.isDeprecated) return undefined;
  const newest = all.find(
    ({ group, kind, isStored }) => group === crd.group && kind === crd.kind && isStored,
  );
  const state = crd.isServed ? 'deprecated' : 'unserved';
  return { state, ...(newest && newest !== crd && { successor: `${newest.group}/${newest.version}` }) };
}

/** The page of the project's own documentation that tells of the kind; else of its group. */
export function linkOf(group: string, kind: string): string | undefined {
  return kindLinks[`${group}/${kind}`] ?? groupLinks[group];
}

const trainingJobs = 'https://www.kubeflow.org/docs/components/trainer/legacy-v1/user-guides/';

const groupLinks: Readonly<Record<string, string>> = {
  'argoproj.io': 'https://argo-workflows.readthedocs.io/en/latest/fields/',
  'batch.volcano.sh': 'https://volcano.sh/en/docs/vcjob/',
  'disaggregatedset.x-k8s.io': 'https://lws.sigs.k8s.io/docs/',
  'eventing.keda.sh': 'https://keda.sh/docs/latest/operate/cloud-events/',
  'extensions.istio.io': 'https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/',
  'feast.dev': 'https://docs.feast.dev/how-to-guides/feast-on-kubernetes',
  'flow.volcano.sh': 'https://volcano.sh/en/docs/',
  'gateway.networking.k8s.io': 'https://gateway-api.sigs.k8s.io/reference/spec/',
  'gateway.networking.x-k8s.io': 'https://gateway-api.sigs.k8s.io/reference/specx/',
  'inference.networking.k8s.io': 'https://gateway-api-inference-extension.sigs.k8s.io/',
  'inference.networking.x-k8s.io': 'https://gateway-api-inference-extension.sigs.k8s.io/',
  'jobset.x-k8s.io': 'https://jobset.sigs.k8s.io/docs/',
  'kaito.sh': 'https://kaito-project.github.io/kaito/docs/',
  'keda.sh': 'https://keda.sh/docs/latest/',
  'kubeflow.org': 'https://www.kubeflow.org/docs/components/',
  'kueue.x-k8s.io': 'https://kueue.sigs.k8s.io/docs/concepts/',
  'leaderworkerset.x-k8s.io': 'https://lws.sigs.k8s.io/docs/',
  'machinelearning.seldon.io':
    'https://docs.seldon.io/projects/seldon-core/en/latest/reference/seldon-deployment.html',
  'mlops.seldon.io': 'https://docs.seldon.ai/seldon-core-2/',
  'monitoring.coreos.com': 'https://prometheus-operator.dev/docs/api-reference/api/',
  'networking.istio.io': 'https://istio.io/latest/docs/reference/config/networking/',
  'nvidia.com': 'https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/',
  'pipelines.kubeflow.org': 'https://www.kubeflow.org/docs/components/pipelines/',
  'production-stack.vllm.ai': 'https://docs.vllm.ai/projects/production-stack/',
  'ray.io': 'https://docs.ray.io/en/latest/cluster/kubernetes/',
  'scheduling.volcano.sh': 'https://volcano.sh/en/docs/queue/',
  'security.istio.io': 'https://istio.io/latest/docs/reference/config/security/',
  'serving.knative.dev': 'https://knative.dev/docs/serving/reference/serving-api/',
  'serving.kserve.io': 'https://kserve.github.io/website/docs/reference/crd-api',
  'sparkoperator.k8s.io': 'https://www.kubeflow.org/docs/components/spark-operator/',
  'telemetry.istio.io': 'https://istio.io/latest/docs/reference/config/telemetry/',
  'tensorboard.kubeflow.org': 'https://www.kubeflow.org/docs/components/',
  'trainer.kubeflow.org': 'https://www.kubeflow.org/docs/components/trainer/',
};

const kindLinks: Readonly<Record<string, string>> = {
  'argoproj.io/AnalysisRun': 'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/',
  'argoproj.io/AnalysisTemplate': 'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/',
  'argoproj.io/ClusterAnalysisTemplate': 'https://argo-rollouts.readthedocs.io/en/stable/features/analysis/',
  'argoproj.io/ClusterWorkflowTemplate':
    'https://argo-workflows.readthedocs.io/en/latest/cluster-workflow-templates/',
  'argoproj.io/CronWorkflow': 'https://argo-workflows.readthedocs.io/en/latest/cron-workflows/',
  'argoproj.io/Experiment': 'https://argo-rollouts.readthedocs.io/en/stable/features/experiment/',
  'argoproj.io/Rollout': 'https://argo-rollouts.readthedocs.io/en/stable/features/specification/',
  'argoproj.io/WorkflowTemplate': 'https://argo-workflows.readthedocs.io/en/latest/workflow-templates/',
  'gateway.networking.k8s.io/Gateway': 'https://gateway-api.sigs.k8s.io/api-types/gateway/',
  'gateway.networking.k8s.io/HTTPRoute': 'https://gateway-api.sigs.k8s.io/api-types/httproute/',
  'keda.sh/ScaledJob': 'https://keda.sh/docs/latest/reference/scaledjob-spec/',
  'keda.sh/ScaledObject': 'https://keda.sh/docs/latest/reference/scaledobject-spec/',
  'keda.sh/TriggerAuthentication': 'https://keda.sh/docs/latest/concepts/authentication/',
  'kubeflow.org/Experiment':
    'https://www.kubeflow.org/docs/components/katib/user-guides/hp-tuning/configure-experiment/',
  'kubeflow.org/JAXJob': `${trainingJobs}jax/`,
  'kubeflow.org/MPIJob': `${trainingJobs}mpi/`,
  'kubeflow.org/Notebook': 'https://www.kubeflow.org/docs/components/notebooks/',
  'kubeflow.org/PaddleJob': `${trainingJobs}paddle/`,
  'kubeflow.org/PyTorchJob': `${trainingJobs}pytorch/`,
  'kubeflow.org/ScheduledWorkflow':
    'https://www.kubeflow.org/docs/components/pipelines/concepts/run-trigger/',
  'kubeflow.org/TFJob': `${trainingJobs}tensorflow/`,
  'kubeflow.org/XGBoostJob': `${trainingJobs}xgboost/`,
  'kueue.x-k8s.io/ClusterQueue': 'https://kueue.sigs.k8s.io/docs/concepts/cluster_queue/',
  'kueue.x-k8s.io/LocalQueue': 'https://kueue.sigs.k8s.io/docs/concepts/local_queue/',
  'kueue.x-k8s.io/ResourceFlavor': 'https://kueue.sigs.k8s.io/docs/concepts/resource_flavor/',
  'kueue.x-k8s.io/WorkloadPriorityClass': 'https://kueue.sigs.k8s.io/docs/concepts/workload_priority_class/',
  'networking.istio.io/DestinationRule':
    'https://istio.io/latest/docs/reference/config/networking/destination-rule/',
  'networking.istio.io/VirtualService':
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/',
  'ray.io/RayCluster':
    'https://docs.ray.io/en/latest/cluster/kubernetes/getting-started/raycluster-quick-start.html',
  'ray.io/RayJob': 'https://docs.ray.io/en/latest/cluster/kubernetes/getting-started/rayjob-quick-start.html',
  'ray.io/RayService':
    'https://docs.ray.io/en/latest/cluster/kubernetes/getting-started/rayservice-quick-start.html',
};
