import { schemaCauses } from './bodyCheck.ts';
import { isSameJson, type JsonObject, type KubeObject } from './kubeObject.ts';
import { matcherOf } from './labelSelector.ts';
import type { ServedKind } from './servedKind.ts';
import { refusals, type StatusCause } from './status.ts';
import type { Container, PodSpec, PodTemplate, Workload } from './wire.ts';

const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const dnsSubdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Refuses with 422 what breaks a rule of the kind. */
export function validate(kind: ServedKind, object: KubeObject, previous: KubeObject | undefined): void {
  const causes = [
    ...nameCauses(kind, object.metadata.name),
    ...(kind.isCustom ? schemaCauses(kind, object) : (rules[kind.kind]?.(object, previous) ?? [])),
  ];
  if (causes.length > 0) throw refusals.invalid(kind, object.metadata.name, causes);
}

type Rule = (object: KubeObject, previous: KubeObject | undefined) => readonly StatusCause[];

const required = (field: string, detail = ''): StatusCause => ({
  reason: 'FieldValueRequired',
  message: `Required value${detail ? `: ${detail}` : ''}`,
  field,
});
const invalid = (field: string, value: unknown, detail: string): StatusCause => ({
  reason: 'FieldValueInvalid',
  message: `Invalid value: ${JSON.stringify(value)}: ${detail}`,
  field,
});

const rules: Readonly<Record<string, Rule>> = {
  Pod: (object, previous) => {
    const spec = object.spec as PodSpec | undefined;
    const fixed = previous ? changedPodFields(spec, previous.spec as PodSpec) : [];
    return [...podSpecCauses(spec, 'spec'), ...fixed];
  },
  Deployment: workloadRule,
  ReplicaSet: workloadRule,
  StatefulSet: workloadRule,
  DaemonSet: workloadRule,
  Job: (object, previous) => {
    const spec = object.spec as { template?: PodTemplate; selector?: unknown } | undefined;
    const policy = spec?.template?.spec?.restartPolicy;
    const isMisplaced = policy !== 'Never' && policy !== 'OnFailure';
    const misplaced = required('spec.template.spec.restartPolicy', 'valid values: "OnFailure", "Never"');
    return [
      ...podSpecCauses(spec?.template?.spec, 'spec.template.spec'),
      ...(isMisplaced ? [misplaced] : []),
      ...immutable(object, previous, ['template', 'completions', 'completionMode', 'selector']),
    ];
  },
  Service: object => {
    const spec = object.spec as { ports?: unknown[]; type?: string; clusterIP?: string } | undefined;
    const needsPorts = spec?.type !== 'ExternalName' && spec?.clusterIP !== 'None';
    return needsPorts && !spec?.ports?.length ? [required('spec.ports')] : [];
  },
  PersistentVolumeClaim: object => {
    const spec = object.spec as
      | { accessModes?: string[]; resources?: { requests?: { storage?: string } } }
      | undefined;
    return [
      ...(spec?.accessModes?.length
        ? []
        : [required('spec.accessModes', 'at least 1 access mode is required')]),
      ...(spec?.resources?.requests?.storage ? [] : [required('spec.resources[storage]')]),
    ];
  },
  ConfigMap: (object, previous) => {
    const isFixed = (previous as { immutable?: boolean } | undefined)?.immutable === true;
    const isSame = isSameJson(object['data'], previous?.['data']);
    if (!isFixed || isSame) return [];
    return [
      {
        reason: 'FieldValueForbidden',
        message: 'Forbidden: field is immutable when `immutable` is set',
        field: 'data',
      },
    ];
  },
};

function workloadRule(object: KubeObject, previous: KubeObject | undefined): readonly StatusCause[] {
  const spec = object.spec as Partial<Workload['spec']> | undefined;
  const replicas = spec?.replicas ?? 0;
  const labels = spec?.template?.metadata?.labels;
  const fits = matcherOf(spec?.selector)(labels ?? {});
  const mismatch = invalid(
    'spec.template.metadata.labels',
    labels ?? {},
    '`selector` does not match template `labels`',
  );
  return [
    ...(replicas < 0 ? [invalid('spec.replicas', replicas, 'must be greater than or equal to 0')] : []),
    ...(spec?.selector ? [] : [required('spec.selector')]),
    ...(fits ? [] : [mismatch]),
    ...podSpecCauses(withClaims(spec), 'spec.template.spec'),
    ...immutable(object, previous, ['selector']),
  ];
}

