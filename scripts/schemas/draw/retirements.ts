import type { KindEntry } from '../../../src/manifest/schema/catalog.ts';
import type { IndexedKind } from '../../../src/manifest/schema/fileCatalog.ts';

export type Retirement = NonNullable<KindEntry['retirement']>;

/**
 * What the CRDs do not say of a version: that its project wants another one written. By `group/Kind.version`.
 *
 * A successor is named only where it holds the same kind, so that a change of `apiVersion` is all that it takes.
 */
export const retirements: Readonly<Record<string, Retirement>> = {
  'kubeflow.org/JAXJob.v1': { state: 'deprecated' },
  'kubeflow.org/MPIJob.v1': { state: 'deprecated', successor: 'kubeflow.org/v2beta1' },
  'kubeflow.org/PaddleJob.v1': { state: 'deprecated' },
  'kubeflow.org/PyTorchJob.v1': { state: 'deprecated' },
  'kubeflow.org/TFJob.v1': { state: 'deprecated' },
  'kubeflow.org/XGBoostJob.v1': { state: 'deprecated' },
  'kubeflow.org/Notebook.v1alpha1': { state: 'deprecated', successor: 'kubeflow.org/v1' },
  'kubeflow.org/Notebook.v1beta1': { state: 'deprecated', successor: 'kubeflow.org/v1' },
  'kubeflow.org/Profile.v1beta1': { state: 'deprecated', successor: 'kubeflow.org/v1' },
  'machinelearning.seldon.io/SeldonDeployment.v1alpha2': {
    state: 'deprecated',
    successor: 'machinelearning.seldon.io/v1',
  },
  'machinelearning.seldon.io/SeldonDeployment.v1alpha3': {
    state: 'deprecated',
    successor: 'machinelearning.seldon.io/v1',
  },
  'serving.kserve.io/LLMInferenceService.v1alpha1': {
    state: 'deprecated',
    since: '0.17',
    successor: 'serving.kserve.io/v1alpha2',
  },
  'serving.kserve.io/LLMInferenceServiceConfig.v1alpha1': {
    state: 'deprecated',
    since: '0.17',
    successor: 'serving.kserve.io/v1alpha2',
  },
  'kaito.sh/InferenceSet.v1alpha1': { state: 'deprecated', successor: 'kaito.sh/v1beta1' },
  'kaito.sh/Workspace.v1alpha1': { state: 'deprecated', successor: 'kaito.sh/v1beta1' },
  'inference.networking.x-k8s.io/InferencePool.v1alpha2': {
    state: 'deprecated',
    since: '1.0',
    successor: 'inference.networking.k8s.io/v1',
  },
  'inference.networking.x-k8s.io/InferenceModel.v1alpha2': { state: 'removed', since: '1.0' },
};

/** Versions that no CRD of today declares any more, but that old files still name. */
export const goneKinds: readonly IndexedKind[] = [
  gone('serving.kubeflow.org', 'v1alpha2', 'InferenceService', { successor: 'serving.kserve.io/v1beta1' }),
  gone('serving.kubeflow.org', 'v1beta1', 'InferenceService', { successor: 'serving.kserve.io/v1beta1' }),
  gone('serving.kubeflow.org', 'v1alpha1', 'TrainedModel', { successor: 'serving.kserve.io/v1alpha1' }),
  ...['TFJob', 'PyTorchJob'].flatMap(kind =>
    ['v1alpha1', 'v1alpha2', 'v1beta1', 'v1beta2'].map(version =>
      gone('kubeflow.org', version, kind, { successor: 'kubeflow.org/v1' }),
    ),
  ),
  gone('kubeflow.org', 'v1alpha1', 'MPIJob', { successor: 'kubeflow.org/v2beta1' }),
  gone('kubeflow.org', 'v1alpha2', 'MPIJob', { successor: 'kubeflow.org/v2beta1' }),
  gone('kubeflow.org', 'v2alpha1', 'TrainJob', { successor: 'trainer.kubeflow.org/v1alpha1' }),
  gone('kubeflow.org', 'v1alpha3', 'Experiment', { successor: 'kubeflow.org/v1beta1' }),
  gone('sparkoperator.k8s.io', 'v1beta1', 'SparkApplication', { successor: 'sparkoperator.k8s.io/v1beta2' }),
  gone('sparkoperator.k8s.io', 'v1beta1', 'ScheduledSparkApplication', {
    successor: 'sparkoperator.k8s.io/v1beta2',
  }),
  gone('jobset.x-k8s.io', 'v1alpha1', 'JobSet', { successor: 'jobset.x-k8s.io/v1alpha2' }),
  gone('keda.k8s.io', 'v1alpha1', 'ScaledObject', { since: '2.0', successor: 'keda.sh/v1alpha1' }),
  gone('keda.k8s.io', 'v1alpha1', 'TriggerAuthentication', { since: '2.0', successor: 'keda.sh/v1alpha1' }),
  gone('serving.knative.dev', 'v1alpha1', 'Service', { successor: 'serving.knative.dev/v1' }),
  gone('serving.knative.dev', 'v1beta1', 'Service', { successor: 'serving.knative.dev/v1' }),
  ...['Gateway', 'HTTPRoute', 'ReferenceGrant'].map(kind =>
    gone('gateway.networking.k8s.io', 'v1alpha2', kind, { successor: 'gateway.networking.k8s.io/v1' }),
  ),
  gone('gateway.networking.k8s.io', 'v1alpha2', 'GRPCRoute', { successor: 'gateway.networking.k8s.io/v1' }),
  gone('inference.networking.x-k8s.io', 'v1alpha1', 'InferencePool', {
    successor: 'inference.networking.k8s.io/v1',
  }),
];

function gone(
  group: string,
  version: string,
  kind: string,
  more: Pick<Retirement, 'since' | 'successor'>,
): IndexedKind {
  return {
    group,
    version,
    kind,
    plural: `${kind.toLowerCase()}s`,
    isNamespaced: true,
    origin: 'ml',
    retirement: { state: 'removed', ...more },
    file: 'gone/AnyObject.json',
    definition: 'AnyObject',
  };
}
