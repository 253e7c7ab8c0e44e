import {
  atLeast,
  between,
  each,
  type FieldChecks,
  fileMode,
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

const userOrGroup = between(0, 2 ** 31 - 1);
const refersTo = filledAndNamed(form.dnsSubdomain);

const container: FieldChecks = {
  // Some controllers name a container that has no name; an empty one is judged where the pod is whole.
  name: named(form.dnsLabel),
};

const profile: FieldChecks = {
  type: filled,
};

const keyOfData: FieldChecks = { name: refersTo, key: filledAndNamed(form.configKey) };

const requirement: FieldChecks = { key: filledAndNamed(form.qualifiedName) };

/**
 * What the API server demands of single fields in pods, by type. After the validation of k8s.io/kubernetes 1.36
 * (`pkg/apis/core/validation`); feature gates at their defaults. Words that the schemas list are judged with the schemas.
 */
export const podFields: Readonly<Record<string, FieldChecks>> = {
  Container: container,
  EphemeralContainer: container,
  ContainerPort: {
    name: named(form.portName),
    containerPort: portNumber,
    // Zero counts as absent.
    hostPort: between(0, 65535),
  },
  EnvVar: { name: filledAndNamed(form.environmentName) },
  EnvFromSource: { prefix: named(form.environmentName) },
  ConfigMapEnvSource: { name: refersTo },
  SecretEnvSource: { name: refersTo },
  ConfigMapKeySelector: keyOfData,
  SecretKeySelector: keyOfData,
  FileKeySelector: {
    key: filledAndNamed(form.environmentName),
    volumeName: filledAndNamed(form.dnsLabel),
    path: filledAndNamed(form.pathWithoutBacksteps),
  },
  Probe: {
    initialDelaySeconds: notNegative,
    timeoutSeconds: notNegative,
    periodSeconds: notNegative,
    successThreshold: notNegative,
    failureThreshold: notNegative,
    terminationGracePeriodSeconds: atLeast(1),
  },
  ExecAction: { command: notEmptyList },
  HTTPGetAction: { port: portOrName(form.portName) },
  HTTPHeader: { name: filledAndNamed(form.headerName) },
  TCPSocketAction: { port: portOrName(form.portName) },
  GRPCAction: { port: portNumber },
  VolumeMount: {
    name: filled,
    mountPath: filled,
    recursiveReadOnly: oneOf('Disabled', 'Enabled', 'IfPossible'),
  },
  VolumeDevice: { name: filled, devicePath: filledAndNamed(form.pathWithoutBacksteps) },
  ContainerResizePolicy: {
    resourceName: filled,
    restartPolicy: filled,
  },
  SecurityContext: {
    runAsUser: userOrGroup,
    runAsGroup: userOrGroup,
  },
  PodSecurityContext: {
    runAsUser: userOrGroup,
    runAsGroup: userOrGroup,
    fsGroup: userOrGroup,
    supplementalGroups: each(userOrGroup),
  },
  SeccompProfile: profile,
  AppArmorProfile: profile,
  Sysctl: { name: filledAndNamed(form.sysctlName) },
  PodSpec: {
    activeDeadlineSeconds: between(1, 2 ** 31 - 1),
    serviceAccountName: named(form.dnsSubdomain),
    nodeName: named(form.dnsSubdomain),
    priorityClassName: named(form.dnsSubdomain),
    runtimeClassName: named(form.dnsSubdomain),
    hostnameOverride: named(form.dnsSubdomain),
  },
  PodOS: { name: filled },
  PodReadinessGate: { conditionType: filledAndNamed(form.qualifiedName) },
  PodSchedulingGate: { name: filledAndNamed(form.qualifiedName) },
  // A container's use of a claim; the kind of that name has no such field.
  CoreResourceClaim: { name: filled },
  PodResourceClaim: {
    name: filledAndNamed(form.dnsLabel),
    resourceClaimName: refersTo,
    resourceClaimTemplateName: refersTo,
  },
  HostAlias: { ip: filledAndNamed(form.ipAddress), hostnames: each(filledAndNamed(form.dnsSubdomain)) },
  PodDNSConfig: {
    nameservers: each(filledAndNamed(form.ipAddress)),
    searches: each(filledAndNamed(form.searchDomain)),
  },
  NodeSelector: { nodeSelectorTerms: notEmptyList },
  NodeSelectorRequirement: requirement,
  LabelSelectorRequirement: requirement,
  PreferredSchedulingTerm: { weight: between(1, 100) },
  WeightedPodAffinityTerm: { weight: between(1, 100) },
  PodAffinityTerm: {
    topologyKey: filledAndNamed(form.qualifiedName),
    namespaces: each(filledAndNamed(form.dnsLabel)),
  },
  TopologySpreadConstraint: {
    maxSkew: atLeast(1),
    minDomains: atLeast(1),
    topologyKey: filled,
    whenUnsatisfiable: filled,
  },
  Toleration: {
    key: named(form.qualifiedName),
  },
  Volume: { name: filledAndNamed(form.dnsLabel) },
  HostPathVolumeSource: {
    path: filledAndNamed(form.pathWithoutBacksteps),
  },
  NFSVolumeSource: { server: filled, path: filledAndNamed(form.absolutePath) },
  ConfigMapVolumeSource: { name: filled, defaultMode: fileMode },
  SecretVolumeSource: { secretName: filled, defaultMode: fileMode },
  ConfigMapProjection: { name: filled },
  SecretProjection: { name: filled },
  ProjectedVolumeSource: { defaultMode: fileMode },
  DownwardAPIVolumeSource: { defaultMode: fileMode },
  DownwardAPIVolumeFile: { path: filledAndNamed(form.filePathBelow), mode: fileMode },
  KeyToPath: { key: filled, path: filledAndNamed(form.filePathBelow), mode: fileMode },
  PersistentVolumeClaimVolumeSource: { claimName: filled },
  ServiceAccountTokenProjection: {
    expirationSeconds: between(600, 2 ** 32),
    path: filledAndNamed(form.filePathBelow),
  },
  CSIVolumeSource: { driver: filled },
  VsphereVirtualDiskVolumeSource: { volumePath: filled },
  AzureFileVolumeSource: { secretName: filled, shareName: filled },
  AzureDiskVolumeSource: {
    diskName: filled,
    diskURI: filled,
  },
};

/** Fields that the schema leaves optional but the API server does not do without. */
export const podLacks: Readonly<Record<string, readonly string[]>> = {
  ConfigMapEnvSource: ['name'],
  SecretEnvSource: ['name'],
  ConfigMapKeySelector: ['name'],
  SecretKeySelector: ['name'],
  ConfigMapVolumeSource: ['name'],
  SecretVolumeSource: ['secretName'],
  ConfigMapProjection: ['name'],
  SecretProjection: ['name'],
  EphemeralVolumeSource: ['volumeClaimTemplate'],
  ExecAction: ['command'],
};
