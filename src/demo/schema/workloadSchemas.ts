import { conditions, labelSelector, objectMeta } from './metadata.ts';
import { podTemplate } from './podSchemas.ts';
import {
  anything,
  atomicFields,
  atomicList,
  fields,
  flag,
  intOrText,
  type Schema,
  text,
  time,
  whole,
  whole32,
} from './schema.ts';
import { claimSpec } from './volumeSchemas.ts';

interface Parts {
  readonly spec: Schema;
  readonly status: Schema;
}

const rollingUpdate = fields({ maxSurge: intOrText, maxUnavailable: intOrText, partition: whole32 });

const counts = {
  replicas: whole32,
  readyReplicas: whole32,
  availableReplicas: whole32,
  updatedReplicas: whole32,
  unavailableReplicas: whole32,
  terminatingReplicas: whole32,
  currentReplicas: whole32,
  fullyLabeledReplicas: whole32,
  observedGeneration: whole,
  collisionCount: whole32,
  conditions,
};

export const deployment: Parts = {
  spec: fields(
    {
      replicas: whole32,
      selector: labelSelector,
      template: podTemplate,
      strategy: fields({ type: text, rollingUpdate }),
      minReadySeconds: whole32,
      revisionHistoryLimit: whole32,
      paused: flag,
      progressDeadlineSeconds: whole32,
    },
    ['selector', 'template'],
  ),
  status: fields(counts),
};

export const replicaSet: Parts = {
  spec: fields(
    { replicas: whole32, selector: labelSelector, template: podTemplate, minReadySeconds: whole32 },
    ['selector'],
  ),
  status: fields(counts),
};

export const statefulSet: Parts = {
  spec: fields(
    {
      replicas: whole32,
      selector: labelSelector,
      template: podTemplate,
      serviceName: text,
      podManagementPolicy: text,
      updateStrategy: fields({ type: text, rollingUpdate }),
      revisionHistoryLimit: whole32,
      minReadySeconds: whole32,
      ordinals: fields({ start: whole32 }),
      persistentVolumeClaimRetentionPolicy: fields({ whenDeleted: text, whenScaled: text }),
      volumeClaimTemplates: atomicList(
        fields({ apiVersion: text, kind: text, metadata: objectMeta, spec: claimSpec, status: anything }),
      ),
    },
    ['selector', 'template'],
  ),
  status: fields({ ...counts, currentRevision: text, updateRevision: text }),
};

export const daemonSet: Parts = {
  spec: fields(
    {
      selector: labelSelector,
      template: podTemplate,
      updateStrategy: fields({ type: text, rollingUpdate }),
      minReadySeconds: whole32,
      revisionHistoryLimit: whole32,
    },
    ['selector', 'template'],
  ),
  status: fields({
    currentNumberScheduled: whole32,
    desiredNumberScheduled: whole32,
    numberAvailable: whole32,
    numberMisscheduled: whole32,
    numberReady: whole32,
    numberUnavailable: whole32,
    updatedNumberScheduled: whole32,
    observedGeneration: whole,
    collisionCount: whole32,
    conditions,
  }),
};

const jobSpec = fields(
  {
    activeDeadlineSeconds: whole,
    backoffLimit: whole32,
    backoffLimitPerIndex: whole32,
    completionMode: text,
    completions: whole32,
    managedBy: text,
    manualSelector: flag,
    maxFailedIndexes: whole32,
    parallelism: whole32,
    podFailurePolicy: fields({ rules: atomicList(anything) }),
    podReplacementPolicy: text,
    selector: labelSelector,
    successPolicy: fields({ rules: atomicList(anything) }),
    suspend: flag,
    template: podTemplate,
    ttlSecondsAfterFinished: whole32,
  },
  ['template'],
);

export const job: Parts = {
  spec: jobSpec,
  status: fields({
    active: whole32,
    ready: whole32,
    succeeded: whole32,
    failed: whole32,
    terminating: whole32,
    startTime: time,
    completionTime: time,
    completedIndexes: text,
    failedIndexes: text,
    // The conditions of a Job are no list map on the real server.
    conditions: atomicList(anything),
    uncountedTerminatedPods: fields({ failed: anything, succeeded: anything }),
  }),
};

export const cronJob: Parts = {
  spec: fields(
    {
      schedule: text,
      timeZone: text,
      concurrencyPolicy: text,
      startingDeadlineSeconds: whole,
      successfulJobsHistoryLimit: whole32,
      failedJobsHistoryLimit: whole32,
      suspend: flag,
      jobTemplate: fields({ metadata: objectMeta, spec: jobSpec }),
    },
    ['schedule', 'jobTemplate'],
  ),
  status: fields({
    active: atomicList(anything),
    lastScheduleTime: time,
    lastSuccessfulTime: time,
  }),
};

export const autoscaler: Parts = {
  spec: fields(
    {
      behavior: anything,
      maxReplicas: whole32,
      metrics: atomicList(anything),
      minReplicas: whole32,
      scaleTargetRef: fields({ apiVersion: text, kind: text, name: text }, ['kind', 'name']),
    },
    ['scaleTargetRef', 'maxReplicas'],
  ),
  status: fields({
    conditions,
    currentMetrics: atomicList(anything),
    currentReplicas: whole32,
    desiredReplicas: whole32,
    lastScaleTime: time,
    observedGeneration: whole,
  }),
};

export const disruptionBudget: Parts = {
  spec: fields({
    maxUnavailable: intOrText,
    minAvailable: intOrText,
    selector: labelSelector,
    unhealthyPodEvictionPolicy: text,
  }),
  status: anything,
};

export const objectReference = atomicFields({
  apiVersion: text,
  fieldPath: text,
  kind: text,
  name: text,
  namespace: text,
  resourceVersion: text,
  uid: text,
});
