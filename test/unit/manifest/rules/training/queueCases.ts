import { type Case, changed } from '../pipelines/judging.ts';

const queue = `apiVersion: kueue.x-k8s.io/v1beta2
kind: ClusterQueue
metadata: {name: research}
spec:
  cohortName: all
  resourceGroups:
  - coveredResources: [cpu, nvidia.com/gpu]
    flavors:
    - name: a100
      resources: [{name: cpu, nominalQuota: 10, lendingLimit: 5}, {name: nvidia.com/gpu, nominalQuota: 8}]
`;
const broken = (part: string, by: string) => changed(queue, part, by);
const flavor = 'spec.resourceGroups[0].flavors[0]';
const job = (labels: string, template = '') => `apiVersion: batch/v1
kind: Job
metadata: {name: a, labels: {${labels}}}
spec: {template: {metadata: {labels: {${template}}}, spec: {containers: [{name: a, image: x}]}}}
`;
const label = 'kueue.x-k8s.io/queue-name';

export const kueueCases: readonly Case[] = [
  ['holds', queue],
  [
    'covers a resource once',
    broken('[cpu, nvidia.com/gpu]', '[cpu, cpu]'),
    'kueue/resource-groups spec.resourceGroups[0].coveredResources[1]',
    `kueue/resource-groups ${flavor}.resources[1].name`,
  ],
  [
    'keeps the order',
    broken('[cpu, nvidia.com/gpu]', '[nvidia.com/gpu, cpu]'),
    `kueue/resource-groups ${flavor}.resources[0].name`,
  ],
  [
    'has a flavor once',
    `${queue}    - {name: a100, resources: [{name: cpu, nominalQuota: 1}, {name: nvidia.com/gpu, nominalQuota: 1}]}\n`,
    'kueue/resource-groups spec.resourceGroups[0].flavors[1].name',
  ],
  [
    'refuses negative quotas',
    broken('nominalQuota: 8', 'nominalQuota: -8'),
    `kueue/quota ${flavor}.resources[1].nominalQuota`,
  ],
  [
    'lends no more than there is',
    broken('lendingLimit: 5', 'lendingLimit: 11'),
    `kueue/quota ${flavor}.resources[0].lendingLimit`,
  ],
  [
    'lends in a cohort',
    broken('  cohortName: all\n', ''),
    `kueue/no-cohort ${flavor}.resources[0].lendingLimit`,
  ],
  [
    'names checks in one way',
    broken(
      'cohortName: all',
      'cohortName: all\n  admissionChecks: [a]\n  admissionChecksStrategy: {admissionChecks: [{name: a}]}',
    ),
    'kueue/admission-checks spec.admissionChecks',
  ],
  ['holds with a label on the job', job(`${label}: research`)],
  ['minds the name of the queue', job(`${label}: Research_1`), `kueue/queue-name metadata.labels[${label}]`],
  [
    'warns of a label on the pods',
    job('', `${label}: research`),
    `warning kueue/queue-label-place spec.template.metadata.labels[${label}]`,
  ],
];

const set = `apiVersion: jobset.x-k8s.io/v1alpha2
kind: JobSet
metadata: {name: train}
spec:
  network: {subdomain: train}
  successPolicy: {operator: All, targetReplicatedJobs: [workers]}
  failurePolicy: {maxRestarts: 3, rules: [{name: hosts, action: FailJobSet, onJobFailureReasons: [PodFailurePolicy]}]}
  coordinator: {replicatedJob: leader, jobIndex: 0, podIndex: 0}
  replicatedJobs:
  - {name: leader, replicas: 1, template: {spec: {completions: 1}}}
  - {name: workers, replicas: 2, dependsOn: [{name: leader, status: Ready}], template: {spec: {completions: 4}}}
`;
const inSet = (part: string, by: string) => changed(set, part, by);
const jobs = 'spec.replicatedJobs';

