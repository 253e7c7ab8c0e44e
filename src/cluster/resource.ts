/** A kind as the API serves it. */
export interface ResourceKind {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** Lower-case plural of the path, `pods`. */
  readonly plural: string;
  /** `Pod`. */
  readonly kind: string;
  readonly isNamespaced: boolean;
}

/** Names one object. `namespace` is absent for cluster-scoped kinds. */
export interface ObjectRef {
  readonly kind: ResourceKind;
  readonly namespace?: string;
  readonly name: string;
}

/** A wire object: JSON as the server sent it, not yet looked at. */
export type WireObject = Readonly<Record<string, unknown>>;

/** `apps/v1`, `v1`. */
export function apiVersionOf(kind: ResourceKind): string {
  return kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
}

/** A key that is unique over all kinds of a cluster: `apps/deployments`, `pods`. */
export function kindKey(kind: ResourceKind): string {
  return kind.group === '' ? kind.plural : `${kind.group}/${kind.plural}`;
}

/** The collection's path, `/apis/apps/v1/namespaces/a/deployments`; over all namespaces without one. */
export function collectionPath(kind: ResourceKind, namespace?: string): string {
  const root = kind.group === '' ? `/api/${kind.version}` : `/apis/${kind.group}/${kind.version}`;
  const scope = kind.isNamespaced && namespace ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${root}${scope}/${kind.plural}`;
}

/** One object's path, `/api/v1/namespaces/a/pods/b`. */
export function objectPath(ref: ObjectRef): string {
  return `${collectionPath(ref.kind, ref.namespace)}/${encodeURIComponent(ref.name)}`;
}

const namespaced = (group: string, version: string, plural: string, kind: string): ResourceKind => ({
  group,
  version,
  plural,
  kind,
  isNamespaced: true,
});
const clusterWide = (group: string, version: string, plural: string, kind: string): ResourceKind => ({
  ...namespaced(group, version, plural, kind),
  isNamespaced: false,
});

/** The built-in kinds that Timonel reads. */
export const kinds = {
  namespaces: clusterWide('', 'v1', 'namespaces', 'Namespace'),
  nodes: clusterWide('', 'v1', 'nodes', 'Node'),
  pods: namespaced('', 'v1', 'pods', 'Pod'),
  services: namespaced('', 'v1', 'services', 'Service'),
  configMaps: namespaced('', 'v1', 'configmaps', 'ConfigMap'),
  secrets: namespaced('', 'v1', 'secrets', 'Secret'),
  events: namespaced('', 'v1', 'events', 'Event'),
  persistentVolumeClaims: namespaced('', 'v1', 'persistentvolumeclaims', 'PersistentVolumeClaim'),
  persistentVolumes: clusterWide('', 'v1', 'persistentvolumes', 'PersistentVolume'),
  deployments: namespaced('apps', 'v1', 'deployments', 'Deployment'),
  statefulSets: namespaced('apps', 'v1', 'statefulsets', 'StatefulSet'),
  daemonSets: namespaced('apps', 'v1', 'daemonsets', 'DaemonSet'),
  replicaSets: namespaced('apps', 'v1', 'replicasets', 'ReplicaSet'),
  jobs: namespaced('batch', 'v1', 'jobs', 'Job'),
  cronJobs: namespaced('batch', 'v1', 'cronjobs', 'CronJob'),
  horizontalPodAutoscalers: namespaced(
    'autoscaling',
    'v2',
    'horizontalpodautoscalers',
    'HorizontalPodAutoscaler',
  ),
  inferenceServices: namespaced('serving.kserve.io', 'v1beta1', 'inferenceservices', 'InferenceService'),
} as const;
