import type { SchemaJson } from '../../../src/manifest/schema/schemaJson.ts';

/**
 * Lists whose items are told apart by the named fields (`x-kubernetes-list-type: map`), by `Type.field`. The declarations
 * of the client lost them. Source: the `x-kubernetes-list-map-keys` in Kubernetes' OpenAPI document, release 1.36, which
 * come from the `+listMapKey` marks on the API types; a test holds this table against it. A type's other versions are alike.
 */
const keysByField: Readonly<Record<string, readonly string[]>> = {
  'CSINodeSpec.drivers': ['name'],
  'Container.env': ['name'],
  'Container.ports': ['containerPort', 'protocol'],
  'Container.volumeDevices': ['devicePath'],
  'Container.volumeMounts': ['mountPath'],
  'ContainerStatus.allocatedResourcesStatus': ['name'],
  'ContainerStatus.volumeMounts': ['mountPath'],
  'EphemeralContainer.env': ['name'],
  'EphemeralContainer.ports': ['containerPort', 'protocol'],
  'EphemeralContainer.volumeDevices': ['devicePath'],
  'EphemeralContainer.volumeMounts': ['mountPath'],
  'JSONSchemaProps.x-kubernetes-validations': ['rule'],
  'MutatingAdmissionPolicySpec.matchConditions': ['name'],
  'MutatingWebhook.matchConditions': ['name'],
  'MutatingWebhookConfiguration.webhooks': ['name'],
  'NodeStatus.addresses': ['type'],
  'ObjectMeta.ownerReferences': ['uid'],
  'PodGroupSpec.resourceClaims': ['name'],
  'PodGroupStatus.resourceClaimStatuses': ['name'],
  'PodGroupTemplate.resourceClaims': ['name'],
  'PodSpec.containers': ['name'],
  'PodSpec.ephemeralContainers': ['name'],
  'PodSpec.hostAliases': ['ip'],
  'PodSpec.imagePullSecrets': ['name'],
  'PodSpec.initContainers': ['name'],
  'PodSpec.resourceClaims': ['name'],
  'PodSpec.schedulingGates': ['name'],
  'PodSpec.topologySpreadConstraints': ['topologyKey', 'whenUnsatisfiable'],
  'PodSpec.volumes': ['name'],
  'PodStatus.podIPs': ['ip'],
  'PodStatus.resourceClaimStatuses': ['name'],
  'ResourceClaimStatus.devices': ['driver', 'device', 'pool', 'shareID'],
  'ResourceClaimStatus.reservedFor': ['uid'],
  'ResourceRequirements.claims': ['name'],
  'ResourceStatus.resources': ['resourceID'],
  'ServiceAccount.secrets': ['name'],
  'ServiceSpec.ports': ['port', 'protocol'],
  'StorageVersionStatus.storageVersions': ['apiServerID'],
  'ValidatingAdmissionPolicySpec.matchConditions': ['name'],
  'ValidatingAdmissionPolicySpec.variables': ['name'],
  'ValidatingWebhook.matchConditions': ['name'],
  'ValidatingWebhookConfiguration.webhooks': ['name'],
  'WorkloadSpec.podGroupTemplates': ['name'],
};

/** Lists that hold each value once (`x-kubernetes-list-type: set`), by `Type.field`. Source as above, `+listType=set`. */
const sets: ReadonlySet<string> = new Set([
  'CSIDriverSpec.volumeLifecycleModes',
  'ContainerRestartRuleOnExitCodes.values',
  'Endpoint.addresses',
  'NodeAllocatableResourceClaimStatus.containers',
  'NodeSpec.podCIDRs',
  'NonResourcePolicyRule.nonResourceURLs',
  'NonResourcePolicyRule.verbs',
  'ObjectMeta.finalizers',
  'PodFailurePolicyOnExitCodesRequirement.values',
  'ResourcePolicyRule.apiGroups',
  'ResourcePolicyRule.namespaces',
  'ResourcePolicyRule.resources',
  'ResourcePolicyRule.verbs',
  'ServerStorageVersion.decodableVersions',
  'ServerStorageVersion.servedVersions',
  'UncountedTerminatedPods.failed',
  'UncountedTerminatedPods.succeeded',
  'ValidatingAdmissionPolicyBindingSpec.validationActions',
]);

/** The keywords that say how a list's items are told apart; none for a list that is one value as a whole. */
export function listKeywords(type: string, field: string): SchemaJson {
  const name = `${type}.${field}`;
  const keys = field === 'conditions' && !plainConditions.has(type) ? ['type'] : keysByField[name];
  if (keys !== undefined) return { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': keys };
  return sets.has(name) ? { 'x-kubernetes-list-type': 'set' } : {};
}

/** Conditions are told apart by their type, but for those of Jobs, which are one value. */
const plainConditions: ReadonlySet<string> = new Set(['JobStatus']);
