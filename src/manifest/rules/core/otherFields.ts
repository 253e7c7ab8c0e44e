import { say } from '../../say.ts';
import {
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

const className = named(form.dnsSubdomain);
const history: FieldChecks = {
  revisionHistoryLimit: notNegative,
  minReadySeconds: notNegative,
  replicas: notNegative,
};
const roleName = filledAndNamed(form.pathSegment);
const scaleTarget: FieldChecks = { kind: roleName, name: roleName };

/** What the API server demands of single fields outside of pods, by type (k8s.io/kubernetes 1.36). */
export const otherFields: Readonly<Record<string, FieldChecks>> = {
  DeploymentSpec: { ...history, progressDeadlineSeconds: notNegative },
  RollingUpdateDeployment: { maxUnavailable: shareOrCount, maxSurge: countOrPercent },
  ReplicaSetSpec: history,
  ReplicationControllerSpec: history,
  DaemonSetSpec: history,
  RollingUpdateDaemonSet: { maxUnavailable: shareOrCount, maxSurge: shareOrCount },
  StatefulSetSpec: {
    replicas: notNegative,
    minReadySeconds: notNegative,
    serviceName: named(form.dnsLabel),
  },
  // maxUnavailable is dropped unseen, as long as its feature gate is off.
  RollingUpdateStatefulSetStrategy: { partition: notNegative },
  StatefulSetOrdinals: { start: notNegative },
  JobSpec: {
    parallelism: notNegative,
    completions: notNegative,
    activeDeadlineSeconds: notNegative,
    backoffLimit: notNegative,
    backoffLimitPerIndex: notNegative,
    maxFailedIndexes: notNegative,
    ttlSecondsAfterFinished: notNegative,
    managedBy: filledAndNamed(form.domainPrefixedPath),
  },
  PodFailurePolicyRule: { action: filled },
  PodFailurePolicyOnExitCodesRequirement: {
    operator: filled,
    values: notEmptyList,
  },
  PodFailurePolicyOnPodConditionsPattern: {
    type: filledAndNamed(form.qualifiedName),
  },
  SuccessPolicy: { rules: notEmptyList },
  SuccessPolicyRule: { succeededCount: notNegative },
  CronJobSpec: {
    schedule: filled,
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
  MetricSpec: { type: filled },
  MetricIdentifier: { name: roleName },
  MetricTarget: {
    type: filled,
    averageUtilization: atLeast(1),
  },
  ResourceMetricSource: { name: filled },
  ContainerResourceMetricSource: { name: filled, container: filledAndNamed(form.dnsLabel) },
  HPAScalingRules: {
    stabilizationWindowSeconds: between(0, 3600),
    policies: notEmptyList,
  },
  HPAScalingPolicy: {
    type: filled,
    value: atLeast(1),
    periodSeconds: between(1, 1800),
  },
  ServiceSpec: {
    externalIPs: each(filledAndNamed(form.ipAddress)),
    loadBalancerClass: filledAndNamed(form.qualifiedName),
  },
  ServicePort: {
    name: named(form.dnsLabel),
    port: portNumber,
    targetPort,
    appProtocol: filledAndNamed(form.qualifiedName),
  },
  ClientIPConfig: { timeoutSeconds: between(1, 86400) },
  NamespaceSpec: { finalizers: each(filledAndNamed(form.finalizer)) },
  IngressSpec: { ingressClassName: filledAndNamed(form.dnsSubdomain) },
  IngressRule: { host: named(form.hostPattern) },
  IngressTLS: { hosts: each(filledAndNamed(form.hostPattern)), secretName: className },
  HTTPIngressRuleValue: { paths: notEmptyList },
  HTTPIngressPath: { pathType: filled },
  IngressServiceBackend: { name: filledAndNamed(form.dnsLabel) },
  ServiceBackendPort: { name: named(form.portName), number: between(0, 65535) },
  IngressClassSpec: { controller: filledAndNamed(form.domainPrefixedPath) },
  IPBlock: { cidr: filledAndNamed(form.cidr), except: each(filledAndNamed(form.cidr)) },
  NetworkPolicyPort: {
    port: portOrName(form.portName),
    endPort: portNumber,
  },
  NetworkPolicySpec: { policyTypes: each(filled) },
  PersistentVolumeSpec: {
    storageClassName: className,
    volumeAttributesClassName: filledAndNamed(form.dnsSubdomain),
  },
  PersistentVolumeClaimSpec: {
    storageClassName: className,
    volumeAttributesClassName: className,
  },
  // Of a claim's dataSource the server drops what it does not know before it looks at names.
  TypedLocalObjectReference: { kind: filled, name: filled },
  TypedObjectReference: { kind: filled, name: filled, apiGroup: named(form.dnsSubdomain) },
  CSIPersistentVolumeSource: { driver: filled, volumeHandle: filled },
  PortworxVolumeSource: { volumeID: filled },
  LocalVolumeSource: { path: filledAndNamed(form.pathWithoutBacksteps) },
  PodDisruptionBudgetSpec: {
    minAvailable: shareOrCount,
    maxUnavailable: shareOrCount,
  },
  RoleRef: { name: roleName },
  PolicyRule: { verbs: notEmptyList },
  DeviceRequest: { name: filledAndNamed(form.dnsLabel) },
  DeviceSubRequest: {
    name: filledAndNamed(form.dnsLabel),
    deviceClassName: filledAndNamed(form.dnsSubdomain),
  },
  OpaqueDeviceConfiguration: { driver: filledAndNamed(form.dnsSubdomain) },
  DeviceClassSpec: { extendedResourceName: filledAndNamed(form.domainPrefixedPath) },
  ExactDeviceRequest: {
    deviceClassName: filledAndNamed(form.dnsSubdomain),
  },
};

/** Fields that the schema leaves optional but the API server does not do without. */
export const otherLacks: Readonly<Record<string, readonly string[]>> = {
  SuccessPolicy: ['rules'],
  DeviceClassConfiguration: ['opaque'],
  DeviceClaimConfiguration: ['opaque'],
};