/** The claims of a StatefulSet become volumes of its pods. */
function withClaims(spec: Partial<Workload['spec']> | undefined): PodSpec | undefined {
  const pod = spec?.template?.spec;
  const claims = (spec?.volumeClaimTemplates ?? []).map(claim => ({ name: claim.metadata.name }));
  return pod && claims.length > 0 ? { ...pod, volumes: [...(pod.volumes ?? []), ...claims] } : pod;
}

function immutable(
  object: KubeObject,
  previous: KubeObject | undefined,
  fields: readonly string[],
): readonly StatusCause[] {
  if (!previous) return [];
  const now = (object.spec ?? {}) as JsonObject;
  const before = (previous.spec ?? {}) as JsonObject;
  return fields
    .filter(field => !isSameJson(now[field], before[field]))
    .map(field => invalid(`spec.${field}`, now[field] ?? null, 'field is immutable'));
}

function podSpecCauses(spec: PodSpec | undefined, path: string): readonly StatusCause[] {
  if (!spec?.containers?.length) return [required(`${path}.containers`)];
  const lists = [
    ['containers', spec.containers],
    ['initContainers', spec.initContainers ?? []],
  ] as const;
  return lists.flatMap(([list, containers]) =>
    containers.flatMap((container, index) => containerCauses(container, `${path}.${list}[${index}]`, spec)),
  );
}

function containerCauses(container: Container, path: string, spec: PodSpec): readonly StatusCause[] {
  const volumes = new Set((spec.volumes ?? []).map(volume => volume.name));
  const mounts = (container['volumeMounts'] ?? []) as readonly { name: string }[];
  return [
    ...(container.name ? [] : [required(`${path}.name`)]),
    ...(container.name && !dnsLabel.test(container.name)
      ? [invalid(`${path}.name`, container.name, labelWords)]
      : []),
    ...(container.image ? [] : [required(`${path}.image`)]),
    ...mounts.flatMap((mount, index) =>
      volumes.has(mount.name)
        ? []
        : [
            {
              reason: 'FieldValueNotFound',
              message: `Not found: ${JSON.stringify(mount.name)}`,
              field: `${path}.volumeMounts[${index}].name`,
            },
          ],
    ),
  ];
}

/** Of a pod that is there only images, tolerations, deadlines and the grace period may change. */
function changedPodFields(spec: PodSpec | undefined, before: PodSpec): readonly StatusCause[] {
  const bare = (pod: PodSpec | undefined) => {
    if (!pod) return undefined;
    const {
      tolerations: _,
      activeDeadlineSeconds: __,
      terminationGracePeriodSeconds: ___,
      nodeName: ____,
      ...rest
    } = pod;
    const { containers, initContainers = [] } = pod;
    const withoutImage = ({ image: _image, ...container }: Container) => container;
    return {
      ...rest,
      containers: containers.map(withoutImage),
      initContainers: initContainers.map(withoutImage),
    };
  };
  if (isSameJson(bare(spec), bare(before))) return [];
  return [
    {
      reason: 'FieldValueForbidden',
      message:
        'Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
      field: 'spec',
    },
  ];
}

const labelWords =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const subdomainWords =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

function nameCauses(kind: ServedKind, name: string): readonly StatusCause[] {
  if (kind.group === 'rbac.authorization.k8s.io') return [];
  const isLabel = kind.kind === 'Namespace' || (kind.kind === 'Service' && kind.group === '');
  const isFine = isLabel
    ? dnsLabel.test(name) && name.length <= 63
    : dnsSubdomain.test(name) && name.length <= 253;
  return isFine ? [] : [invalid('metadata.name', name, isLabel ? labelWords : subdomainWords)];
}
