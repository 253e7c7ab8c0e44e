import type { Random } from '../random.ts';
import type { Schema } from '../schema/schema.ts';
import { copyOf, isJsonObject, type JsonObject, type KubeObject } from './kubeObject.ts';
import type { ServedKind } from './servedKind.ts';
import type { Container, Pod, PodSpec, Workload } from './wire.ts';

type Defaulter = (object: KubeObject, random: Random) => void;

/** A copy with the fields that the server fills in, and without nulls. */
export function withDefaults(kind: ServedKind, object: KubeObject, random: Random): KubeObject {
  const copy = withoutNulls(object) as KubeObject;
  if (kind.isCustom) return withSchemaDefaults(copy, kind.schema) as KubeObject;
  defaulters[kind.kind]?.(copy, random);
  return copy;
}

/** The fields of a custom kind that its schema gives a value. */
function withSchemaDefaults(value: unknown, schema: Schema | undefined): unknown {
  if (!schema) return value;
  if (Array.isArray(value)) return value.map(item => withSchemaDefaults(item, schema.items));
  if (!isJsonObject(value)) return value;
  const filled: JsonObject = { ...value };
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (filled[name] === undefined && field.default !== undefined) filled[name] = copyOf(field.default);
    if (filled[name] !== undefined) filled[name] = withSchemaDefaults(filled[name], field);
  }
  return filled;
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isJsonObject(value)) return value;
  const kept: JsonObject = {};
  for (const [key, item] of Object.entries(value)) {
    if (item !== undefined && (item !== null || nullable.has(key))) kept[key] = withoutNulls(item);
  }
  return kept;
}
/** Fields that the server itself writes as null. */
const nullable = new Set([
  'currentMetrics',
  'eventTime',
  'firstTimestamp',
  'lastTimestamp',
  'lastProbeTime',
  'creationTimestamp',
]);

/** Fills in what is absent. */
function fill(target: object | undefined, defaults: JsonObject): void {
  if (!target) return;
  for (const [key, value] of Object.entries(defaults)) {
    const record = target as JsonObject;
    if (record[key] === undefined) record[key] = copyOf(value);
  }
}

const defaulters: Readonly<Record<string, Defaulter>> = {
  Pod: object => {
    const pod = object as Pod;
    fillPodSpec(pod.spec);
    // What is limited and not requested is requested: in pods alone, never in templates.
    for (const { resources } of [...pod.spec.containers, ...(pod.spec.initContainers ?? [])]) {
      if (resources?.limits) resources.requests = { ...resources.limits, ...resources.requests };
    }
    fill(pod.spec, {
      enableServiceLinks: true,
      preemptionPolicy: 'PreemptLowerPriority',
      priority: 0,
      serviceAccountName: 'default',
    });
    fill(pod.spec, { serviceAccount: pod.spec['serviceAccountName'], tolerations: [] });
    for (const key of ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']) {
      const tolerations = pod.spec.tolerations ?? [];
      if (tolerations.some(toleration => toleration.key === key || !toleration.key)) continue;
      tolerations.push({ effect: 'NoExecute', key, operator: 'Exists', tolerationSeconds: 300 });
    }
    pod.status ??= { phase: 'Pending', qosClass: qosClassOf(pod.spec) };
  },
  Deployment: object => {
    const { spec } = object as Workload;
    object.status ??= {};
    fill(spec, { replicas: 1, progressDeadlineSeconds: 600, revisionHistoryLimit: 10, strategy: {} });
    fill(spec.strategy, { type: 'RollingUpdate' });
    if (spec.strategy?.type === 'RollingUpdate') {
      fill(spec.strategy, { rollingUpdate: {} });
      fill(spec.strategy.rollingUpdate, { maxSurge: '25%', maxUnavailable: '25%' });
    }
    fillPodSpec(spec.template?.spec);
  },
  ReplicaSet: object => {
    const { spec } = object as Workload;
    object.status ??= { replicas: 0 };
    fill(spec, { replicas: 1 });
    fillPodSpec(spec.template?.spec);
  },
  StatefulSet: object => {
    const { spec } = object as Workload;
    object.status ??= { availableReplicas: 0, replicas: 0 };
    fill(spec, {
      replicas: 1,
      podManagementPolicy: 'OrderedReady',
      revisionHistoryLimit: 10,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    });
    fillPodSpec(spec.template?.spec);
  },
  DaemonSet: object => {
    const { spec } = object as Workload;
    object.status ??= {
      currentNumberScheduled: 0,
      desiredNumberScheduled: 0,
      numberMisscheduled: 0,
      numberReady: 0,
    };
    fill(spec, {
      revisionHistoryLimit: 10,
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
    });
    fillPodSpec(spec.template?.spec);
  },
  Job: object => fillJob(object),
  CronJob: object => {
    object.status ??= {};
    fill(object.spec, {
      concurrencyPolicy: 'Allow',
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
      suspend: false,
    });
    fillPodSpec(
      (object.spec as { jobTemplate?: { spec?: { template?: { spec?: PodSpec } } } }).jobTemplate?.spec
        ?.template?.spec,
    );
  },
  Service: (object, random) => {
    object.spec ??= {};
    const spec = object.spec as JsonObject;
    fill(spec, { type: 'ClusterIP', sessionAffinity: 'None' });
    if (spec['type'] !== 'ExternalName') {
      const address = `10.96.${Math.floor(random() * 256)}.${1 + Math.floor(random() * 254)}`;
      fill(spec, {
        clusterIP: address,
        internalTrafficPolicy: 'Cluster',
        ipFamilies: ['IPv4'],
        ipFamilyPolicy: 'SingleStack',
      });
      fill(spec, { clusterIPs: [spec['clusterIP']] });
    }
    for (const port of (spec['ports'] ?? []) as JsonObject[]) {
      fill(port, { protocol: 'TCP', targetPort: port['port'] });
    }
    object.status ??= { loadBalancer: {} };
  },
  Namespace: object => {
    fill(object, { spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } });
    object.metadata.labels = {
      'kubernetes.io/metadata.name': object.metadata.name,
      ...object.metadata.labels,
    };
  },
  Secret: object => {
    fill(object, { type: 'Opaque' });
    const { stringData, ...rest } = object as KubeObject & { stringData?: Record<string, string> };
    if (!stringData) return;
    const encoded = Object.entries(stringData).map(([key, value]) => [
      key,
      Buffer.from(value).toString('base64'),
    ]);
    delete object['stringData'];
    object['data'] = { ...(rest['data'] as object | undefined), ...Object.fromEntries(encoded) };
  },
  PersistentVolumeClaim: object => {
    fill(object.spec, { volumeMode: 'Filesystem' });
    object.status ??= { phase: 'Pending' };
  },
  PersistentVolume: object => {
    fill(object.spec, { volumeMode: 'Filesystem', persistentVolumeReclaimPolicy: 'Retain' });
    object.status ??= { phase: 'Pending' };
  },
  HorizontalPodAutoscaler: object => {
    const target = { type: 'Utilization', averageUtilization: 80 };
    fill(object.spec, { minReplicas: 1, metrics: [{ type: 'Resource', resource: { name: 'cpu', target } }] });
    object.status ??= { currentMetrics: null, desiredReplicas: 0 };
  },
  Node: object => {
    object.spec ??= {};
  },
};

