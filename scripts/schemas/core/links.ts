const docs = 'https://kubernetes.io/docs';

/** Pages that explain a kind to who writes one, below Kubernetes' documentation. */
const pageByKind: Readonly<Record<string, string>> = {
  APIService: 'concepts/extend-kubernetes/api-extension/apiserver-aggregation/',
  ClusterRole: 'reference/access-authn-authz/rbac/',
  ClusterRoleBinding: 'reference/access-authn-authz/rbac/',
  ConfigMap: 'concepts/configuration/configmap/',
  CronJob: 'concepts/workloads/controllers/cron-jobs/',
  CustomResourceDefinition: 'concepts/extend-kubernetes/api-extension/custom-resources/',
  DaemonSet: 'concepts/workloads/controllers/daemonset/',
  Deployment: 'concepts/workloads/controllers/deployment/',
  DeviceClass: 'concepts/scheduling-eviction/dynamic-resource-allocation/',
  EndpointSlice: 'concepts/services-networking/endpoint-slices/',
  HorizontalPodAutoscaler: 'tasks/run-application/horizontal-pod-autoscale/',
  Ingress: 'concepts/services-networking/ingress/',
  IngressClass: 'concepts/services-networking/ingress/#ingress-class',
  Job: 'concepts/workloads/controllers/job/',
  Lease: 'concepts/architecture/leases/',
  LimitRange: 'concepts/policy/limit-range/',
  MutatingWebhookConfiguration: 'reference/access-authn-authz/extensible-admission-controllers/',
  Namespace: 'concepts/overview/working-with-objects/namespaces/',
  NetworkPolicy: 'concepts/services-networking/network-policies/',
  Node: 'concepts/architecture/nodes/',
  PersistentVolume: 'concepts/storage/persistent-volumes/',
  PersistentVolumeClaim: 'concepts/storage/persistent-volumes/#persistentvolumeclaims',
  Pod: 'concepts/workloads/pods/',
  PodDisruptionBudget: 'tasks/run-application/configure-pdb/',
  PriorityClass: 'concepts/scheduling-eviction/pod-priority-preemption/',
  ReplicaSet: 'concepts/workloads/controllers/replicaset/',
  ReplicationController: 'concepts/workloads/controllers/replicationcontroller/',
  ResourceClaim: 'concepts/scheduling-eviction/dynamic-resource-allocation/',
  ResourceClaimTemplate: 'concepts/scheduling-eviction/dynamic-resource-allocation/',
  ResourceQuota: 'concepts/policy/resource-quotas/',
  Role: 'reference/access-authn-authz/rbac/',
  RoleBinding: 'reference/access-authn-authz/rbac/',
  RuntimeClass: 'concepts/containers/runtime-class/',
  Secret: 'concepts/configuration/secret/',
  Service: 'concepts/services-networking/service/',
  ServiceAccount: 'concepts/security/service-accounts/',
  StatefulSet: 'concepts/workloads/controllers/statefulset/',
  StorageClass: 'concepts/storage/storage-classes/',
  ValidatingAdmissionPolicy: 'reference/access-authn-authz/validating-admission-policy/',
  ValidatingAdmissionPolicyBinding: 'reference/access-authn-authz/validating-admission-policy/',
  ValidatingWebhookConfiguration: 'reference/access-authn-authz/extensible-admission-controllers/',
  VolumeAttributesClass: 'concepts/storage/volume-attributes-classes/',
};

/** Address of the page that explains a core kind; undefined for those that hardly anyone writes. */
export function linkOf(kind: string): string | undefined {
  const page = Object.hasOwn(pageByKind, kind) ? pageByKind[kind] : undefined;
  return page && `${docs}/${page}`;
}

/** The kinds that have a page. */
export const linkedKinds: readonly string[] = Object.keys(pageByKind);
