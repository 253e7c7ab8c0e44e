import {
  autoscaler,
  claimSpec,
  cronJob,
  deployment,
  type Json,
  job,
  object,
  podSpec,
  workload,
} from './builders.ts';
import type { Case } from './podCases.ts';

const rolling = (rollingUpdate: Json, type = 'RollingUpdate') => ({ type, rollingUpdate });
const labelled = { metadata: { labels: { app: 'b' } }, spec: podSpec() };
const indexed = (spec: Json = {}) => job({ completionMode: 'Indexed', completions: 3, ...spec });
const failing = (rule: Json, spec: Json = {}) =>
  job({ podFailurePolicy: { rules: [{ action: 'FailJob', ...rule }] }, ...spec });
const codes = (onExitCodes: Json) =>
  failing({ onExitCodes: { operator: 'In', values: [1], ...onExitCodes } });
const succeeding = (rule: Json) => indexed({ successPolicy: { rules: [rule] } });
const controller = (spec: Json) =>
  object('v1', 'ReplicationController', { spec: { template: labelled, ...spec } });

/** Deployments and the like. */
export const workloadCases: readonly Case[] = [
  ['core/no-spec', 'spec.selector', object('apps/v1', 'Deployment')],
  [
    'core/no-containers',
    'spec.template.spec.containers',
    deployment({ template: { metadata: { labels: { app: 'a' } } } }),
  ],
  ['core/selector-mismatch', 'spec.template.metadata.labels', deployment({ template: labelled })],
  ['core/selector-mismatch', 'spec.template.metadata.labels', deployment({ template: { spec: podSpec() } })],
  [
    'core/selector-mismatch',
    'spec.template.metadata.labels',
    deployment({ selector: { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['a'] }] } }),
  ],
  ['core/empty-selector', 'spec.selector', deployment({ selector: {} })],
  ['core/selector-mismatch', 'spec.template.metadata.labels', controller({ selector: { app: 'a' } })],
  ['core/empty-selector', 'spec.selector', controller({ template: { spec: podSpec() } })],
  ['core/restart-policy', 'spec.template.spec.restartPolicy', deployment({}, { restartPolicy: 'Never' })],
  [
    'core/restart-policy',
    'spec.template.spec.restartPolicy',
    workload('DaemonSet', {}, { restartPolicy: 'OnFailure' }),
  ],
  [
    'core/deadline-of-servers',
    'spec.template.spec.activeDeadlineSeconds',
    deployment({}, { activeDeadlineSeconds: 30 }),
  ],
  ['core/number-out-of-range', 'spec.replicas', deployment({ replicas: -1 })],
  ['core/number-out-of-range', 'spec.revisionHistoryLimit', deployment({ revisionHistoryLimit: -1 })],
  [
    'core/progress-deadline',
    'spec.progressDeadlineSeconds',
    deployment({ progressDeadlineSeconds: 10, minReadySeconds: 10 }),
  ],
  ['core/progress-deadline', 'spec.progressDeadlineSeconds', deployment({ minReadySeconds: 600 })],
  [
    'core/update-strategy',
    'spec.strategy.rollingUpdate.maxUnavailable',
    deployment({ strategy: rolling({ maxSurge: 0, maxUnavailable: '0%' }) }),
  ],
  [
    'core/update-strategy',
    'spec.strategy.rollingUpdate',
    deployment({ strategy: rolling({ maxSurge: 1 }, 'Recreate') }),
  ],
  [
    'core/number-out-of-range',
    'spec.strategy.rollingUpdate.maxUnavailable',
    deployment({ strategy: rolling({ maxUnavailable: '101%' }) }),
  ],
  [
    'core/malformed-name',
    'spec.strategy.rollingUpdate.maxSurge',
    deployment({ strategy: rolling({ maxSurge: '25 %' }) }),
  ],
  [
    'core/update-strategy',
    'spec.updateStrategy.rollingUpdate.maxUnavailable',
    workload('DaemonSet', { updateStrategy: rolling({ maxUnavailable: 0 }) }),
  ],
  [
    'core/update-strategy',
    'spec.updateStrategy.rollingUpdate.maxSurge',
    workload('DaemonSet', { updateStrategy: rolling({ maxSurge: 1 }) }),
  ],
  [
    'core/update-strategy',
    'spec.updateStrategy.rollingUpdate',
    workload('StatefulSet', { updateStrategy: rolling({ partition: 1 }, 'OnDelete') }),
  ],
  ['core/malformed-name', 'spec.serviceName', workload('StatefulSet', { serviceName: 'a.b' })],
  [
    'core/number-out-of-range',
    'spec.updateStrategy.rollingUpdate.partition',
    workload('StatefulSet', { updateStrategy: rolling({ partition: -1 }) }),
  ],
  [
    'core/access-modes',
    'spec.volumeClaimTemplates[0].spec.accessModes',
    workload('StatefulSet', {
      volumeClaimTemplates: [{ metadata: { name: 'd' }, spec: claimSpec({ accessModes: undefined }) }],
    }),
  ],
];

