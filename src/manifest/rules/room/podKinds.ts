/** What pods are for, as far as their kind tells. */
export type Work =
  | 'serve'
  | 'model'
  | 'train'
  | 'step'
  | 'cluster'
  | 'notebook'
  | 'daemon'
  | 'template'
  | 'pod';

/** Where a kind keeps pod specs. */
export interface Pattern {
  /** From the object; `*` stands for every item or field. */
  readonly path: string;
  readonly work: Work;
  /** Names of the fields that multiply the pods, on whichever map of the way they stand; the first that is there counts. */
  readonly counts: readonly string[];
  /** Where the kind says what holds for all of its pods. */
  readonly defaults?: string;
  readonly isPartial?: boolean;
}

const replicas = ['replicas'];

function at(path: string, work: Work, more: Partial<Pattern> = {}): Pattern {
  return { path, work, counts: replicas, ...more };
}

const server = [at('spec.template.spec', 'serve')];
const operatorJob = (field: string) => [at(`spec.${field}.*.template.spec`, 'train')];
const job = { counts: ['parallelism', 'replicas'] };

const ray = (root: string, work: Work) => [
  at(`${root}.headGroupSpec.template.spec`, work, { counts: [] }),
  at(`${root}.workerGroupSpecs.*.template.spec`, work),
];
const component = { counts: ['minReplicas'] };
const argo = (spec: string) => [at(`${spec}.templates.*`, 'step', { defaults: spec, counts: [] })];
const lws = 'spec.leaderWorkerTemplate';

/** By `group/Kind`. */
export const kindPlaces: Readonly<Record<string, readonly Pattern[]>> = {
  '/Pod': [at('spec', 'pod', { counts: [] })],
  '/ReplicationController': server,
  'apps/Deployment': server,
  'apps/ReplicaSet': server,
  'apps/StatefulSet': server,
  'apps/DaemonSet': [at('spec.template.spec', 'daemon')],
  'argoproj.io/Rollout': server,
  'batch/Job': [at('spec.template.spec', 'train', job)],
  'batch/CronJob': [at('spec.jobTemplate.spec.template.spec', 'train', job)],
  'keda.sh/ScaledJob': [at('spec.jobTargetRef.template.spec', 'train', job)],
  'jobset.x-k8s.io/JobSet': [at('spec.replicatedJobs.*.template.spec.template.spec', 'train', job)],
  'leaderworkerset.x-k8s.io/LeaderWorkerSet': [
    at(`${lws}.leaderTemplate.spec`, 'serve'),
    at(`${lws}.workerTemplate.spec`, 'serve'),
  ],
  'kubeflow.org/PyTorchJob': operatorJob('pytorchReplicaSpecs'),
  'kubeflow.org/TFJob': operatorJob('tfReplicaSpecs'),
  'kubeflow.org/XGBoostJob': operatorJob('xgbReplicaSpecs'),
  'kubeflow.org/PaddleJob': operatorJob('paddleReplicaSpecs'),
  'kubeflow.org/JAXJob': operatorJob('jaxReplicaSpecs'),
  'kubeflow.org/MPIJob': operatorJob('mpiReplicaSpecs'),
  'kubeflow.org/Notebook': [at('spec.template.spec', 'notebook')],
  'trainer.kubeflow.org/TrainJob': [at('spec.trainer', 'train', { counts: ['numNodes'], isPartial: true })],
  'batch.volcano.sh/Job': [at('spec.tasks.*.template.spec', 'train')],
  'ray.io/RayCluster': ray('spec', 'cluster'),
  'ray.io/RayJob': ray('spec.rayClusterSpec', 'train'),
  'ray.io/RayService': ray('spec.rayClusterConfig', 'cluster'),
  'serving.kserve.io/InferenceService': [
    at('spec.predictor', 'model', component),
    at('spec.predictor.workerSpec', 'model', { counts: [], isPartial: true }),
    at('spec.transformer', 'model', component),
    at('spec.explainer', 'model', component),
  ],
  'serving.kserve.io/LLMInferenceService': [
    at('spec.template', 'model'),
    at('spec.worker', 'model', { isPartial: true }),
    at('spec.prefill.template', 'model', { counts: [] }),
  ],
  'serving.knative.dev/Service': [at('spec.template.spec', 'model', { counts: [] })],
  'machinelearning.seldon.io/SeldonDeployment': [at('spec.predictors.*.componentSpecs.*.spec', 'model')],
  'argoproj.io/Workflow': argo('spec'),
  'argoproj.io/WorkflowTemplate': argo('spec'),
  'argoproj.io/ClusterWorkflowTemplate': argo('spec'),
  'argoproj.io/CronWorkflow': argo('spec.workflowSpec'),
};
