import { type Case, changed } from '../pipelines/judging.ts';

const cluster = `headGroupSpec: {rayStartParams: {}, template: {spec: {containers: [{name: ray-head, image: "rayproject/ray:2.52.0"}]}}}
workerGroupSpecs:
- {groupName: gpu, replicas: 1, minReplicas: 0, maxReplicas: 4, rayStartParams: {}, template: {spec: {containers: [{name: ray-worker, image: "rayproject/ray:2.52.0"}]}}}
`;

function below(text: string, indent: string): string {
  return text.replace(/^(?=.)/gm, indent);
}

function object(kind: string, spec: string, metadata = 'name: ray'): string {
  return `apiVersion: ray.io/v1\nkind: ${kind}\nmetadata: {${metadata}}\nspec:\n${below(spec, '  ')}`;
}

const asCluster = (part = '', by = '', fields = '') =>
  object('RayCluster', fields + (part === '' ? cluster : changed(cluster, part, by)));
const asJob = (fields: string, spec = cluster) =>
  object('RayJob', `${fields}\nrayClusterSpec:\n${below(spec, '  ')}`);
const asService = (fields: string) =>
  object('RayService', `${fields}\nrayClusterConfig:\n${below(cluster, '  ')}`);
const run = 'entrypoint: python a.py';

export const clusterCases: readonly Case[] = [
  ['holds', asCluster()],
  ['minds the name', object('RayCluster', cluster, `name: ${'a'.repeat(54)}`), 'ray/name metadata.name'],
  ['wants a letter first', object('RayCluster', cluster, 'name: 2-ray'), 'ray/name metadata.name'],
  [
    'keeps least and most apart',
    asCluster('minReplicas: 0', 'minReplicas: 5'),
    'ray/replicas spec.workerGroupSpecs[0].minReplicas',
    'warning ray/replicas spec.workerGroupSpecs[0].replicas',
  ],
  [
    'warns of replicas outside',
    asCluster('replicas: 1', 'replicas: 5'),
    'warning ray/replicas spec.workerGroupSpecs[0].replicas',
  ],
  [
    'finds a group twice',
    asCluster(
      'workerGroupSpecs:\n',
      'workerGroupSpecs:\n- {groupName: gpu, minReplicas: 0, maxReplicas: 1, template: {spec: {containers: [{name: a, image: ray}]}}}\n',
    ),
    'ray/group-name spec.workerGroupSpecs[1].groupName',
  ],
  [
    'takes resources from one place',
    asCluster('rayStartParams: {}', 'resources: {CPU: "1"}, rayStartParams: {num-cpus: "1"}'),
    'ray/resources spec.headGroupSpec.rayStartParams.num-cpus',
  ],
  [
    'takes labels from the group',
    asCluster('rayStartParams: {}', 'rayStartParams: {labels: a=b}'),
    'ray/resources spec.headGroupSpec.rayStartParams.labels',
  ],
  [
    'warns of a sidecar first',
    asCluster('containers: [{name: ray-head', 'containers: [{name: logs, image: fluentbit}, {name: ray-head'),
    'warning ray/ray-container spec.headGroupSpec.template.spec.containers[0].name',
  ],
  [
    'warns of options without an autoscaler',
    asCluster('', '', 'autoscalerOptions: {idleTimeoutSeconds: 60}\n'),
    'warning ray/autoscaling spec.autoscalerOptions',
  ],
  [
    'suspends no group that is scaled',
    asCluster('groupName: gpu', 'groupName: gpu, suspend: true').replace(
      'spec:\n',
      'spec:\n  enableInTreeAutoscaling: true\n',
    ),
    'ray/autoscaling spec.workerGroupSpecs[0].suspend',
  ],
  [
    'restarts nothing with the autoscaler v2',
    asCluster(
      'template: {spec: {containers: [{name: ray-head',
      'template: {spec: {restartPolicy: Always, containers: [{name: ray-head',
    ).replace('spec:\n', 'spec:\n  enableInTreeAutoscaling: true\n  autoscalerOptions: {version: v2}\n'),
    'ray/autoscaling spec.headGroupSpec.template.spec.restartPolicy',
  ],
  [
    'turns fault tolerance on once',
    object(
      'RayCluster',
      `gcsFaultToleranceOptions: {redisAddress: "redis:6379"}\n${cluster}`,
      'name: a, annotations: {ray.io/ft-enabled: "true"}',
    ),
    'ray/fault-tolerance metadata.annotations[ray.io/ft-enabled]',
  ],
  [
    'takes the address from the options',
    asCluster('{name: ray-head,', '{name: ray-head, env: [{name: RAY_REDIS_ADDRESS, value: redis}],'),
    'ray/fault-tolerance spec.headGroupSpec.template.spec.containers[0].env[0]',
  ],
  [
    'knows since when there are tokens',
    asCluster('', '', 'authOptions: {mode: token}\nrayVersion: 2.46.0\n'),
    'ray/authentication spec.rayVersion',
  ],
  [
    'wants the version for tokens',
    asCluster('', '', 'authOptions: {mode: token}\n'),
    'ray/authentication spec.rayVersion',
  ],
];