/** Jobs and CronJobs. */
export const jobCases: readonly Case[] = [
  ['core/restart-policy', 'spec.template.spec.restartPolicy', job({}, { restartPolicy: undefined })],
  ['core/restart-policy', 'spec.template.spec.restartPolicy', job({}, { restartPolicy: 'Always' })],
  [
    'core/restart-policy',
    'spec.jobTemplate.spec.template.spec.restartPolicy',
    cronJob({ jobTemplate: { spec: { template: { spec: podSpec() } } } }),
  ],
  [
    'core/restart-policy',
    'spec.template.spec.restartPolicy',
    job({ podFailurePolicy: { rules: [] } }, { restartPolicy: 'OnFailure' }),
  ],
  ['core/number-out-of-range', 'spec.backoffLimit', job({ backoffLimit: -1 })],
  ['core/number-out-of-range', 'spec.ttlSecondsAfterFinished', job({ ttlSecondsAfterFinished: -1 })],
  ['core/indexed-job', 'spec.completions', job({ completionMode: 'Indexed', parallelism: 2 })],
  ['core/indexed-job', 'spec.backoffLimitPerIndex', job({ backoffLimitPerIndex: 1 })],
  ['core/indexed-job', 'spec.successPolicy', job({ successPolicy: { rules: [{ succeededCount: 1 }] } })],
  ['core/indexed-job', 'spec.backoffLimitPerIndex', indexed({ maxFailedIndexes: 1 })],
  ['core/indexed-job', 'spec.maxFailedIndexes', indexed({ maxFailedIndexes: 4, backoffLimitPerIndex: 1 })],
  ['core/indexed-job', 'spec.parallelism', indexed({ parallelism: 100_001 })],
  ['core/indexed-job', 'spec.maxFailedIndexes', indexed({ completions: 100_001, backoffLimitPerIndex: 1 })],
  ['core/indexed-job-name', 'metadata.name', { ...indexed(), metadata: { name: 'a'.repeat(62) } }],
  ['core/pod-failure-policy', 'spec.podFailurePolicy.rules[0]', failing({})],
  [
    'core/pod-failure-policy',
    'spec.podFailurePolicy.rules[0].action',
    failing({ action: 'FailIndex', onPodConditions: [{ type: 'A', status: 'True' }] }),
  ],
  [
    'core/pod-failure-policy',
    'spec.podFailurePolicy.rules[0].onExitCodes.containerName',
    codes({ containerName: 'other' }),
  ],
  ['core/pod-failure-policy', 'spec.podFailurePolicy.rules[0].onExitCodes.values[0]', codes({ values: [0] })],
  [
    'core/pod-failure-policy',
    'spec.podFailurePolicy.rules[0].onExitCodes.values[1]',
    codes({ values: [1, 1] }),
  ],
  [
    'core/pod-failure-policy',
    'spec.podFailurePolicy.rules[0].onExitCodes.values[1]',
    codes({ values: [2, 1] }),
  ],
  [
    'core/pod-failure-policy',
    'spec.podReplacementPolicy',
    failing(
      { onExitCodes: { operator: 'In', values: [1] } },
      { podReplacementPolicy: 'TerminatingOrFailed' },
    ),
  ],
  ['core/success-policy', 'spec.successPolicy.rules[0]', succeeding({})],
  [
    'core/success-policy',
    'spec.successPolicy.rules[0].succeededIndexes',
    succeeding({ succeededIndexes: '0-3' }),
  ],
  [
    'core/success-policy',
    'spec.successPolicy.rules[0].succeededCount',
    succeeding({ succeededIndexes: '0,2', succeededCount: 3 }),
  ],
  ['core/job-selector', 'spec.selector', job({ selector: { matchLabels: { app: 'a' } } })],
  ['core/job-selector', 'spec.selector', job({ manualSelector: true })],
  ['core/malformed-name', 'spec.managedBy', job({ managedBy: 'kueue' })],
  ['core/cron-schedule', 'spec.schedule', cronJob({ schedule: '0 25 * * *' })],
  ['core/empty-value', 'spec.schedule', cronJob({ schedule: '' })],
  ['core/time-zone-in-schedule', 'spec.schedule', cronJob({ schedule: 'TZ=UTC 0 3 * * *' })],
  ['core/time-zone', 'spec.timeZone', cronJob({ timeZone: 'Europe/Nowhere' })],
  ['core/time-zone', 'spec.timeZone', cronJob({ timeZone: 'Local' })],
  ['core/number-out-of-range', 'spec.startingDeadlineSeconds', cronJob({ startingDeadlineSeconds: -1 })],
  [
    'core/job-selector',
    'spec.jobTemplate.spec.selector',
    cronJob({}, { selector: { matchLabels: { app: 'a' } } }),
  ],
];

