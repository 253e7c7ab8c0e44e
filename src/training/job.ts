import type { CronJobFacts, JobFacts } from '../cluster/job.ts';
import type { RunState, TrainingRun, TrainingSchedule } from './trainingRun.ts';

/** A Kubernetes Job as a training run. */
export function runOfJob(job: JobFacts): TrainingRun {
  const state = stateOf(job);
  const hasEnded = state === 'ok' || state === 'failed';
  return {
    uid: job.uid,
    namespace: job.namespace,
    name: job.name,
    kind: 'Job',
    state,
    problem: state === 'failed' ? problemOf(job) : undefined,
    startedAtMs: job.startedAtMs,
    endedAtMs: hasEnded ? (job.completedAtMs ?? job.outcomeAtMs) : undefined,
    succeededCount: job.succeededCount,
    // A Job without a number of completions is done as soon as one pod succeeds.
    wantedCount: job.completions ?? 1,
    activeCount: job.activeCount,
    failedCount: job.failedCount,
    parent: job.owner === undefined ? undefined : { kind: job.owner.kind, name: job.owner.name },
    createdAtMs: job.createdAtMs,
  };
}

/** A CronJob as a timetable of training runs. */
export function scheduleOfCronJob(cronJob: CronJobFacts): TrainingSchedule {
  const { uid, namespace, name, isSuspended, activeCount, createdAtMs } = cronJob;
  return {
    uid,
    namespace,
    name,
    kind: 'CronJob',
    schedule: cronJob.timeZone === undefined ? cronJob.schedule : `${cronJob.schedule} (${cronJob.timeZone})`,
    isSuspended,
    activeCount,
    lastScheduledAtMs: cronJob.lastScheduledAtMs,
    lastSucceededAtMs: cronJob.lastSucceededAtMs,
    createdAtMs,
  };
}

function stateOf(job: JobFacts): RunState {
  if (job.outcome === 'complete') return 'ok';
  if (job.outcome === 'failed') return 'failed';
  if (job.isSuspended || job.outcome === 'suspended') return 'queued';
  return job.activeCount > 0 || job.startedAtMs !== undefined ? 'running' : 'queued';
}

function problemOf({ reason, message }: JobFacts): string | undefined {
  if (reason === undefined || message === undefined) return message ?? reason;
  return `${reason}: ${message}`;
}
