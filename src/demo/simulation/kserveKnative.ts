import { kinds, type ResourceKind } from '../../cluster/resource.ts';
import { isSameJson, type KubeObject } from '../api/kubeObject.ts';
import type { Condition, PodSpec, Workload } from '../api/wire.ts';
import { type ClusterAccess, controlledBy } from './clusterAccess.ts';
import {
  type ChosenRuntime,
  type InferenceService,
  predictorMeta,
  predictorPod,
  reportStatus,
  type TrafficTarget,
} from './kserve.ts';
import { loaded, merged, pending, runtimeNameOf } from './kserveStandard.ts';

const manager = 'kserve-controller-manager';
const knative = (plural: string, kind: string): ResourceKind => ({
  group: 'serving.knative.dev',
  version: 'v1',
  plural,
  kind,
  isNamespaced: true,
});
export const revisions = knative('revisions', 'Revision');

interface Revision extends KubeObject {
  spec: PodSpec;
}

type PredictorStatus = NonNullable<
  NonNullable<NonNullable<InferenceService['status']>['components']>['predictor']
>;

/** Knative mode: each change of the model is a revision with pods of its own, and traffic is shared between the last two. */
export function reconcileKnative(
  access: ClusterAccess,
  service: InferenceService,
  runtime: ChosenRuntime | undefined,
): void {
  const latest = keepRevision(access, service, runtime);
  const before = service.status?.components?.predictor ?? {};
  const isLatestReady = isRevisionReady(access, latest, service);
  const next = shareTraffic(service, before, latest.metadata.name, isLatestReady);
  scaleRevisions(access, service, next);
  describe(access, service, runtime, { next, isLatestReady });
}

function keepRevision(
  access: ClusterAccess,
  service: InferenceService,
  runtime: ChosenRuntime | undefined,
): Revision {
  const own = access
    .owned<Revision>(revisions, service)
    .toSorted((a, b) => a.metadata.name.localeCompare(b.metadata.name));
  const spec = predictorPod(service, runtime);
  const uri = service.spec.predictor.model?.storageUri ?? '';
  const current = own.at(-1);
  const isSame =
    current?.metadata.annotations?.['internal.serving.kserve.io/storage-initializer-sourceuri'] === uri &&
    isSameJson(current.spec.containers, spec.containers);
  if (current && isSame) return current;
  const number = Number(/(\d+)$/.exec(current?.metadata.name ?? '0')?.[1] ?? 0) + 1;
  const name = `${service.metadata.name}-predictor-${String(number).padStart(5, '0')}`;
  const meta = metaOf(service, name);
  const { namespace } = service.metadata;
  const revision = access.create<Revision>(
    revisions,
    namespace,
    { metadata: { name, ...meta, ownerReferences: [controlledBy(service)] }, spec },
    manager,
  );
  access.create(
    kinds.deployments,
    namespace,
    {
      metadata: { name: `${name}-deployment`, ...meta, ownerReferences: [controlledBy(service)] },
      spec: {
        replicas: Math.max(1, service.spec.predictor.minReplicas ?? 1),
        selector: { matchLabels: { 'serving.knative.dev/revision': name } },
        template: { metadata: meta, spec: withQueueProxy(spec) },
      },
    },
    manager,
  );
  return revision;
}

function metaOf(service: InferenceService, revision: string) {
  const { labels, annotations } = predictorMeta(service, 'Knative');
  const name = `${service.metadata.name}-predictor`;
  return {
    annotations: { ...annotations, ...scaleBounds(service) },
    labels: {
      ...labels,
      app: revision,
      'serving.knative.dev/configuration': name,
      'serving.knative.dev/revision': revision,
      'serving.knative.dev/service': name,
    },
  };
}

function scaleBounds(service: InferenceService): Record<string, string> {
  const { minReplicas = 1, maxReplicas = 0 } = service.spec.predictor;
  return {
    'autoscaling.knative.dev/class': 'kpa.autoscaling.knative.dev',
    'autoscaling.knative.dev/min-scale': String(minReplicas),
    ...(maxReplicas > 0 ? { 'autoscaling.knative.dev/max-scale': String(maxReplicas) } : {}),
  };
}

function withQueueProxy(spec: PodSpec): PodSpec {
  const proxy = {
    name: 'queue-proxy',
    image: 'gcr.io/knative-releases/knative.dev/serving/cmd/queue:v1.19.0',
    ports: [{ name: 'queue-port', containerPort: 8012 }],
    resources: { requests: { cpu: '25m' } },
  };
  return { ...spec, containers: [...spec.containers, proxy] };
}

function deploymentOf(
  access: ClusterAccess,
  service: InferenceService,
  revision: string,
): Workload | undefined {
  return access.find<Workload>(kinds.deployments, service.metadata.namespace, `${revision}-deployment`);
}

