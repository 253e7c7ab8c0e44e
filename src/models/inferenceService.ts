import { annotationOf, readMetadata } from '../cluster/metadata.ts';
import type { FactKind, ObjectFacts } from '../cluster/objectFacts.ts';
import { kinds } from '../cluster/resource.ts';
import { isRecord, listAt, numberAt, recordAt, shortText, textAt, valueAt } from '../cluster/wireReader.ts';

/** What Timonel keeps of a KServe InferenceService. */
export interface InferenceServiceFacts extends ObjectFacts {
  /** `Knative` or `Standard`; the old words Serverless and RawDeployment are turned into these. */
  readonly mode: string | undefined;
  readonly conditions: readonly ConditionFacts[];
  readonly url: string | undefined;
  readonly predictor: PredictorFacts;
  readonly components: readonly string[];
  readonly runtime: string | undefined;
  readonly traffic: readonly TrafficFacts[];
  readonly latestReadyRevision: string | undefined;
  readonly latestCreatedRevision: string | undefined;
  readonly canaries: readonly CanaryFacts[];
  readonly modelStatus: ModelStatusFacts;
  /** Has somebody asked for it to be stopped? */
  readonly isStopped: boolean;
}

export interface ConditionFacts {
  readonly type: string;
  readonly status: string;
  readonly reason: string | undefined;
  readonly message: string | undefined;
}

export interface PredictorFacts {
  /** `sklearn`; absent for a custom container. */
  readonly format: string | undefined;
  readonly storageUri: string | undefined;
  readonly minReplicas: number | undefined;
  readonly maxReplicas: number | undefined;
  /** `cpu 70`. */
  readonly scaleTarget: string | undefined;
}

/** A share of the traffic in Knative mode. */
export interface TrafficFacts {
  readonly revision: string;
  readonly percent: number;
  readonly tag: string | undefined;
  readonly url: string | undefined;
  readonly isLatest: boolean;
}

/** A canary in Standard mode. */
export interface CanaryFacts {
  readonly name: string;
  readonly percent: number;
  readonly isReady: boolean;
  readonly problem: string | undefined;
}

export interface ModelStatusFacts {
  /** `UpToDate`, `InProgress`, `BlockedByFailedLoad`, `InvalidSpec`. */
  readonly transition: string | undefined;
  /** `Loaded`, `Loading`, `Pending`, `FailedToLoad`, `Standby`. */
  readonly targetState: string | undefined;
  readonly activeState: string | undefined;
  /** Why the last load failed: reason and message. */
  readonly failure: string | undefined;
  readonly totalCopies: number | undefined;
  readonly failedCopies: number | undefined;
}

export const inferenceServiceKind: FactKind<InferenceServiceFacts> = {
  resource: kinds.inferenceServices,
  toFacts(wire) {
    const status = recordAt(wire, 'status');
    const predictorStatus = recordAt(status, 'components', 'predictor');
    return {
      ...readMetadata(wire),
      mode: modeOf(
        textAt(status, 'deploymentMode') ?? annotationOf(wire, 'serving.kserve.io/deploymentMode'),
      ),
      conditions: listAt(status, 'conditions').map(readCondition),
      url: textAt(status, 'url'),
      predictor: readPredictor(recordAt(wire, 'spec', 'predictor')),
      components: ['predictor', 'transformer', 'explainer'].filter(name =>
        isRecord(valueAt(wire, 'spec', name)),
      ),
      runtime: textAt(status, 'servingRuntimeName') ?? textAt(status, 'clusterServingRuntimeName'),
      traffic: listAt(predictorStatus, 'traffic').map(readTraffic),
      latestReadyRevision: textAt(predictorStatus, 'latestReadyRevision'),
      latestCreatedRevision: textAt(predictorStatus, 'latestCreatedRevision'),
      canaries: listAt(status, 'canaryStatuses').map(readCanary),
      modelStatus: readModelStatus(recordAt(status, 'modelStatus')),
      isStopped: annotationOf(wire, 'serving.kserve.io/stop') === 'true',
    };
  },
};

function modeOf(word: string | undefined): string | undefined {
  if (word === 'Serverless') return 'Knative';
  return word === 'RawDeployment' ? 'Standard' : word;
}

function readCondition(condition: unknown): ConditionFacts {
  return {
    type: textAt(condition, 'type') ?? '',
    status: textAt(condition, 'status') ?? 'Unknown',
    reason: textAt(condition, 'reason'),
    message: shortText(textAt(condition, 'message')),
  };
}

const frameworks = 'sklearn xgboost lightgbm tensorflow pytorch triton onnx huggingface pmml paddle'.split(
  ' ',
);

function readPredictor(predictor: unknown): PredictorFacts {
  // Before `model` there was one key for each framework; both are still accepted.
  const framework = frameworks.find(name => isRecord(valueAt(predictor, name)));
  const model = recordAt(predictor, framework ?? 'model');
  const target = numberAt(predictor, 'scaleTarget');
  return {
    format: textAt(model, 'modelFormat', 'name') ?? framework,
    storageUri: textAt(model, 'storageUri') ?? textAt(model, 'storage', 'path'),
    minReplicas: numberAt(predictor, 'minReplicas'),
    maxReplicas: numberAt(predictor, 'maxReplicas') || undefined,
    scaleTarget:
      target === undefined ? undefined : `${textAt(predictor, 'scaleMetric') ?? 'target'} ${target}`,
  };
}

function readTraffic(traffic: unknown): TrafficFacts {
  return {
    revision: textAt(traffic, 'revisionName') ?? '',
    percent: numberAt(traffic, 'percent') ?? 0,
    tag: textAt(traffic, 'tag'),
    url: textAt(traffic, 'url'),
    isLatest: valueAt(traffic, 'latestRevision') === true,
  };
}

function readCanary(canary: unknown): CanaryFacts {
  return {
    name: textAt(canary, 'name') ?? '',
    percent: numberAt(canary, 'trafficPercent') ?? 0,
    isReady: valueAt(canary, 'ready') === true || textAt(canary, 'ready') === 'True',
    problem: readModelStatus(recordAt(canary, 'modelStatus')).failure,
  };
}

function readModelStatus(status: unknown): ModelStatusFacts {
  const failure = [textAt(status, 'lastFailureInfo', 'reason'), textAt(status, 'lastFailureInfo', 'message')];
  return {
    transition: textAt(status, 'transitionStatus'),
    targetState: textAt(status, 'states', 'targetModelState'),
    activeState: textAt(status, 'states', 'activeModelState'),
    failure: shortText(failure.filter(part => part !== undefined).join(': ')) || undefined,
    totalCopies: numberAt(status, 'copies', 'totalCopies'),
    failedCopies: numberAt(status, 'copies', 'failedCopies'),
  };
}
