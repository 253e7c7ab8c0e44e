import { coreFieldTypes } from './coreFieldTypes.ts';
import type { SchemaJson } from './schemaJson.ts';

/** Where a schema stands: the core type around it and the field that holds it, alone or as the item of a list. */
export interface TypedField {
  readonly type: string;
  readonly field: string;
  /** True where the schema around only takes fields of the type beside its own: then fields count for more than names. */
  readonly isLoose?: boolean;
}

/** How a core type is known by its fields alone. */
interface Signature {
  readonly type: string;
  /** All of these must stand. */
  readonly fields: readonly string[];
  /** None of these may stand. */
  readonly without?: readonly string[];
  /** Where set, nothing may stand but `fields` and these. */
  readonly also?: readonly string[];
  /** A field, and the type that it must be of. */
  readonly holding?: readonly [field: string, type: string];
}

/**
 * Tells which core type (`Container`, `PodSpec`, `Probe` …) a schema without a name is, as CRDs write pod templates out
 * in full; undefined where it is none or could be several. What stands in a field of a known core type is told by that
 * field; everything else by its own fields, leniently, since CRDs are made with older and newer Kubernetes versions.
 */
export function recognizedType(json: SchemaJson, within?: TypedField): string | undefined {
  const { properties } = json;
  const fields = within && coreFieldTypes[within.type];
  const told = within && fields && Object.hasOwn(fields, within.field) ? fields[within.field] : undefined;
  const mustBeSeen = within?.isLoose === true && signatures.some(({ type }) => type === told);
  if (told !== undefined && !mustBeSeen) return saysItsFields(json) ? told : undefined;
  if (properties === undefined) return undefined;
  const { metadata, spec } = properties;
  if (metadata !== undefined && spec !== undefined) return templateOf(spec);
  return signatures.find(signature => matches(signature, properties))?.type;
}

/**
 * An object without fields holds none: `metadata: {type: object}` in a pod template takes no labels on the server either,
 * so nothing of the core type is true of it.
 */
function saysItsFields({
  type,
  properties,
  'x-kubernetes-preserve-unknown-fields': isOpen,
}: SchemaJson): boolean {
  return properties !== undefined || (type === 'object' && isOpen === true);
}

/** `metadata` and `spec`: a template of whatever the specification is one of. */
function templateOf(spec: SchemaJson): string | undefined {
  const type = spec['x-timonel-type'] ?? recognizedType(spec);
  return type && Object.hasOwn(templates, type) ? templates[type] : undefined;
}

const templates: Readonly<Record<string, string>> = {
  PodSpec: 'PodTemplateSpec',
  JobSpec: 'JobTemplateSpec',
  PersistentVolumeClaimSpec: 'PersistentVolumeClaimTemplate',
};

function matches(signature: Signature, properties: Readonly<Record<string, SchemaJson>>): boolean {
  const { fields, without, also, holding } = signature;
  if (!fields.every(field => Object.hasOwn(properties, field))) return false;
  if (without?.some(field => Object.hasOwn(properties, field))) return false;
  if (holding !== undefined && recognizedType(properties[holding[0]] ?? {}) !== holding[1]) return false;
  return (
    also === undefined || Object.keys(properties).every(key => fields.includes(key) || also.includes(key))
  );
}

const signatures: readonly Signature[] = [
  {
    type: 'PodSpec',
    fields: ['containers', 'volumes', 'nodeSelector', 'tolerations', 'restartPolicy', 'dnsPolicy'],
  },
  {
    type: 'Container',
    fields: ['name', 'image', 'imagePullPolicy', 'command', 'args', 'env', 'volumeMounts', 'resources'],
    // Serving runtimes take these fields and more for a model, whose image and name come from elsewhere.
    without: ['storageUri', 'modelFormat', 'modelURI'],
  },
  {
    type: 'JobSpec',
    fields: ['template', 'parallelism', 'completions', 'backoffLimit', 'activeDeadlineSeconds'],
  },
  {
    type: 'PersistentVolumeClaimSpec',
    fields: ['accessModes', 'resources', 'storageClassName', 'volumeName'],
  },
  {
    type: 'Volume',
    fields: ['name', 'emptyDir', 'hostPath', 'configMap', 'secret', 'persistentVolumeClaim'],
  },
  { type: 'Probe', fields: ['initialDelaySeconds', 'periodSeconds', 'failureThreshold', 'httpGet'] },
  { type: 'Lifecycle', fields: ['postStart', 'preStop'] },
  // Arguments of other systems have the same fields, but take their values from fewer places.
  {
    type: 'EnvVar',
    fields: ['name', 'value', 'valueFrom'],
    also: [],
    holding: ['valueFrom', 'EnvVarSource'],
  },
  { type: 'EnvVarSource', fields: ['configMapKeyRef', 'secretKeyRef', 'fieldRef', 'resourceFieldRef'] },
  { type: 'EnvFromSource', fields: ['configMapRef', 'prefix', 'secretRef'], also: [] },
  { type: 'ContainerPort', fields: ['containerPort', 'hostPort', 'protocol'] },
  { type: 'VolumeMount', fields: ['mountPath', 'name', 'readOnly', 'subPath'] },
  { type: 'ResourceRequirements', fields: ['limits', 'requests'], also: ['claims'] },
  {
    type: 'SecurityContext',
    fields: ['allowPrivilegeEscalation', 'capabilities', 'privileged', 'runAsUser'],
  },
  { type: 'PodSecurityContext', fields: ['fsGroup', 'runAsUser', 'supplementalGroups', 'sysctls'] },
  { type: 'Affinity', fields: ['nodeAffinity', 'podAffinity', 'podAntiAffinity'] },
  { type: 'NodeSelector', fields: ['nodeSelectorTerms'], also: [] },
  { type: 'NodeSelectorTerm', fields: ['matchExpressions', 'matchFields'], also: [] },
  { type: 'PodAffinityTerm', fields: ['topologyKey', 'labelSelector', 'namespaces'] },
  { type: 'TopologySpreadConstraint', fields: ['maxSkew', 'topologyKey', 'whenUnsatisfiable'] },
  { type: 'Toleration', fields: ['effect', 'key', 'operator', 'tolerationSeconds', 'value'], also: [] },
  { type: 'LabelSelector', fields: ['matchExpressions', 'matchLabels'], also: [] },
  { type: 'HorizontalPodAutoscalerBehavior', fields: ['scaleDown', 'scaleUp'], also: [] },
  {
    type: 'MetricSpec',
    fields: ['external', 'object', 'pods', 'resource', 'type'],
    also: ['containerResource'],
  },
  { type: 'PodDNSConfig', fields: ['nameservers', 'options', 'searches'], also: [] },
  { type: 'HostAlias', fields: ['hostnames', 'ip'], also: [] },
];
