import { say } from '../../say.ts';
import {
  all,
  atLeast,
  between,
  each,
  type FieldCheck,
  type FieldChecks,
  filled,
  filledAndNamed,
  named,
  notEmptyList,
  notNegative,
  oneOf,
  portNumber,
  portOrName,
} from './fieldChecks.ts';
import * as form from './nameForms.ts';
import { replacing } from './reading.ts';

const countOrPercent: FieldCheck = (value, name, report) => {
  if (value.kind === 'scalar' && typeof value.value === 'string')
    filledAndNamed(form.percentage)(value, name, report);
  else notNegative(value, name, report);
};

/** A percentage that must not exceed the whole, as in disruption budgets and rolling updates. */
const shareOrCount: FieldCheck = (value, name, report) => {
  countOrPercent(value, name, report);
  if (value.kind !== 'scalar' || typeof value.value !== 'string' || !form.percentage.fits(value.value))
    return;
  if (Number.parseInt(value.value, 10) <= 100) return;
  report('core/number-out-of-range', value, say`${name} is ${value.value}, but cannot be more than 100%.`, {
    fixes: () => [replacing(value, '100%', false)],
  });
};

/** Zero and an empty string count as absent: the port's own number is taken. */
const targetPort: FieldCheck = (value, name, report) => {
  if (value.kind === 'scalar' && (value.value === 0 || value.value === '')) return;
  portOrName(form.portName)(value, name, report);
};

const accessModes = each(oneOf('ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'));
const volumeMode = oneOf('Filesystem', 'Block');
const className = named(form.dnsSubdomain);
const history: FieldChecks = {
  revisionHistoryLimit: notNegative,
  minReadySeconds: notNegative,
  replicas: notNegative,
};
const roleName = filledAndNamed(form.pathSegment);
const scaleTarget: FieldChecks = { kind: roleName, name: roleName };
const retention = oneOf('Retain', 'Delete');

