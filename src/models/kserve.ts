import type { ConditionFacts, InferenceServiceFacts } from './inferenceService.ts';
import type { ModelRevision, ModelState, ServedModel } from './servedModel.ts';

/**
 * A KServe InferenceService as a served model.
 *
 * @param podCount how many of its pods there are, where that is known: a model that may scale to zero, is ready and
 *   has no pod is asleep. Without the count, KServe's own count of copies tells.
 */
export function servedByKserve(service: InferenceServiceFacts, podCount?: number): ServedModel {
  const state = stateOf(service, podCount);
  return {
    uid: service.uid,
    namespace: service.namespace,
    name: service.name,
    objectName: service.name,
    kind: 'InferenceService',
    system: 'KServe',
    state,
    problem: state === 'ready' || state === 'asleep' || state === 'stopped' ? undefined : problemOf(service),
    url: service.url,
    format: service.predictor.format,
    storageUri: service.predictor.storageUri,
    runtime: service.runtime,
    mode: service.mode,
    scale: {
      minReplicas: service.predictor.minReplicas,
      maxReplicas: service.predictor.maxReplicas,
      target: service.predictor.scaleTarget,
      wanted: undefined,
      ready: undefined,
    },
    revisions: revisionsOf(service),
    createdAtMs: service.createdAtMs,
  };
}

function stateOf(service: InferenceServiceFacts, podCount: number | undefined): ModelState {
  const { modelStatus } = service;
  if (conditionOf(service, 'Stopped')?.status === 'True' || service.isStopped) return 'stopped';
  const hasFailed =
    modelStatus.transition === 'InvalidSpec' ||
    modelStatus.transition === 'BlockedByFailedLoad' ||
    modelStatus.targetState === 'FailedToLoad';
  if (hasFailed) return 'failing';
  const ready = conditionOf(service, 'Ready');
  if (ready?.status === 'True') return maySleep(service, podCount) ? 'asleep' : 'ready';
  return ready?.status === 'False' && !isUnderWay(service, ready) ? 'failing' : 'progressing';
}

/** A model that may scale to zero sleeps when it has no pods left; it stays Ready for KServe. */
function maySleep({ predictor, modelStatus }: InferenceServiceFacts, podCount: number | undefined): boolean {
  return predictor.minReplicas === 0 && (podCount ?? modelStatus.totalCopies ?? 1) === 0;
}

// KServe says Ready=False of a model that merely has no pod ready yet; its model status tells that it is under way.
function isUnderWay({ modelStatus }: InferenceServiceFacts, ready: ConditionFacts): boolean {
  return modelStatus.transition === 'InProgress' || ready.reason === 'MinimumReplicasUnavailable';
}

/** The failure of the load where there is one; else the first of the conditions below Ready that is not true. */
function problemOf(service: InferenceServiceFacts): string | undefined {
  const unmet = service.conditions.filter(({ type, status }) => status !== 'True' && type !== 'Stopped');
  const told = unmet.filter(({ message, reason }) => message !== undefined || reason !== undefined);
  const first = told.find(({ type }) => type !== 'Ready') ?? told[0];
  return service.modelStatus.failure ?? first?.message ?? first?.reason;
}

function conditionOf(service: InferenceServiceFacts, type: string): ConditionFacts | undefined {
  return service.conditions.find(condition => condition.type === type);
}

function revisionsOf(service: InferenceServiceFacts): readonly ModelRevision[] {
  if (service.traffic.length > 0) return knativeRevisions(service);
  if (service.canaries.length === 0) return [];
  const toCanaries = service.canaries.reduce((sum, canary) => sum + canary.percent, 0);
  const canaries = service.canaries.map(canary => ({
    name: canary.name,
    trafficPercent: canary.percent,
    tag: undefined,
    url: undefined,
    isLatest: true,
    isReady: canary.isReady,
    problem: canary.problem,
  }));
  const stable: ModelRevision = {
    name: 'stable',
    trafficPercent: Math.max(0, 100 - toCanaries),
    tag: undefined,
    url: service.url,
    isLatest: false,
    isReady: conditionOf(service, 'PredictorReady')?.status === 'True',
    problem: undefined,
  };
  return [...canaries, stable];
}

function knativeRevisions(service: InferenceServiceFacts): readonly ModelRevision[] {
  const newest = service.latestCreatedRevision ?? service.latestReadyRevision;
  const revisions = service.traffic.map(traffic => ({
    name: traffic.revision,
    trafficPercent: traffic.percent,
    tag: traffic.tag,
    url: traffic.url,
    isLatest: newest === undefined ? traffic.isLatest : traffic.revision === newest,
    isReady: true,
    problem: undefined,
  }));
  const created = service.latestCreatedRevision;
  // A newest revision that takes no traffic yet is being brought up, or cannot be.
  const comesUp = created !== undefined && !revisions.some(({ name }) => name === created);
  if (!comesUp) return revisions;
  const coming: ModelRevision = {
    name: created,
    trafficPercent: 0,
    tag: undefined,
    url: undefined,
    isLatest: true,
    isReady: false,
    problem: service.modelStatus.failure,
  };
  return [coming, ...revisions];
}