/** A revision that has slept is as ready as it was when it fell asleep. */
function isRevisionReady(access: ClusterAccess, revision: Revision, service: InferenceService): boolean {
  const deployment = deploymentOf(access, service, revision.metadata.name);
  if (deployment?.spec.replicas === 0) return true;
  return (deployment?.status?.readyReplicas ?? 0) > 0;
}

/** Until the newest revision is ready, all traffic stays; then it gets the canary's part, or all of it. */
function shareTraffic(
  service: InferenceService,
  before: PredictorStatus,
  latest: string,
  isReady: boolean,
): PredictorStatus {
  const { name, namespace } = service.metadata;
  const stable = before.latestRolledoutRevision;
  const url = `http://${name}-predictor.${namespace}.example.com`;
  const base = { ...before, latestCreatedRevision: latest, url };
  if (!isReady) return before.traffic ? base : { ...base, traffic: [] };
  const percent = service.spec.predictor.canaryTrafficPercent;
  const isCanary = percent !== undefined && percent < 100 && stable !== undefined && stable !== latest;
  if (isCanary) {
    const traffic: TrafficTarget[] = [
      { revisionName: latest, latestRevision: true, percent },
      {
        revisionName: stable,
        percent: 100 - percent,
        tag: 'prev',
        url: url.replace('http://', 'http://prev-'),
      },
    ];
    return { ...base, latestReadyRevision: latest, traffic };
  }
  const traffic: TrafficTarget[] = [{ revisionName: latest, latestRevision: true, percent: 100 }];
  const moved = stable !== undefined && stable !== latest;
  return {
    ...base,
    latestReadyRevision: latest,
    latestRolledoutRevision: latest,
    ...(moved ? { previousRolledoutRevision: stable } : {}),
    traffic,
  };
}

/** A revision without traffic goes to sleep, and so does one that may when nobody asks it anything. */
function scaleRevisions(access: ClusterAccess, service: InferenceService, next: PredictorStatus): void {
  const { minReplicas = 1 } = service.spec.predictor;
  const isIdle = service.metadata.annotations?.['timonel.test/idle'] === 'true' && minReplicas === 0;
  for (const revision of access.owned<Revision>(revisions, service)) {
    const { name } = revision.metadata;
    const hasTraffic =
      next.traffic?.some(target => target.revisionName === name) || next.latestCreatedRevision === name;
    const isUp = deploymentOf(access, service, name)?.status?.readyReplicas ?? 0;
    const replicas = !hasTraffic || (isIdle && isUp > 0) ? 0 : undefined;
    const deployment = deploymentOf(access, service, name);
    if (!deployment) continue;
    const isAsleep = deployment.spec.replicas === 0;
    const wanted = replicas ?? (isIdle && isAsleep ? 0 : Math.max(1, minReplicas));
    if (deployment.spec.replicas === wanted) continue;
    access.edit(
      kinds.deployments,
      deployment,
      draft => {
        draft.spec.replicas = wanted;
      },
      manager,
    );
  }
}

function describe(
  access: ClusterAccess,
  service: InferenceService,
  runtime: ChosenRuntime | undefined,
  { next, isLatestReady }: { readonly next: PredictorStatus; readonly isLatestReady: boolean },
): void {
  const { name, namespace, generation = 1 } = service.metadata;
  const isServing = (next.traffic?.length ?? 0) > 0;
  const word = (isTrue: boolean) => (isTrue ? 'True' : 'Unknown');
  const now = access.objects.now();
  const conditions: readonly Condition[] = [
    { type: 'IngressReady', status: word(isServing) },
    { type: 'LatestDeploymentReady', status: word(isLatestReady), severity: 'Info' },
    { type: 'PredictorConfigurationReady', status: word(isLatestReady), severity: 'Info' },
    { type: 'PredictorReady', status: word(isServing) },
    { type: 'PredictorRouteReady', status: word(isServing), severity: 'Info' },
    { type: 'Ready', status: word(isServing) },
    { type: 'RoutesReady', status: word(isServing), severity: 'Info' },
    { type: 'Stopped', status: 'False', severity: 'Info' },
  ];
  const ready = access
    .owned<Workload>(kinds.deployments, service)
    .reduce((sum, deployment) => sum + (deployment.status?.readyReplicas ?? 0), 0);
  reportStatus(access, service, draft => {
    draft.status = {
      ...draft.status,
      address: { url: `http://${name}-predictor.${namespace}.svc.cluster.local` },
      ...runtimeNameOf(runtime),
      components: { predictor: next },
      conditions: merged(draft.status?.conditions, conditions, now),
      deploymentMode: 'Knative',
      modelStatus: isServing ? loaded(ready) : pending(),
      observedGeneration: generation,
      url: `http://${name}.${namespace}.example.com`,
    };
  });
}