function fillJob(object: KubeObject): void {
  object.status ??= {};
  const spec = object.spec as JsonObject;
  fill(spec, {
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    parallelism: 1,
    podReplacementPolicy: 'TerminatingOrFailed',
    suspend: false,
    manualSelector: false,
  });
  if (spec['parallelism'] === 1) fill(spec, { completions: 1 });
  const { uid, name } = object.metadata;
  const template = spec['template'] as { metadata?: JsonObject; spec?: PodSpec } | undefined;
  if (!template) return;
  fillPodSpec(template.spec);
  if (spec['manualSelector'] === true) return;
  fill(spec, { selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } } });
  template.metadata ??= {};
  fill(template.metadata, { labels: {} });
  fill(template.metadata['labels'] as JsonObject, {
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  });
  // A Job that has no labels of its own takes those of its pods.
  object.metadata.labels ??= { ...(template.metadata['labels'] as Record<string, string>) };
}

function fillPodSpec(spec: PodSpec | undefined): void {
  if (!spec) return;
  fill(spec, {
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
  });
  for (const container of [...(spec.initContainers ?? []), ...(spec.containers ?? [])])
    fillContainer(container);
}

function fillContainer(container: Container): void {
  const isMoving =
    !container.image?.includes('@') && /(:latest|^[^:]*(?:\/[^:]*)?)$/.test(container.image ?? '');
  fill(container, {
    imagePullPolicy: isMoving ? 'Always' : 'IfNotPresent',
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  });
  for (const port of container.ports ?? []) fill(port, { protocol: 'TCP' });
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const probe = container[name] as { httpGet?: object } | undefined;
    fill(probe, { failureThreshold: 3, periodSeconds: 10, successThreshold: 1, timeoutSeconds: 1 });
    fill(probe?.httpGet, { path: '/', scheme: 'HTTP' });
  }
}

function qosClassOf(spec: PodSpec): string {
  const all = spec.containers ?? [];
  const isBare = all.every(({ resources }) => !resources?.limits && !resources?.requests);
  if (isBare) return 'BestEffort';
  const isGuaranteed = all.every(({ resources }) =>
    ['cpu', 'memory'].every(name => {
      const limit = resources?.limits?.[name];
      return limit !== undefined && (resources?.requests?.[name] ?? limit) === limit;
    }),
  );
  return isGuaranteed ? 'Guaranteed' : 'Burstable';
}