export const jobSetCases: readonly Case[] = [
  ['holds', set],
  [
    'has none before the first',
    inSet(
      '{name: leader, replicas: 1',
      '{name: leader, dependsOn: [{name: workers, status: Ready}], replicas: 1',
    ),
    `jobset/depends-on ${jobs}[0].dependsOn`,
  ],
  [
    'waits for one before',
    inSet('[{name: leader, status', '[{name: other, status'),
    `jobset/depends-on ${jobs}[1].dependsOn[0].name`,
  ],
  [
    'knows what to wait for',
    inSet('status: Ready', 'status: Done'),
    `jobset/depends-on ${jobs}[1].dependsOn[0].status`,
  ],
  [
    'knows its jobs',
    inSet('[workers]', '[worker]'),
    'jobset/unknown-job spec.successPolicy.targetReplicatedJobs[0]',
  ],
  [
    'minds the names of jobs',
    inSet('{name: leader, replicas', '{name: Leader, replicas').replaceAll('leader,', 'Leader,'),
    `jobset/name ${jobs}[0].name`,
  ],
  [
    'minds the length of all names',
    inSet('name: train', `name: ${'a'.repeat(50)}`),
    `jobset/name ${jobs}[0].name`,
    `jobset/name ${jobs}[1].name`,
  ],
  [
    'begins with a letter',
    inSet('name: train', 'name: 1train'),
    'jobset/name metadata.name',
    'jobset/name metadata.name',
  ],
  [
    'minds the names of rules',
    inSet('name: hosts', 'name: 1-hosts'),
    'jobset/failure-rule spec.failurePolicy.rules[0].name',
  ],
  [
    'knows why jobs fail',
    inSet('[PodFailurePolicy]', '[Crash]'),
    'jobset/failure-rule spec.failurePolicy.rules[0].onJobFailureReasons[0]',
  ],
  [
    'minds the subdomain',
    inSet('subdomain: train', 'subdomain: a.b'),
    'jobset/subdomain spec.network.subdomain',
  ],
  [
    'wants the domain of a manager',
    inSet('spec:\n', 'spec:\n  managedBy: me\n'),
    'jobset/managed-by spec.managedBy',
  ],
  [
    'knows its coordinator',
    inSet('replicatedJob: leader', 'replicatedJob: boss'),
    'jobset/coordinator spec.coordinator.replicatedJob',
  ],
  ['counts its pods', inSet('podIndex: 0', 'podIndex: 1'), 'jobset/coordinator spec.coordinator.podIndex'],
];

const group = (fields: string, spec = '', name = 'vllm') => `apiVersion: leaderworkerset.x-k8s.io/v1
kind: LeaderWorkerSet
metadata: {name: ${name}}
spec: {${spec}leaderWorkerTemplate: {${fields}}}
`;

export const leaderWorkerSetCases: readonly Case[] = [
  ['holds', group('size: 4, subGroupPolicy: {subGroupSize: 2}', 'replicas: 2, ')],
  ['minds the name', group('size: 2', '', 'v.llm'), 'lws/name metadata.name'],
  ['wants a leader at least', group('size: 0'), 'lws/size spec.leaderWorkerTemplate.size'],
  ['refuses negative replicas', group('size: 1', 'replicas: -1, '), 'lws/size spec.replicas'],
  [
    'parts groups evenly',
    group('size: 4, subGroupPolicy: {subGroupSize: 5}'),
    'lws/subgroups spec.leaderWorkerTemplate.subGroupPolicy.subGroupSize',
  ],
  [
    'counts with and without the leader',
    group('size: 6, subGroupPolicy: {subGroupSize: 4}'),
    'lws/subgroups spec.leaderWorkerTemplate.subGroupPolicy.subGroupSize',
  ],
  [
    'replaces something',
    group('size: 1', 'rolloutStrategy: {rollingUpdateConfiguration: {maxUnavailable: 0, maxSurge: 0}}, '),
    'lws/rollout spec.rolloutStrategy.rollingUpdateConfiguration.maxUnavailable',
  ],
];
