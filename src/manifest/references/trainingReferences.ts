import { byKind, byScope, type ReferenceRow, type TargetKind, target } from './referenceRow.ts';

const configMap = target('ConfigMap');
const secret = target('Secret');
const serviceAccount = target('ServiceAccount');
const priorityClass = target('scheduling.k8s.io/PriorityClass');
const volcanoQueue = target('scheduling.volcano.sh/Queue');
const clusterTrainingRuntime = target('trainer.kubeflow.org/ClusterTrainingRuntime');
const workflowTemplate = target('argoproj.io/WorkflowTemplate');
const clusterWorkflowTemplate = target('argoproj.io/ClusterWorkflowTemplate');

function row(kinds: string, path: string, to: TargetKind, more: Partial<ReferenceRow> = {}): ReferenceRow {
  return { kinds: kinds.split(' '), path, to: [to], ...more };
}

const operatorJobs = ['PyTorchJob', 'TFJob', 'MPIJob', 'XGBoostJob', 'PaddleJob', 'JAXJob']
  .map(kind => `kubeflow.org/${kind}`)
  .join(' ');

const kubeflow: readonly ReferenceRow[] = [
  row('trainer.kubeflow.org/TrainJob', 'spec.runtimeRef.name', clusterTrainingRuntime, {
    choose: byKind(clusterTrainingRuntime, 'apiGroup'),
  }),
  row(operatorJobs, 'spec.runPolicy.schedulingPolicy.queue', volcanoQueue),
  row(operatorJobs, 'spec.runPolicy.schedulingPolicy.priorityClass', priorityClass),
  row('kubeflow.org/Experiment', 'spec.trialTemplate.configMap.configMapName', configMap, {
    namespace: 'configMapNamespace',
    parts: { templatePath: 'key' },
  }),
];

const workflows = ['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow']
  .map(kind => `argoproj.io/${kind}`)
  .join(' ');
const storedTemplate: Partial<ReferenceRow> = { choose: byScope(workflowTemplate, clusterWorkflowTemplate) };
const keyed: Partial<ReferenceRow> = { parts: { key: 'key' } };

const argo: readonly ReferenceRow[] = [
  row(workflows, '**.templateRef.name', workflowTemplate, {
    ...storedTemplate,
    parts: { template: 'template' },
  }),
  row(workflows, '**.workflowTemplateRef.name', workflowTemplate, storedTemplate),
  row(workflows, '**.artifactRepositoryRef.configMap', configMap, keyed),
  ...[
    'accessKeySecret',
    'secretKeySecret',
    'sessionTokenSecret',
    'usernameSecret',
    'passwordSecret',
    'serviceAccountKeySecret',
    'sshPrivateKeySecret',
    'accountKeySecret',
  ].map(field => row(workflows, `**.${field}.name`, secret, keyed)),
];

const spark = 'sparkoperator.k8s.io/SparkApplication sparkoperator.k8s.io/ScheduledSparkApplication';

const sparkRows: readonly ReferenceRow[] = ['driver', 'executor'].flatMap(role => [
  row(spark, `**.${role}.serviceAccount`, serviceAccount),
  row(spark, `**.${role}.configMaps[].name`, configMap),
  row(spark, `**.${role}.secrets[].name`, secret),
  row(spark, `**.${role}.envSecretKeyRefs.*.name`, secret, keyed),
]);

const sparkMaps: readonly ReferenceRow[] = [
  row(spark, '**.sparkConfigMap', configMap),
  row(spark, '**.hadoopConfigMap', configMap),
];

const clusterQueue = 'kueue.x-k8s.io/ClusterQueue';

const kueue: readonly ReferenceRow[] = [
  { path: 'metadata.labels.<kueue.x-k8s.io/queue-name>', to: [target('kueue.x-k8s.io/LocalQueue')] },
  { path: 'metadata.annotations.<kueue.x-k8s.io/queue-name>', to: [target('kueue.x-k8s.io/LocalQueue')] },
  {
    path: 'metadata.labels.<kueue.x-k8s.io/priority-class>',
    to: [target('kueue.x-k8s.io/WorkloadPriorityClass')],
  },
  row('kueue.x-k8s.io/LocalQueue', 'spec.clusterQueue', target(clusterQueue)),
  row(clusterQueue, 'spec.resourceGroups[].flavors[].name', target('kueue.x-k8s.io/ResourceFlavor')),
  row(clusterQueue, 'spec.cohortName', target('kueue.x-k8s.io/Cohort')),
  row(clusterQueue, 'spec.admissionChecks[]', target('kueue.x-k8s.io/AdmissionCheck')),
  row(
    clusterQueue,
    'spec.admissionChecksStrategy.admissionChecks[].name',
    target('kueue.x-k8s.io/AdmissionCheck'),
  ),
  row('kueue.x-k8s.io/Cohort', 'spec.parentName', target('kueue.x-k8s.io/Cohort')),
  row('kueue.x-k8s.io/ResourceFlavor', 'spec.topologyName', target('kueue.x-k8s.io/Topology')),
];

const others: readonly ReferenceRow[] = [
  row('ray.io/RayJob', 'spec.clusterSelector.<ray.io/cluster>', target('ray.io/RayCluster')),
  row('batch.volcano.sh/Job', 'spec.queue', volcanoQueue),
  row('kaito.sh/Workspace', 'inference.config', configMap),
  row('kaito.sh/Workspace', 'tuning.config', configMap),
];

/** What the fields of the kinds name that train, queue and run pipelines. */
export const trainingReferences: readonly ReferenceRow[] = [
  ...kubeflow,
  ...argo,
  ...sparkRows,
  ...sparkMaps,
  ...kueue,
  ...others,
];