/** What the API server demands of single fields outside of pods, by type (k8s.io/kubernetes 1.36). */
export const otherFields: Readonly<Record<string, FieldChecks>> = {
  DeploymentSpec: { ...history, progressDeadlineSeconds: notNegative },
  DeploymentStrategy: { type: oneOf('Recreate', 'RollingUpdate') },
  RollingUpdateDeployment: { maxUnavailable: shareOrCount, maxSurge: countOrPercent },
  ReplicaSetSpec: history,
  ReplicationControllerSpec: history,
  DaemonSetSpec: history,
  DaemonSetUpdateStrategy: { type: oneOf('RollingUpdate', 'OnDelete') },
  RollingUpdateDaemonSet: { maxUnavailable: shareOrCount, maxSurge: shareOrCount },
  StatefulSetSpec: {
    replicas: notNegative,
    minReadySeconds: notNegative,
    podManagementPolicy: oneOf('OrderedReady', 'Parallel'),
    serviceName: named(form.dnsLabel),
  },
  StatefulSetUpdateStrategy: { type: oneOf('RollingUpdate', 'OnDelete') },
  RollingUpdateStatefulSetStrategy: { partition: notNegative, maxUnavailable: shareOrCount },
  StatefulSetOrdinals: { start: notNegative },
  StatefulSetPersistentVolumeClaimRetentionPolicy: { whenDeleted: retention, whenScaled: retention },
  JobSpec: {
    parallelism: notNegative,
    completions: notNegative,
    activeDeadlineSeconds: notNegative,
    backoffLimit: notNegative,
    backoffLimitPerIndex: notNegative,
    maxFailedIndexes: notNegative,
    ttlSecondsAfterFinished: notNegative,
    completionMode: oneOf('NonIndexed', 'Indexed'),
    podReplacementPolicy: oneOf('TerminatingOrFailed', 'Failed'),
    managedBy: filledAndNamed(form.domainPrefixedPath),
  },
  PodFailurePolicyRule: { action: all(filled, oneOf('FailJob', 'FailIndex', 'Ignore', 'Count')) },
  PodFailurePolicyOnExitCodesRequirement: {
    operator: all(filled, oneOf('In', 'NotIn')),
    values: notEmptyList,
  },
  PodFailurePolicyOnPodConditionsPattern: {
    type: filledAndNamed(form.qualifiedName),
    status: oneOf('True', 'False', 'Unknown'),
  },
  SuccessPolicy: { rules: notEmptyList },
  SuccessPolicyRule: { succeededCount: notNegative },
  CronJobSpec: {
    schedule: filled,
    concurrencyPolicy: oneOf('Allow', 'Forbid', 'Replace'),
    startingDeadlineSeconds: notNegative,
    successfulJobsHistoryLimit: notNegative,
    failedJobsHistoryLimit: notNegative,
  },
  HorizontalPodAutoscalerSpec: {
    minReplicas: notNegative,
    maxReplicas: atLeast(1),
    targetCPUUtilizationPercentage: atLeast(1),
  },
  CrossVersionObjectReference: scaleTarget,
  MetricSpec: { type: all(filled, oneOf('Resource', 'Pods', 'Object', 'External', 'ContainerResource')) },
  MetricIdentifier: { name: roleName },
  MetricTarget: {
    type: all(filled, oneOf('Utilization', 'Value', 'AverageValue')),
    averageUtilization: atLeast(1),
  },
  ResourceMetricSource: { name: filled },
  ContainerResourceMetricSource: { name: filled, container: filledAndNamed(form.dnsLabel) },
  HPAScalingRules: {
    stabilizationWindowSeconds: between(0, 3600),
    selectPolicy: oneOf('Max', 'Min', 'Disabled'),
    policies: notEmptyList,
  },
  HPAScalingPolicy: {
    type: all(filled, oneOf('Pods', 'Percent')),
    value: atLeast(1),
    periodSeconds: between(1, 1800),
  },
  ServiceSpec: {
    type: oneOf('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'),
    sessionAffinity: oneOf('ClientIP', 'None'),
    internalTrafficPolicy: oneOf('Cluster', 'Local'),
    ipFamilies: each(oneOf('IPv4', 'IPv6')),
    ipFamilyPolicy: oneOf('SingleStack', 'PreferDualStack', 'RequireDualStack'),
    externalIPs: each(filledAndNamed(form.ipAddress)),
    trafficDistribution: oneOf('PreferClose', 'PreferSameZone', 'PreferSameNode'),
    loadBalancerClass: filledAndNamed(form.qualifiedName),
  },
  ServicePort: {
    name: named(form.dnsLabel),
    port: portNumber,
    targetPort,
    protocol: oneOf('TCP', 'UDP', 'SCTP'),
    appProtocol: filledAndNamed(form.qualifiedName),
  },
  ClientIPConfig: { timeoutSeconds: between(1, 86400) },
  IngressSpec: { ingressClassName: className },
  IngressRule: { host: named(form.hostPattern) },
  IngressTLS: { hosts: each(filledAndNamed(form.hostPattern)), secretName: className },
  HTTPIngressRuleValue: { paths: notEmptyList },
  HTTPIngressPath: { pathType: all(filled, oneOf('Exact', 'Prefix', 'ImplementationSpecific')) },
  IngressServiceBackend: { name: filledAndNamed(form.dnsLabel) },
  ServiceBackendPort: { name: named(form.portName), number: between(0, 65535) },
  IngressClassSpec: { controller: filledAndNamed(form.domainPrefixedPath) },
  IPBlock: { cidr: filledAndNamed(form.cidr), except: each(filledAndNamed(form.cidr)) },
  NetworkPolicyPort: {
    port: portOrName(form.portName),
    protocol: oneOf('TCP', 'UDP', 'SCTP'),
    endPort: portNumber,
  },
  NetworkPolicySpec: { policyTypes: each(all(filled, oneOf('Ingress', 'Egress'))) },
  PersistentVolumeSpec: {
    accessModes,
    volumeMode,
    storageClassName: className,
    persistentVolumeReclaimPolicy: oneOf('Retain', 'Delete', 'Recycle'),
    volumeAttributesClassName: filledAndNamed(form.dnsSubdomain),
  },
  PersistentVolumeClaimSpec: {
    accessModes,
    volumeMode,
    storageClassName: className,
    volumeAttributesClassName: className,
  },
  TypedLocalObjectReference: { kind: filled, name: filled, apiGroup: named(form.dnsSubdomain) },
  TypedObjectReference: { kind: filled, name: filled, apiGroup: named(form.dnsSubdomain) },
  CSIPersistentVolumeSource: { driver: filled, volumeHandle: filled },
  LocalVolumeSource: { path: filledAndNamed(form.pathWithoutBacksteps) },
  PodDisruptionBudgetSpec: {
    minAvailable: shareOrCount,
    maxUnavailable: shareOrCount,
    unhealthyPodEvictionPolicy: oneOf('IfHealthyBudget', 'AlwaysAllow'),
  },
  RoleRef: { name: roleName },
  PolicyRule: { verbs: notEmptyList },
  DeviceRequest: { name: filledAndNamed(form.dnsLabel) },
  DeviceSubRequest: {
    name: filledAndNamed(form.dnsLabel),
    deviceClassName: filledAndNamed(form.dnsSubdomain),
  },
  ExactDeviceRequest: {
    deviceClassName: filledAndNamed(form.dnsSubdomain),
    allocationMode: oneOf('ExactCount', 'All'),
  },
};

/** Fields that the schema leaves optional but the API server does not do without. */
export const otherLacks: Readonly<Record<string, readonly string[]>> = {
  SuccessPolicy: ['rules'],
};
