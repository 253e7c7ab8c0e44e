/**
 * When an object of a plan has its turn.
 *
 * Whatever others lean on comes first: the namespace before what lies in it, the definition before the custom object,
 * the account and the configuration before the pod that uses them. Webhooks come last, since one that stands before
 * its own service is up refuses everything after it.
 */
export type ApplyPhase = (typeof phases)[number]['name'];

/** The phases in their order; inside a phase, the order of the kinds, then that of the manifests. */
const phases = [
  { name: 'namespaces', kinds: ['Namespace'] },
  { name: 'definitions', kinds: ['CustomResourceDefinition.apiextensions.k8s.io'] },
  {
    name: 'classes',
    kinds: [
      'PriorityClass.scheduling.k8s.io',
      'RuntimeClass.node.k8s.io',
      'StorageClass.storage.k8s.io',
      'VolumeAttributesClass.storage.k8s.io',
      'CSIDriver.storage.k8s.io',
      'DeviceClass.resource.k8s.io',
      'IngressClass.networking.k8s.io',
      'GatewayClass.gateway.networking.k8s.io',
    ],
  },
  { name: 'limits', kinds: ['ResourceQuota', 'LimitRange', 'NetworkPolicy.networking.k8s.io'] },
  {
    name: 'access',
    kinds: [
      'ServiceAccount',
      'ClusterRole.rbac.authorization.k8s.io',
      'ClusterRoleBinding.rbac.authorization.k8s.io',
      'Role.rbac.authorization.k8s.io',
      'RoleBinding.rbac.authorization.k8s.io',
    ],
  },
  { name: 'configuration', kinds: ['Secret', 'ConfigMap'] },
  { name: 'volumes', kinds: ['PersistentVolume', 'PersistentVolumeClaim'] },
  {
    // What other custom objects and the pods' admission look up by name.
    name: 'groundwork',
    kinds: [
      'ResourceClaimTemplate.resource.k8s.io',
      'ResourceClaim.resource.k8s.io',
      'ClusterStorageContainer.serving.kserve.io',
      'ClusterServingRuntime.serving.kserve.io',
      'ServingRuntime.serving.kserve.io',
      'LLMInferenceServiceConfig.serving.kserve.io',
      'ClusterTrainingRuntime.trainer.kubeflow.org',
      'TrainingRuntime.trainer.kubeflow.org',
      'Topology.kueue.x-k8s.io',
      'ResourceFlavor.kueue.x-k8s.io',
      'AdmissionCheck.kueue.x-k8s.io',
      'WorkloadPriorityClass.kueue.x-k8s.io',
      'Cohort.kueue.x-k8s.io',
      'ClusterQueue.kueue.x-k8s.io',
      'LocalQueue.kueue.x-k8s.io',
      'ClusterWorkflowTemplate.argoproj.io',
      'WorkflowTemplate.argoproj.io',
      'ClusterAnalysisTemplate.argoproj.io',
      'AnalysisTemplate.argoproj.io',
      'PodDefault.kubeflow.org',
    ],
  },
  { name: 'services', kinds: ['Service', 'Endpoints', 'EndpointSlice.discovery.k8s.io'] },
  {
    name: 'workloads',
    kinds: [
      'DaemonSet.apps',
      'StatefulSet.apps',
      'Deployment.apps',
      'ReplicaSet.apps',
      'ReplicationController',
      'Pod',
      'Job.batch',
      'CronJob.batch',
    ],
  },
  { name: 'scaling', kinds: ['HorizontalPodAutoscaler.autoscaling', 'PodDisruptionBudget.policy'] },
  { name: 'routes', kinds: ['Gateway.gateway.networking.k8s.io', 'Ingress.networking.k8s.io'] },
  { name: 'custom', kinds: [] },
  {
    name: 'admission',
    kinds: [
      'APIService.apiregistration.k8s.io',
      'ValidatingAdmissionPolicy.admissionregistration.k8s.io',
      'ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io',
      'MutatingAdmissionPolicy.admissionregistration.k8s.io',
      'MutatingAdmissionPolicyBinding.admissionregistration.k8s.io',
      'MutatingWebhookConfiguration.admissionregistration.k8s.io',
      'ValidatingWebhookConfiguration.admissionregistration.k8s.io',
    ],
  },
] as const satisfies readonly { readonly name: string; readonly kinds: readonly string[] }[];

/** A kind's place in the order of a plan. */
export interface ApplyTurn {
  readonly phase: ApplyPhase;
  /** Sorts kinds; equal turns keep the order of their manifests. */
  readonly rank: number;
}

const turns: ReadonlyMap<string, ApplyTurn> = new Map(
  phases.flatMap((phase, number) =>
    phase.kinds.map((kind, place) => [kind, { phase: phase.name, rank: number * 1000 + place }]),
  ),
);
const otherKinds: ApplyTurn = {
  phase: 'custom',
  rank: phases.findIndex(phase => phase.name === 'custom') * 1000,
};

/** When objects of a kind have their turn. A kind that is not in the table is a custom one. */
export function applyTurn(group: string, kind: string): ApplyTurn {
  return turns.get(group === '' ? kind : `${kind}.${group}`) ?? otherKinds;
}

/** The group of an `apiVersion`; empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
