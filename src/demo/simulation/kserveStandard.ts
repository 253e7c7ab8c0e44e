import { kinds } from '../../cluster/resource.ts';
import type { JsonObject } from '../api/kubeObject.ts';
import { copyOf, isPartOf } from '../api/kubeObject.ts';
import type { Condition, Workload } from '../api/wire.ts';
import { type ClusterAccess, controlledBy } from './clusterAccess.ts';
import { setCondition } from './conditions.ts';
import {
  type ChosenRuntime,
  type InferenceService,
  predictorMeta,
  predictorPod,
  reportStatus,
} from './kserve.ts';

const manager = 'kserve-controller-manager';

/** Standard mode: one Deployment, one Service, an autoscaler where bounds are given, and the status of all three. */
export function reconcileStandard(
  access: ClusterAccess,
  service: InferenceService,
  runtime: ChosenRuntime | undefined,
): void {
  if (service.metadata.annotations?.['serving.kserve.io/stop'] === 'true') {
    stop(access, service, runtime);
    return;
  }
  const deployment = keepDeployment(access, service, runtime);
  keepService(access, service);
  keepAutoscaler(access, service);
  describe(access, service, runtime, deployment);
}

function keepDeployment(
  access: ClusterAccess,
  service: InferenceService,
  runtime: ChosenRuntime | undefined,
): Workload {
  const name = `${service.metadata.name}-predictor`;
  const meta = predictorMeta(service, 'Standard');
  const { namespace } = service.metadata;
  const template = { metadata: { name, ...meta }, spec: predictorPod(service, runtime) };
  const replicas = Math.max(1, service.spec.predictor.minReplicas ?? 1);
  const found = access.find<Workload>(kinds.deployments, namespace, name);
  if (!found) {
    return access.create<Workload>(
      kinds.deployments,
      namespace,
      {
        metadata: { name, ...meta, ownerReferences: [controlledBy(service)] },
        spec: { replicas, selector: { matchLabels: { app: meta.labels.app } }, template },
      },
      manager,
    );
  }
  const isCurrent = isPartOf(template, found.spec.template);
  if (!isCurrent || found.spec.replicas !== replicas) {
    access.edit(
      kinds.deployments,
      found,
      draft => {
        if (!isCurrent) draft.spec.template = copyOf(template);
        draft.spec.replicas = replicas;
      },
      manager,
    );
  }
  return found;
}

function keepService(access: ClusterAccess, service: InferenceService): void {
  const name = `${service.metadata.name}-predictor`;
  if (access.find(kinds.services, service.metadata.namespace, name)) return;
  const meta = predictorMeta(service, 'Standard');
  access.create(
    kinds.services,
    service.metadata.namespace,
    {
      metadata: { name, ...meta, ownerReferences: [controlledBy(service)] },
      spec: {
        selector: { app: meta.labels.app },
        ports: [{ name, port: 80, protocol: 'TCP', targetPort: 8080 }],
      },
    },
    manager,
  );
}

function keepAutoscaler(access: ClusterAccess, service: InferenceService): void {
  const { minReplicas = 1, maxReplicas, scaleTarget = 80, scaleMetric = 'cpu' } = service.spec.predictor;
  const name = `${service.metadata.name}-predictor`;
  if (!maxReplicas || access.find(kinds.horizontalPodAutoscalers, service.metadata.namespace, name)) return;
  access.create(
    kinds.horizontalPodAutoscalers,
    service.metadata.namespace,
    {
      metadata: { name, ...predictorMeta(service, 'Standard'), ownerReferences: [controlledBy(service)] },
      spec: {
        minReplicas: Math.max(1, minReplicas),
        maxReplicas,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        metrics: [
          {
            type: 'Resource',
            resource: { name: scaleMetric, target: { type: 'Utilization', averageUtilization: scaleTarget } },
          },
        ],
      },
    },
    manager,
  );
}

function describe(
  access: ClusterAccess,
  service: InferenceService,
  runtime: ChosenRuntime | undefined,
  { status }: Workload,
): void {
  const { name, namespace, generation = 1 } = service.metadata;
  const find = (type: string) => status?.conditions?.find(condition => condition.type === type);
  const available = find('Available');
  const isReady = available?.status === 'True';
  const progressing = find('Progressing');
  const why = isReady ? progressing : available;
  const predictor = { status: isReady ? 'True' : 'False', ...reasonOf(why) } as const;
  const now = access.objects.now();
  const conditions: readonly Condition[] = [
    { type: 'IngressReady', status: 'True' },
    { type: 'PredictorReady', ...predictor },
    { type: 'Ready', status: predictor.status, ...(isReady ? {} : reasonOf(why)) },
    { type: 'Stopped', status: 'False', severity: 'Info' },
  ];
  const ready = status?.readyReplicas ?? 0;
  reportStatus(access, service, draft => {
    draft.status = {
      ...draft.status,
      address: { url: `http://${name}-predictor.${namespace}.svc.cluster.local` },
      ...runtimeNameOf(runtime),
      components: { predictor: isReady ? { url: `http://${name}-predictor-${namespace}.example.com` } : {} },
      conditions: merged(draft.status?.conditions, conditions, now),
      deploymentMode: 'Standard',
      modelStatus: isReady ? loaded(ready) : pending(),
      observedGeneration: generation,
      url: `http://${name}-${namespace}.example.com`,
    };
  });
}

function stop(access: ClusterAccess, service: InferenceService, runtime: ChosenRuntime | undefined): void {
  const name = `${service.metadata.name}-predictor`;
  for (const kind of [kinds.deployments, kinds.services, kinds.horizontalPodAutoscalers]) {
    const found = access.find(kind, service.metadata.namespace, name);
    if (found) access.delete(kind, found);
  }
  const now = access.objects.now();
  const conditions: readonly Condition[] = [
    { type: 'PredictorReady', status: 'False', reason: 'Stopped' },
    { type: 'Ready', status: 'False', reason: 'Stopped' },
    { type: 'Stopped', status: 'True', severity: 'Info' },
  ];
  reportStatus(access, service, draft => {
    const kept = draft.status?.conditions?.filter(({ type }) => type !== 'IngressReady');
    draft.status = {
      ...runtimeNameOf(runtime),
      conditions: merged(kept, conditions, now),
      deploymentMode: 'Standard',
      modelStatus: { transitionStatus: '' },
    };
  });
}

export function merged(
  old: readonly Condition[] | undefined,
  next: readonly Condition[],
  now: string,
): Condition[] {
  return next.reduce<Condition[]>((list, condition) => setCondition(list, condition, now), [...(old ?? [])]);
}

export function runtimeNameOf(runtime: ChosenRuntime | undefined): JsonObject {
  if (!runtime) return {};
  return runtime.isClusterWide
    ? { clusterServingRuntimeName: runtime.name }
    : { servingRuntimeName: runtime.name };
}

export function loaded(copies: number): JsonObject {
  return {
    copies: { failedCopies: 0, totalCopies: copies },
    states: { activeModelState: 'Loaded', targetModelState: 'Loaded' },
    transitionStatus: 'UpToDate',
  };
}

export function pending(): JsonObject {
  return {
    copies: { failedCopies: 0 },
    states: { activeModelState: '', targetModelState: 'Pending' },
    transitionStatus: 'InProgress',
  };
}

function reasonOf(condition: Condition | undefined): { reason?: string; message?: string } {
  return {
    ...(condition?.reason ? { reason: condition.reason } : {}),
    ...(condition?.message ? { message: condition.message } : {}),
  };
}
