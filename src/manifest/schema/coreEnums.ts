/**
 * The values that the API server takes in a field, by type; of a list, in its items. The client's declarations name them in
 * running text only. Sources: the `enum`s in the OpenAPI documents that a kube-apiserver 1.36 serves, and for fields without
 * one (marked) its validation code, whose *supported values* the field's description names. A type's other versions are
 * alike. Fields that only controllers write (status) are left out: the server does not check them.
 */
const valuesByType: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AppArmorProfile: { type: 'Localhost RuntimeDefault Unconfined' },
  AzureDiskVolumeSource: { cachingMode: 'None ReadOnly ReadWrite', kind: 'Dedicated Managed Shared' },
  CSIDriverSpec: {
    // From validation.
    fsGroupPolicy: 'ReadWriteOnceWithFSType File None',
    volumeLifecycleModes: 'Persistent Ephemeral',
  },
  Container: {
    imagePullPolicy: 'Always IfNotPresent Never',
    // From validation; on init containers Always makes a sidecar.
    restartPolicy: 'Always OnFailure Never',
    terminationMessagePolicy: 'File FallbackToLogsOnError',
  },
  ContainerPort: { protocol: 'TCP UDP SCTP' },
  // From validation, as the next two.
  ContainerResizePolicy: { resourceName: 'cpu memory', restartPolicy: 'NotRequired RestartContainer' },
  ContainerRestartRuleOnExitCodes: { operator: 'In NotIn' },
  CustomResourceConversion: { strategy: 'None Webhook' },
  CustomResourceDefinitionSpec: { scope: 'Namespaced Cluster' },
  CronJobSpec: { concurrencyPolicy: 'Allow Forbid Replace' },
  DaemonSetUpdateStrategy: { type: 'RollingUpdate OnDelete' },
  DeploymentStrategy: { type: 'RollingUpdate Recreate' },
  DeviceRequest: { allocationMode: 'ExactCount All' },
  DeviceSubRequest: { allocationMode: 'ExactCount All' },
  DeviceTaint: { effect: 'NoSchedule NoExecute None' },
  DeviceToleration: { effect: 'NoSchedule NoExecute None', operator: 'Equal Exists' },
  EndpointSlice: { addressType: 'IPv4 IPv6 FQDN' },
  CoreEndpointPort: { protocol: 'TCP UDP SCTP' },
  EphemeralContainer: {
    imagePullPolicy: 'Always IfNotPresent Never',
    terminationMessagePolicy: 'File FallbackToLogsOnError',
  },
  ExactDeviceRequest: { allocationMode: 'ExactCount All' },
  // From validation, as the next one.
  HPAScalingPolicy: { type: 'Pods Percent' },
  HPAScalingRules: { selectPolicy: 'Max Min Disabled' },
  HTTPGetAction: { scheme: 'HTTP HTTPS' },
  HTTPIngressPath: { pathType: 'Exact Prefix ImplementationSpecific' },
  HostPathVolumeSource: {
    type: ' DirectoryOrCreate Directory FileOrCreate File Socket CharDevice BlockDevice',
  },
  ImageVolumeSource: { pullPolicy: 'Always IfNotPresent Never' },
  // From validation.
  IngressClassParametersReference: { scope: 'Cluster Namespace' },
  // From validation.
  JSONSchemaProps: {
    type: 'object array string integer number boolean',
    'x-kubernetes-list-type': 'atomic set map',
    'x-kubernetes-map-type': 'granular atomic',
  },
  JobSpec: { completionMode: 'NonIndexed Indexed', podReplacementPolicy: 'TerminatingOrFailed Failed' },
  // From validation.
  LabelSelectorRequirement: { operator: 'In NotIn Exists DoesNotExist' },
  // From validation, as the next three.
  LimitResponse: { type: 'Queue Reject' },
  MatchResources: { matchPolicy: 'Exact Equivalent' },
  MetricSpec: { type: 'Resource ContainerResource Pods Object External' },
  MetricTarget: { type: 'Utilization Value AverageValue' },
  MutatingAdmissionPolicySpec: { failurePolicy: 'Fail Ignore', reinvocationPolicy: 'Never IfNeeded' },
  MutatingWebhook: {
    failurePolicy: 'Fail Ignore',
    matchPolicy: 'Exact Equivalent',
    reinvocationPolicy: 'Never IfNeeded',
    // Validation takes fewer than the document names.
    sideEffects: 'None NoneOnDryRun',
  },
  Mutation: { patchType: 'ApplyConfiguration JSONPatch' },
  NamedRuleWithOperations: {
    operations: 'CREATE UPDATE DELETE CONNECT *',
    scope: 'Cluster Namespaced *',
  },
  NetworkPolicyPort: { protocol: 'TCP UDP SCTP' },
  NetworkPolicySpec: { policyTypes: 'Ingress Egress' },
  NodeSelectorRequirement: { operator: 'In NotIn Exists DoesNotExist Gt Lt' },
  // From validation.
  ParamRef: { parameterNotFoundAction: 'Allow Deny' },
  PersistentVolumeClaimSpec: {
    accessModes: 'ReadWriteOnce ReadOnlyMany ReadWriteMany ReadWriteOncePod',
    volumeMode: 'Filesystem Block',
  },
  PersistentVolumeSpec: {
    accessModes: 'ReadWriteOnce ReadOnlyMany ReadWriteMany ReadWriteOncePod',
    persistentVolumeReclaimPolicy: 'Retain Recycle Delete',
    volumeMode: 'Filesystem Block',
  },
  // From validation.
  PodCertificateProjection: { keyType: 'RSA3072 RSA4096 ECDSAP256 ECDSAP384 ECDSAP521 ED25519' },
  PodDisruptionBudgetSpec: { unhealthyPodEvictionPolicy: 'IfHealthyBudget AlwaysAllow' },
  PodFailurePolicyOnExitCodesRequirement: { operator: 'In NotIn' },
  // From validation.
  PodFailurePolicyOnPodConditionsPattern: { status: 'True False Unknown' },
  PodFailurePolicyRule: { action: 'FailJob FailIndex Ignore Count' },
  // From validation.
  PodOS: { name: 'linux windows' },
  PodSecurityContext: {
    fsGroupChangePolicy: 'OnRootMismatch Always',
    // From validation.
    seLinuxChangePolicy: 'MountOption Recursive',
    supplementalGroupsPolicy: 'Merge Strict',
  },
  PodSpec: {
    dnsPolicy: 'ClusterFirst ClusterFirstWithHostNet Default None',
    preemptionPolicy: 'Never PreemptLowerPriority',
    restartPolicy: 'Always OnFailure Never',
  },
  PriorityClass: { preemptionPolicy: 'Never PreemptLowerPriority' },
  // From validation.
  PriorityLevelConfigurationSpec: { type: 'Exempt Limited' },
  ResourceQuotaSpec: {
    scopes:
      'Terminating NotTerminating BestEffort NotBestEffort PriorityClass CrossNamespacePodAffinity VolumeAttributesClass',
  },
  RuleWithOperations: { operations: 'CREATE UPDATE DELETE CONNECT *', scope: 'Cluster Namespaced *' },
  ScopedResourceSelectorRequirement: {
    operator: 'In NotIn Exists DoesNotExist',
    scopeName:
      'Terminating NotTerminating BestEffort NotBestEffort PriorityClass CrossNamespacePodAffinity VolumeAttributesClass',
  },
  SeccompProfile: { type: 'Localhost RuntimeDefault Unconfined' },
  SecurityContext: { procMount: 'Default Unmasked' },
  ServicePort: { protocol: 'TCP UDP SCTP' },
  ServiceSpec: {
    externalTrafficPolicy: 'Cluster Local',
    internalTrafficPolicy: 'Cluster Local',
    ipFamilies: 'IPv4 IPv6',
    ipFamilyPolicy: 'SingleStack PreferDualStack RequireDualStack',
    sessionAffinity: 'ClientIP None',
    // From validation.
    trafficDistribution: 'PreferClose PreferSameZone PreferSameNode',
    type: 'ClusterIP NodePort LoadBalancer ExternalName',
  },
  // From validation.
  StatefulSetPersistentVolumeClaimRetentionPolicy: {
    whenDeleted: 'Retain Delete',
    whenScaled: 'Retain Delete',
  },
  StatefulSetSpec: { podManagementPolicy: 'OrderedReady Parallel' },
  StatefulSetUpdateStrategy: { type: 'RollingUpdate OnDelete' },
  StorageClass: {
    reclaimPolicy: 'Delete Retain',
    volumeBindingMode: 'Immediate WaitForFirstConsumer',
  },
  Taint: { effect: 'NoSchedule PreferNoSchedule NoExecute' },
  Toleration: { effect: 'NoSchedule PreferNoSchedule NoExecute', operator: 'Exists Equal Lt Gt' },
  TopologySpreadConstraint: {
    nodeAffinityPolicy: 'Honor Ignore',
    nodeTaintsPolicy: 'Honor Ignore',
    whenUnsatisfiable: 'DoNotSchedule ScheduleAnyway',
  },
  ValidatingAdmissionPolicyBindingSpec: { validationActions: 'Deny Warn Audit' },
  ValidatingAdmissionPolicySpec: { failurePolicy: 'Fail Ignore' },
  ValidatingWebhook: {
    failurePolicy: 'Fail Ignore',
    matchPolicy: 'Exact Equivalent',
    // Validation takes fewer than the document names.
    sideEffects: 'None NoneOnDryRun',
  },
  // From validation.
  ValidationRule: { reason: 'FieldValueInvalid FieldValueForbidden FieldValueRequired FieldValueDuplicate' },
  VolumeMount: { mountPropagation: 'None HostToContainer Bidirectional' },
};

