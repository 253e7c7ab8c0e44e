import { kinds } from '../../cluster/resource.ts';
import type { JsonObject } from '../api/kubeObject.ts';
import { hourMs, minuteMs, pastMs, type Timeline } from './timeline.ts';
import { podTemplate, type ServerShape } from './workloads.ts';

interface JobShape extends ServerShape {
  readonly completions?: number;
  readonly parallelism?: number;
  readonly isIndexed?: boolean;
  readonly backoffLimit?: number;
  readonly isSuspended?: boolean;
  readonly restartPolicy?: 'Never' | 'OnFailure';
}

/** So long a training takes, with a little rest. */
const trainingMs = 18 * minuteMs;
const trainer = 'registry.example/ml/trainer:1.8.0';

/** The namespace `training`: runs under way, finished, failed, held, and one that waits for its disk. */
export function addTraining(timeline: Timeline): void {
  addFinished(timeline);
  addRunning(timeline);
  addNightly(timeline);
  addWaiting(timeline);
  addNotebook(timeline);
}

function addRunning(timeline: Timeline): void {
  timeline.create(4 * minuteMs, kinds.jobs, 'training', churnTraining('churn-train-1'));
  timeline.ago(4 * minuteMs, () => trainAgain(timeline, 2));
  timeline.create(
    3 * minuteMs,
    kinds.jobs,
    'training',
    job('bert-finetune', {
      image: 'pytorch/pytorch:2.9.1-cuda12.8-cudnn9-runtime',
      annotations: { 'timonel.test/log': 'huggingface' },
      completions: 2,
      parallelism: 2,
      isIndexed: true,
      resources: { cpu: '8', memory: '64Gi', 'nvidia.com/gpu': '2' },
    }),
  );
}

/** Somebody trains the churn model all the time: a quarter of an hour each, with a new number. */
function trainAgain(timeline: Timeline, number: number): void {
  const { access } = timeline;
  access.clock.after(trainingMs, () => {
    const name = `churn-train-${number}`;
    if (!access.find(kinds.jobs, 'training', name)) {
      access.create(kinds.jobs, 'training', churnTraining(name), 'kubectl-create');
    }
    trainAgain(timeline, number + 1);
  });
}

function churnTraining(name: string): JsonObject {
  const body = job(name, {
    image: trainer,
    annotations: { 'timonel.test/log': 'keras' },
    resources: { cpu: '4', memory: '16Gi', 'nvidia.com/gpu': '1' },
  });
  return { ...body, spec: { ...(body['spec'] as JsonObject), ttlSecondsAfterFinished: 7_200 } };
}

function addFinished(timeline: Timeline): void {
  timeline.create(
    22 * hourMs,
    kinds.jobs,
    'training',
    job('fraud-train-v1', {
      image: trainer,
      annotations: { 'timonel.test/log': 'xgboost' },
      resources: { cpu: '4', memory: '16Gi' },
    }),
  );
  timeline.create(
    6 * hourMs,
    kinds.jobs,
    'training',
    job('ranker-train', {
      image: trainer,
      annotations: { 'timonel.test/log': 'outOfMemory' },
      backoffLimit: 1,
      resources: { cpu: '4', memory: '8Gi', 'nvidia.com/gpu': '1' },
    }),
  );
}

function addNightly(timeline: Timeline): void {
  timeline.create(pastMs, kinds.cronJobs, 'training', {
    metadata: { name: 'drift-check' },
    spec: {
      schedule: '0 */2 * * *',
      concurrencyPolicy: 'Forbid',
      jobTemplate: {
        spec: {
          backoffLimit: 1,
          template: taskTemplate('drift-check', {
            image: 'registry.example/ml/drift:0.9.2',
            annotations: { 'timonel.test/log': 'drift' },
            resources: { cpu: '500m', memory: '1Gi' },
          }),
        },
      },
    },
  });
}

function addWaiting(timeline: Timeline): void {
  timeline.create(90 * minuteMs, kinds.persistentVolumeClaims, 'training', {
    metadata: { name: 'scratch-nvme' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'fast-nvme',
      resources: { requests: { storage: '500Gi' } },
    },
  });
  timeline.create(
    50 * minuteMs,
    kinds.jobs,
    'training',
    job('llama-sft', {
      image: 'pytorch/pytorch:2.9.1-cuda12.8-cudnn9-runtime',
      annotations: { 'timonel.test/log': 'huggingface' },
      completions: 4,
      parallelism: 4,
      isIndexed: true,
      isSuspended: true,
      resources: { cpu: '16', memory: '128Gi', 'nvidia.com/gpu': '4' },
    }),
  );
  timeline.create(
    15 * minuteMs,
    kinds.jobs,
    'training',
    job('vision-pretrain', {
      image: 'registry.example/ml/does-not-exist:4.0',
      resources: { cpu: '4', memory: '16Gi' },
    }),
  );
}

function addNotebook(timeline: Timeline): void {
  timeline.create(2 * hourMs, kinds.pods, 'default', {
    metadata: { name: 'scratch', labels: { app: 'scratch' } },
    spec: (podTemplate('scratch', {
      image: 'quay.io/jupyter/scipy-notebook:2026-10-01',
      ports: { http: 8888 },
      resources: { cpu: '500m', memory: '1Gi', 'nvidia.com/mig-1g.10gb': '1' },
    })['spec'] ?? {}) as JsonObject,
  });
}

function taskTemplate(name: string, shape: JobShape): JsonObject {
  const template = podTemplate(name, shape) as { metadata: JsonObject; spec: JsonObject };
  return { ...template, spec: { ...template.spec, restartPolicy: shape.restartPolicy ?? 'Never' } };
}

function job(name: string, shape: JobShape): JsonObject {
  return {
    metadata: { name, labels: { 'app.kubernetes.io/name': name } },
    spec: {
      backoffLimit: shape.backoffLimit ?? 3,
      ...(shape.completions ? { completions: shape.completions } : {}),
      ...(shape.parallelism ? { parallelism: shape.parallelism } : {}),
      ...(shape.isIndexed ? { completionMode: 'Indexed' } : {}),
      ...(shape.isSuspended ? { suspend: true } : {}),
      template: taskTemplate(name, shape),
    },
  };
}
