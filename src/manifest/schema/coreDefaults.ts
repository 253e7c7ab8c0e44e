/**
 * What the API server fills in where a field is absent, by type. Sources: the fields' descriptions (*Defaults to …*) and the
 * defaulting functions of Kubernetes 1.36; those that depend on other fields are left out. A type's other versions are
 * alike.
 */
const valuesByType: Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>> = {
  AzureDiskVolumeSource: { cachingMode: 'ReadWrite', fsType: 'ext4', kind: 'Shared', readOnly: false },
  ConfigMapVolumeSource: { defaultMode: 420 },
  Container: { terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' },
  ContainerPort: { protocol: 'TCP' },
  CronJobSpec: {
    concurrencyPolicy: 'Allow',
    failedJobsHistoryLimit: 1,
    successfulJobsHistoryLimit: 3,
    suspend: false,
  },
  CustomResourceConversion: { strategy: 'None' },
  DaemonSetSpec: { revisionHistoryLimit: 10 },
  DaemonSetUpdateStrategy: { type: 'RollingUpdate' },
  DeploymentSpec: { progressDeadlineSeconds: 600, replicas: 1, revisionHistoryLimit: 10 },
  DeploymentStrategy: { type: 'RollingUpdate' },
  DownwardAPIVolumeSource: { defaultMode: 420 },
  ExactDeviceRequest: { allocationMode: 'ExactCount' },
  DeviceSubRequest: { allocationMode: 'ExactCount' },
  DeviceToleration: { operator: 'Equal' },
  GRPCAction: { service: '' },
  HTTPGetAction: { path: '/', scheme: 'HTTP' },
  HorizontalPodAutoscalerSpec: { minReplicas: 1 },
  HPAScalingRules: { selectPolicy: 'Max' },
  JobSpec: { backoffLimit: 6, completionMode: 'NonIndexed', suspend: false },
  MutatingWebhook: {
    failurePolicy: 'Fail',
    matchPolicy: 'Equivalent',
    reinvocationPolicy: 'Never',
    timeoutSeconds: 10,
  },
  ObjectFieldSelector: { apiVersion: 'v1' },
  PersistentVolumeClaimSpec: { volumeMode: 'Filesystem' },
  PersistentVolumeSpec: { persistentVolumeReclaimPolicy: 'Retain', volumeMode: 'Filesystem' },
  PodSpec: {
    dnsPolicy: 'ClusterFirst',
    enableServiceLinks: true,
    hostNetwork: false,
    hostPID: false,
    hostIPC: false,
    preemptionPolicy: 'PreemptLowerPriority',
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    shareProcessNamespace: false,
    terminationGracePeriodSeconds: 30,
  },
  PriorityClass: { globalDefault: false, preemptionPolicy: 'PreemptLowerPriority' },
  Probe: {
    failureThreshold: 3,
    initialDelaySeconds: 0,
    periodSeconds: 10,
    successThreshold: 1,
    timeoutSeconds: 1,
  },
  ProjectedVolumeSource: { defaultMode: 420 },
  ReplicaSetSpec: { replicas: 1 },
  ReplicationControllerSpec: { replicas: 1 },
  SecretVolumeSource: { defaultMode: 420 },
  ServiceAccountTokenProjection: { expirationSeconds: 3600 },
  ServicePort: { protocol: 'TCP' },
  ServiceSpec: { internalTrafficPolicy: 'Cluster', sessionAffinity: 'None', type: 'ClusterIP' },
  StatefulSetPersistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
  StatefulSetSpec: { podManagementPolicy: 'OrderedReady', replicas: 1, revisionHistoryLimit: 10 },
  StatefulSetUpdateStrategy: { type: 'RollingUpdate' },
  StorageClass: { allowVolumeExpansion: false, reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' },
  Toleration: { operator: 'Equal' },
  TopologySpreadConstraint: { nodeAffinityPolicy: 'Honor', nodeTaintsPolicy: 'Ignore' },
  ValidatingWebhook: { failurePolicy: 'Fail', matchPolicy: 'Equivalent', timeoutSeconds: 10 },
  VolumeMount: { readOnly: false },
};

/** What the server fills in for an absent field of a type; undefined where it leaves it absent or where it depends. */
export function defaultOf(type: string, field: string): string | number | boolean | undefined {
  const fields = Object.hasOwn(valuesByType, type) ? valuesByType[type] : undefined;
  return fields !== undefined && Object.hasOwn(fields, field) ? fields[field] : undefined;
}

/** Every field that has a default, as `Type.field`. */
export const fieldsWithDefaults: readonly string[] = Object.entries(valuesByType).flatMap(([type, fields]) =>
  Object.keys(fields).map(field => `${type}.${field}`),
);