/** The values that a field of a type allows, the usual one first; undefined where it takes others too. */
export function enumOf(type: string, field: string): readonly string[] | undefined {
  const fields = Object.hasOwn(valuesByType, type) ? valuesByType[type] : undefined;
  return fields !== undefined && Object.hasOwn(fields, field) ? fields[field]?.split(' ') : undefined;
}

/**
 * Fields in which the server takes an empty string for a value that is not set: they are plain strings in Go, and defaulted
 * or optional. All others with allowed values are pointers or required, and refuse it. Source: answers of a kube-apiserver
 * 1.36 to an empty string in each of these fields.
 */
const optionalTexts: Readonly<Record<string, string>> = {
  Container: 'imagePullPolicy terminationMessagePolicy',
  ContainerPort: 'protocol',
  CoreEndpointPort: 'protocol',
  CronJobSpec: 'concurrencyPolicy',
  DaemonSetUpdateStrategy: 'type',
  DeploymentStrategy: 'type',
  DeviceRequest: 'allocationMode',
  DeviceSubRequest: 'allocationMode',
  DeviceToleration: 'effect operator',
  ExactDeviceRequest: 'allocationMode',
  HTTPGetAction: 'scheme',
  HostPathVolumeSource: 'type',
  ImageVolumeSource: 'pullPolicy',
  JSONSchemaProps: 'type',
  PersistentVolumeSpec: 'persistentVolumeReclaimPolicy',
  PodCertificateProjection: 'keyType',
  PodFailurePolicyOnPodConditionsPattern: 'status',
  PodSpec: 'dnsPolicy restartPolicy',
  ServicePort: 'protocol',
  ServiceSpec: 'externalTrafficPolicy sessionAffinity type',
  StatefulSetPersistentVolumeClaimRetentionPolicy: 'whenDeleted whenScaled',
  StatefulSetSpec: 'podManagementPolicy',
  StatefulSetUpdateStrategy: 'type',
  StorageClass: 'reclaimPolicy',
  Toleration: 'effect operator',
};

/** False where the server refuses an empty string in a field of a type; true where it takes it, or where that is not known. */
export function takesEmpty(type: string, field: string): boolean {
  if (enumOf(type, field) === undefined) return true;
  const fields = Object.hasOwn(optionalTexts, type) ? optionalTexts[type] : undefined;
  return fields?.split(' ').includes(field) ?? false;
}

/** Every field that has a closed set of values, as `Type.field`. */
export const fieldsWithEnums: readonly string[] = Object.entries(valuesByType).flatMap(([type, fields]) =>
  Object.keys(fields).map(field => `${type}.${field}`),
);
