import {
  all,
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
const protocol = oneOf('TCP', 'UDP', 'SCTP');
const pullPolicy = oneOf('Always', 'IfNotPresent', 'Never');
const refersTo = filledAndNamed(form.dnsSubdomain);

const container: FieldChecks = {
  name: filledAndNamed(form.dnsLabel),
  imagePullPolicy: pullPolicy,
  terminationMessagePolicy: oneOf('File', 'FallbackToLogsOnError'),
  restartPolicy: oneOf('Always', 'Never', 'OnFailure'),
};

const profile: FieldChecks = {
  type: all(filled, oneOf('Localhost', 'RuntimeDefault', 'Unconfined')),
};

const keyOfData: FieldChecks = { name: refersTo, key: filledAndNamed(form.configKey) };

const requirement: FieldChecks = { key: filledAndNamed(form.qualifiedName) };

/**
 * What the API server demands of single fields in pods, by type. After the validation of k8s.io/kubernetes 1.36
 * (`pkg/apis/core/validation`); feature gates at their defaults.
 */
export const podFields: Readonly<Record<string, FieldChecks>> = {
  Container: container,
  EphemeralContainer: container,
  ContainerPort: {
    name: named(form.portName),
    containerPort: portNumber,
    // Zero counts as absent.
    hostPort: between(0, 65535),
    protocol,
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
  HTTPGetAction: { port: portOrName(form.portName), scheme: oneOf('HTTP', 'HTTPS') },
  HTTPHeader: { name: filledAndNamed(form.headerName) },
  TCPSocketAction: { port: portOrName(form.portName) },
  GRPCAction: { port: portNumber },
  VolumeMount: {
    name: filled,
    mountPath: filled,
    mountPropagation: oneOf('None', 'HostToContainer', 'Bidirectional'),
    recursiveReadOnly: oneOf('Disabled', 'Enabled', 'IfPossible'),
  },
  VolumeDevice: { name: filled, devicePath: filledAndNamed(form.pathWithoutBacksteps) },
  ContainerResizePolicy: {
    resourceName: all(filled, oneOf('cpu', 'memory')),
    restartPolicy: all(filled, oneOf('NotRequired', 'RestartContainer')),
  },
  SecurityContext: {
    runAsUser: userOrGroup,
    runAsGroup: userOrGroup,
    procMount: oneOf('Default', 'Unmasked'),
  },
  PodSecurityContext: {
    runAsUser: userOrGroup,
    runAsGroup: userOrGroup,
    fsGroup: userOrGroup,
    supplementalGroups: each(userOrGroup),
    fsGroupChangePolicy: oneOf('Always', 'OnRootMismatch'),
    supplementalGroupsPolicy: oneOf('Merge', 'Strict'),
    seLinuxChangePolicy: oneOf('Recursive', 'MountOption'),
  },
  SeccompProfile: profile,
  AppArmorProfile: profile,
  Sysctl: { name: filledAndNamed(form.sysctlName) },
  PodSpec: {
    restartPolicy: oneOf('Always', 'OnFailure', 'Never'),
    dnsPolicy: oneOf('ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'),
    preemptionPolicy: oneOf('PreemptLowerPriority', 'Never'),
    activeDeadlineSeconds: between(1, 2 ** 31 - 1),
    serviceAccountName: named(form.dnsSubdomain),
    nodeName: named(form.dnsSubdomain),
    priorityClassName: named(form.dnsSubdomain),
    runtimeClassName: named(form.dnsSubdomain),
    hostnameOverride: named(form.dnsSubdomain),
  },
  PodOS: { name: all(filled, oneOf('linux', 'windows')) },
  PodReadinessGate: { conditionType: filledAndNamed(form.qualifiedName) },
  PodSchedulingGate: { name: filledAndNamed(form.qualifiedName) },
  PodResourceClaim: {
    name: filledAndNamed(form.dnsLabel),
    resourceClaimName: named(form.dnsSubdomain),
    resourceClaimTemplateName: named(form.dnsSubdomain),
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
    whenUnsatisfiable: all(filled, oneOf('DoNotSchedule', 'ScheduleAnyway')),
    nodeAffinityPolicy: oneOf('Honor', 'Ignore'),
    nodeTaintsPolicy: oneOf('Honor', 'Ignore'),
  },
  Toleration: {
    key: named(form.qualifiedName),
    operator: oneOf('Equal', 'Exists'),
    effect: oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
  },
  HostPathVolumeSource: {
    path: filledAndNamed(form.pathWithoutBacksteps),
    type: oneOf(
      'DirectoryOrCreate',
      'Directory',
      'FileOrCreate',
      'File',
      'Socket',
      'CharDevice',
      'BlockDevice',
    ),
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
  ImageVolumeSource: { pullPolicy },
  AzureFileVolumeSource: { secretName: filled, shareName: filled },
  AzureDiskVolumeSource: {
    diskName: filled,
    diskURI: filled,
    cachingMode: oneOf('None', 'ReadOnly', 'ReadWrite'),
    kind: oneOf('Shared', 'Dedicated', 'Managed'),
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
