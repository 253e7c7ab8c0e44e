import { kinds, type ResourceKind } from '../../cluster/resource.ts';
import type { JsonObject, KubeObject } from '../api/kubeObject.ts';
import type { Condition, Container, PodSpec } from '../api/wire.ts';
import type { ClusterAccess } from './clusterAccess.ts';

/** The part of an InferenceService that the simulation reads. */
export interface Predictor extends Partial<PodSpec> {
  model?: {
    modelFormat: { name: string; version?: string };
    storageUri?: string;
    runtime?: string;
    protocolVersion?: string;
    args?: string[];
    env?: Container['env'];
    image?: string;
    resources?: Container['resources'];
  };
  minReplicas?: number;
  maxReplicas?: number;
  scaleTarget?: number;
  scaleMetric?: string;
  canaryTrafficPercent?: number;
}

export interface TrafficTarget {
  readonly revisionName: string;
  readonly latestRevision?: boolean;
  readonly percent: number;
  readonly tag?: string;
  readonly url?: string;
}

export interface InferenceService extends KubeObject {
  spec: { predictor: Predictor };
  status?: {
    conditions?: Condition[];
    components?: {
      predictor?: {
        url?: string;
        latestCreatedRevision?: string;
        latestReadyRevision?: string;
        latestRolledoutRevision?: string;
        previousRolledoutRevision?: string;
        traffic?: readonly TrafficTarget[];
        [field: string]: unknown;
      };
    };
    url?: string;
    [field: string]: unknown;
  };
}

interface ServingRuntime extends KubeObject {
  spec: {
    supportedModelFormats?: { name: string; version?: string; autoSelect?: boolean; priority?: number }[];
    protocolVersions?: string[];
    containers: Container[];
    disabled?: boolean;
  };
}

const runtimeKind = (plural: string, kind: string, isNamespaced: boolean): ResourceKind => ({
  group: 'serving.kserve.io',
  version: 'v1alpha1',
  plural,
  kind,
  isNamespaced,
});
export const clusterServingRuntimes = runtimeKind('clusterservingruntimes', 'ClusterServingRuntime', false);
export const servingRuntimes = runtimeKind('servingruntimes', 'ServingRuntime', true);

export interface ChosenRuntime {
  readonly name: string;
  readonly isClusterWide: boolean;
  readonly container: Container;
}

/** The runtime that a model names, or the one with the highest priority among those that take its format. */
export function chooseRuntime(access: ClusterAccess, service: InferenceService): ChosenRuntime | undefined {
  const { model } = service.spec.predictor;
  if (!model) return undefined;
  const own = access.list<ServingRuntime>(servingRuntimes, service.metadata.namespace);
  const candidates = [...own, ...access.list<ServingRuntime>(clusterServingRuntimes)].filter(
    runtime =>
      !runtime.spec.disabled &&
      (model.runtime ? runtime.metadata.name === model.runtime : takes(runtime, model)),
  );
  const priorityOf = (runtime: ServingRuntime) =>
    runtime.spec.supportedModelFormats?.find(format => format.name === model.modelFormat.name)?.priority ?? 0;
  const [best] = candidates.sort((a, b) => priorityOf(b) - priorityOf(a));
  const container = best?.spec.containers[0];
  if (!best || !container) return undefined;
  return { name: best.metadata.name, isClusterWide: best.kind === 'ClusterServingRuntime', container };
}

function takes(runtime: ServingRuntime, model: NonNullable<Predictor['model']>): boolean {
  const speaks =
    !model.protocolVersion || (runtime.spec.protocolVersions ?? []).includes(model.protocolVersion);
  const { name, version } = model.modelFormat;
  const knows = runtime.spec.supportedModelFormats?.some(
    format =>
      format.name === name && format.autoSelect && (!version || format.version === version.split('.')[0]),
  );
  return speaks && (knows ?? false);
}

/** The pod of a predictor: the runtime's container with the model's own wishes laid over it. */
export function predictorPod(service: InferenceService, runtime: ChosenRuntime | undefined): PodSpec {
  const {
    model,
    minReplicas: _,
    maxReplicas: __,
    scaleTarget: ___,
    scaleMetric: ____,
    canaryTrafficPercent: _____,
    ...pod
  } = service.spec.predictor;
  if (!model || !runtime) return { ...pod, containers: pod.containers ?? [] };
  const { container } = runtime;
  const resources = {
    requests: {
      cpu: '1',
      memory: '2Gi',
      ...container.resources?.requests,
      ...model.resources?.requests,
      ...model.resources?.limits,
    },
    limits: { cpu: '1', memory: '2Gi', ...container.resources?.limits, ...model.resources?.limits },
  };
  const name = service.metadata.name;
  return {
    ...pod,
    containers: [
      {
        ...container,
        name: 'kserve-container',
        image: model.image ?? container.image ?? '',
        args: [...(container.args ?? []), ...(model.args ?? [])].map(arg =>
          arg.replaceAll('{{.Name}}', name),
        ),
        env: [
          ...(container.env ?? []),
          ...(model.env ?? []),
          { name: 'INFERENCE_SERVICE_NAME', value: name },
        ],
        resources,
      },
    ],
  };
}

/** Labels and annotations that KServe puts on what it makes for a predictor. */
export function predictorMeta(service: InferenceService, mode: 'Standard' | 'Knative') {
  const { name } = service.metadata;
  const uri = service.spec.predictor.model?.storageUri;
  return {
    labels: {
      app: `isvc.${name}-predictor`,
      component: 'predictor',
      'serving.kserve.io/inferenceservice': name,
    },
    annotations: {
      ...(uri ? { 'internal.serving.kserve.io/storage-initializer-sourceuri': uri } : {}),
      'prometheus.kserve.io/path': '/metrics',
      'prometheus.kserve.io/port': '8080',
      'serving.kserve.io/deploymentMode': mode,
    },
  };
}

export function reportStatus(
  access: ClusterAccess,
  service: InferenceService,
  write: (draft: InferenceService) => void,
): void {
  access.editStatus(kinds.inferenceServices, service, write, 'kserve-controller-manager');
}

/** What a service that found no runtime says. */
export function failedRuntimeStatus(mode: string): JsonObject {
  return {
    deploymentMode: mode,
    modelStatus: {
      lastFailureInfo: {
        message: 'No runtime found to support specified framework/version',
        reason: 'NoSupportingRuntime',
      },
      states: { activeModelState: '', targetModelState: 'FailedToLoad' },
      transitionStatus: 'InvalidSpec',
    },
  };
}