export const rayJobCases: readonly Case[] = [
  [
    'holds',
    asJob(
      `${run}\nshutdownAfterJobFinishes: true\nttlSecondsAfterFinished: 60\nruntimeEnvYAML: "pip: [torch]"`,
    ),
  ],
  ['minds the name', changed(asJob(run), 'name: ray', `name: ${'a'.repeat(48)}`), 'ray/name metadata.name'],
  ['warns of a job without a command', asJob('backoffLimit: 1'), 'warning ray/entrypoint spec.entrypoint'],
  ['needs none when it is interactive', asJob('submissionMode: InteractiveMode')],
  ['wants a cluster', object('RayJob', run), 'ray/job-cluster spec.rayClusterSpec'],
  ['holds with a selected cluster', object('RayJob', `${run}\nclusterSelector: {ray.io/cluster: a}`)],
  [
    'wants the name of that cluster',
    object('RayJob', `${run}\nclusterSelector: {app: a}`),
    'ray/job-cluster spec.clusterSelector[ray.io/cluster]'.replace('[ray.io/cluster]', '.ray.io/cluster'),
  ],
  ['knows the modes', asJob(`${run}\nsubmissionMode: SSHMode`), 'ray/job-cluster spec.submissionMode'],
  [
    'has no submitter in a sidecar',
    asJob(`${run}\nsubmissionMode: SidecarMode\nsubmitterConfig: {backoffLimit: 1}`),
    'ray/job-cluster spec.submitterConfig',
  ],
  [
    'ends only what is shut down',
    asJob(`${run}\nttlSecondsAfterFinished: 60`),
    'ray/job-end spec.ttlSecondsAfterFinished',
  ],
  ['suspends only what is shut down', asJob(`${run}\nsuspend: true`), 'ray/job-end spec.suspend'],
  [
    'deletes in one way',
    asJob(
      `${run}\nshutdownAfterJobFinishes: true\ndeletionStrategy: {deletionRules: [{policy: DeleteSelf, condition: {jobStatus: FAILED}}]}`,
    ),
    'ray/job-end spec.shutdownAfterJobFinishes',
  ],
  [
    'deletes no cluster of others',
    object(
      'RayJob',
      `${run}\nclusterSelector: {ray.io/cluster: a}\ndeletionStrategy: {deletionRules: [{policy: DeleteCluster, condition: {jobStatus: FAILED}}]}`,
    ),
    'ray/job-end spec.deletionStrategy.deletionRules[0].policy',
  ],
  [
    'retries no interactive job',
    asJob('submissionMode: InteractiveMode\nbackoffLimit: 2'),
    'ray/job-limits spec.backoffLimit',
  ],
  [
    'wants time to run',
    asJob(`${run}\nactiveDeadlineSeconds: 0`),
    'ray/job-limits spec.activeDeadlineSeconds',
  ],
  [
    'reads the environment',
    asJob(`${run}\nruntimeEnvYAML: "pip: [torch"`),
    'ray/yaml-text spec.runtimeEnvYAML',
  ],
];

export const rayServiceCases: readonly Case[] = [
  ['holds', asService('serveConfigV2: |\n  applications: [{name: a, import_path: a:app}]')],
  [
    'reads the configuration',
    asService('serveConfigV2: |\n  applications: [{name: a'),
    'ray/yaml-text spec.serveConfigV2',
  ],
  ['wants fields in it', asService('serveConfigV2: "applications"'), 'ray/yaml-text spec.serveConfigV2'],
  [
    'knows the upgrades',
    asService('upgradeStrategy: {type: Rolling}'),
    'ray/upgrade spec.upgradeStrategy.type',
  ],
  [
    'wants options of an upgrade by steps',
    asService('upgradeStrategy: {type: NewClusterWithIncrementalUpgrade}'),
    'ray/upgrade spec.upgradeStrategy.clusterUpgradeOptions',
    'ray/upgrade spec.rayClusterConfig.enableInTreeAutoscaling',
  ],
  [
    'reads the time to wait',
    changed(
      asService('rayClusterDeletionDelaySeconds: 1'),
      'name: ray',
      'name: ray, annotations: {ray.io/initializing-timeout: soon}',
    ),
    'ray/upgrade metadata.annotations[ray.io/initializing-timeout]',
  ],
  [
    'names the head service itself',
    changed(
      asService('rayClusterDeletionDelaySeconds: 1'),
      'headGroupSpec: {',
      'headGroupSpec: {headService: {metadata: {name: a}}, ',
    ),
    'ray/name spec.rayClusterConfig.headGroupSpec.headService.metadata.name',
  ],
  [
    'recurs by a cron line',
    object(
      'RayCronJob',
      `schedule: "0 3 * *"\njobTemplate:\n  ${run}\n  clusterSelector: {ray.io/cluster: a}`,
    ),
    'ray/schedule spec.schedule',
  ],
];
