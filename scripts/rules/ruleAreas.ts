/** A group of rules that share the first part of their ids. */
export interface RuleArea {
  readonly name: string;
  readonly title: string;
  readonly introduction: string;
}

const area = (name: string, title: string, introduction: string): RuleArea => ({ name, title, introduction });

/** Every area, in the order of the page: from the text to the cluster. */
export const ruleAreas: readonly RuleArea[] = [
  area(
    'yaml',
    'The text',
    'What is wrong before anyone knows what the file is about. YAML is read as kubectl reads it: version 1.1, without timestamps.',
  ),
  area(
    'schema',
    'Fields and values',
    'What the API server refuses when it decodes an object and holds it against its schema, field by field. The schemas come with Timonel, or from the connected cluster, which then has the last word.',
  ),
  area('metadata', 'Metadata', 'Names, labels, annotations and owners: alike for every kind.'),
  area(
    'update',
    'Changes of what exists',
    'What the API server or a webhook refuses because of the object that is there already. These rules need a connected cluster in which the object exists.',
  ),
  area(
    'core',
    'Built-in kinds',
    'What the API server checks in code of its own for the kinds that it was built with: pods and what makes them, Services, storage, policies. The rules hold wherever a pod template or container is embedded, in ML kinds too.',
  ),
  area(
    'references',
    'Names of other objects',
    'What a manifest names but nobody defines: neither a file of the workspace nor, where one is connected, the cluster. Where charts, remote bases or generators may add objects, nothing is said.',
  ),
  area(
    'room',
    'Room in the cluster',
    'Whether the connected cluster has what a manifest asks for: nodes, devices, quota. What is true now may not be in a minute, so nothing here is an error.',
  ),
  area(
    'advice',
    'Advice',
    'Nothing is broken: what an engineer who has run such workloads for years would say in a review.',
  ),
  area(
    'kserve',
    'KServe',
    'Conditions of the KServe webhooks and controllers, and of the runtimes behind them.',
  ),
  area('knative', 'Knative Serving', 'Conditions of the Knative webhook on Services and their revisions.'),
  area(
    'seldon',
    'Seldon Core',
    'Conditions of Seldon Core 1 (SeldonDeployment) and 2 (Model, Pipeline, Experiment).',
  ),
  area(
    'rollouts',
    'Argo Rollouts',
    'What the controller of Argo Rollouts and its linter object to, analysis included.',
  ),
  area('promql', 'PromQL', 'Queries, wherever they stand: alert rules, analysis templates, scalers.'),
  area('keda', 'KEDA', 'Conditions of the KEDA webhook and of its scalers.'),
  area('prometheus', 'Prometheus operator', 'Monitors and rules as the Prometheus operator takes them.'),
  area('gateway', 'Gateway API', 'Gateways, routes and inference pools.'),
  area('istio', 'Istio', 'What the validation of Istio refuses in its traffic kinds.'),
  area(
    'trainer',
    'Kubeflow Trainer',
    'Conditions of version 2 of the Trainer: TrainJobs and their runtimes.',
  ),
  area('training', 'Training operator', 'Conditions of version 1 of the training operator, and of MPIJobs.'),
  area('katib', 'Katib', 'Experiments: parameters, objectives, algorithms, trials.'),
  area('notebook', 'Notebooks', 'Kubeflow notebooks.'),
  area('ray', 'Ray', 'Conditions of KubeRay on clusters, jobs and services.'),
  area('kueue', 'Kueue', 'Queues, flavors, quotas and the workloads that wait for them.'),
  area('jobset', 'JobSet', 'Conditions of the JobSet webhook.'),
  area('lws', 'LeaderWorkerSet', 'Conditions of the LeaderWorkerSet webhook.'),
  area('volcano', 'Volcano', 'Conditions of the Volcano webhooks on jobs and queues.'),
  area('kaito', 'KAITO', 'Workspaces of the Kubernetes AI toolchain operator.'),
  area(
    'argo',
    'Argo Workflows',
    'What the linter and the controller of Argo Workflows refuse: templates, arguments, expressions, graphs.',
  ),
  area('kfp', 'Kubeflow Pipelines', 'Compiled pipelines (intermediate representation) and recurring runs.'),
  area('spark', 'Spark operator', 'Conditions of the Spark operator on applications and their schedules.'),
];