const metric = (fields: Json) => autoscaler({ metrics: [fields] });
const cpu = (target: Json) =>
  metric({ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', ...target } } });
const target = 'spec.metrics[0].resource.target';

/** HorizontalPodAutoscalers. */
export const autoscalingCases: readonly Case[] = [
  ['core/replica-bounds', 'spec.maxReplicas', autoscaler({ minReplicas: 4 })],
  ['core/number-out-of-range', 'spec.maxReplicas', autoscaler({ maxReplicas: 0 })],
  ['core/replica-bounds', 'spec.minReplicas', autoscaler({ minReplicas: 0 })],
  [
    'core/empty-value',
    'spec.scaleTargetRef.name',
    autoscaler({ scaleTargetRef: { kind: 'Deployment', name: '', apiVersion: 'apps/v1' } }),
  ],
  [
    'core/scale-target-version',
    'spec.scaleTargetRef.apiVersion',
    autoscaler({ scaleTargetRef: { kind: 'Deployment', name: 'a', apiVersion: 'a/b/c' } }),
  ],
  ['core/metric-source', 'spec.metrics[0].resource', metric({ type: 'Resource' })],
  [
    'core/metric-source',
    'spec.metrics[0].pods',
    metric({
      type: 'Resource',
      resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
      pods: { metric: { name: 'a' }, target: { type: 'AverageValue', averageValue: 1 } },
    }),
  ],
  ['core/metric-target', `${target}.averageUtilization`, cpu({})],
  ['core/metric-target', `${target}.averageValue`, cpu({ averageUtilization: 80, averageValue: 1 })],
  ['core/number-out-of-range', `${target}.averageUtilization`, cpu({ averageUtilization: 0 })],
  ['core/metric-target', `${target}.averageValue`, cpu({ averageValue: 0 })],
  [
    'core/number-out-of-range',
    'spec.behavior.scaleDown.stabilizationWindowSeconds',
    autoscaler({ behavior: { scaleDown: { stabilizationWindowSeconds: 3601 } } }),
  ],
  [
    'core/empty-value',
    'spec.behavior.scaleDown.policies',
    autoscaler({ behavior: { scaleDown: { policies: [] } } }),
  ],
  [
    'core/number-out-of-range',
    'spec.behavior.scaleUp.policies[0].periodSeconds',
    autoscaler({ behavior: { scaleUp: { policies: [{ type: 'Pods', value: 1, periodSeconds: 1801 }] } } }),
  ],
];
