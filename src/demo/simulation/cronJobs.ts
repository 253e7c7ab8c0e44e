import { kinds } from '../../cluster/resource.ts';
import { copyOf, toWireTime } from '../api/kubeObject.ts';
import type { Change } from '../api/store.ts';
import type { CronJob, Job } from '../api/wire.ts';
import { type ClusterAccess, controlledBy } from './clusterAccess.ts';
import { hasCondition } from './conditions.ts';
import { type Controller, keyOf, ownerKeys, splitKey } from './controller.ts';
import { nextRunMs } from './cronSchedule.ts';

/** Starts the Jobs of CronJobs on time, and tidies up after them. */
export class CronJobs implements Controller {
  readonly name = 'cronjob';
  readonly #access: ClusterAccess;

  constructor(access: ClusterAccess) {
    this.#access = access;
  }

  wake(change: Change): readonly string[] {
    if (change.object.kind === 'CronJob') return [keyOf(change.object)];
    return change.object.kind === 'Job' ? ownerKeys(change, 'CronJob') : [];
  }

  reconcile(key: string): number | undefined {
    const cron = this.#access.find<CronJob>(kinds.cronJobs, ...splitKey(key));
    if (!cron || cron.metadata.deletionTimestamp) return undefined;
    const { clock } = this.#access;
    const lastMs = Date.parse(cron.status?.lastScheduleTime ?? cron.metadata.creationTimestamp);
    const dueMs = nextRunMs(cron.spec.schedule, lastMs);
    const isDue = dueMs !== undefined && dueMs <= clock.now() && !cron.spec.suspend;
    if (isDue) this.#start(cron, latestRunMs(cron.spec.schedule, dueMs, clock.now()));
    this.#tidy(cron);
    this.#report(cron);
    const nextMs = nextRunMs(cron.spec.schedule, clock.now());
    return nextMs === undefined || cron.spec.suspend ? undefined : (nextMs - clock.now()) * clock.speed;
  }

  #start(cron: CronJob, scheduledMs: number): void {
    const active = this.#jobsOf(cron).filter(job => !hasEnded(job));
    const { concurrencyPolicy = 'Allow', jobTemplate } = cron.spec;
    this.#access.editStatus(kinds.cronJobs, cron, draft => {
      draft.status = { ...draft.status, lastScheduleTime: toWireTime(scheduledMs) };
    });
    if (active.length > 0 && concurrencyPolicy === 'Forbid') {
      const message = 'Not starting job because prior execution is running and concurrency policy is Forbid';
      this.#say(cron, 'JobAlreadyActive', message);
      return;
    }
    if (concurrencyPolicy === 'Replace') for (const job of active) this.#access.delete(kinds.jobs, job);
    const name = `${cron.metadata.name}-${Math.floor(scheduledMs / 60_000)}`;
    if (this.#access.find(kinds.jobs, cron.metadata.namespace, name)) return;
    this.#access.create<Job>(kinds.jobs, cron.metadata.namespace, {
      metadata: {
        name,
        labels: jobTemplate.metadata?.labels,
        annotations: {
          ...jobTemplate.metadata?.annotations,
          'batch.kubernetes.io/cronjob-scheduled-timestamp': toWireTime(scheduledMs),
        },
        ownerReferences: [controlledBy(cron)],
      },
      spec: copyOf(jobTemplate.spec),
    });
    this.#say(cron, 'SuccessfulCreate', `Created job ${name}`);
  }

  #say(cron: CronJob, reason: string, message: string): void {
    this.#access.record(cron, 'cronjob-controller', { type: 'Normal', reason, message });
  }

  #tidy(cron: CronJob): void {
    const { successfulJobsHistoryLimit = 3, failedJobsHistoryLimit = 1 } = cron.spec;
    const jobs = this.#jobsOf(cron);
    const limits = [
      ['Complete', successfulJobsHistoryLimit],
      ['Failed', failedJobsHistoryLimit],
    ] as const;
    for (const [type, limit] of limits) {
      const ended = jobs.filter(job => hasCondition(job.status?.conditions, type));
      const oldestFirst = ended.sort((a, b) =>
        (a.status?.startTime ?? '').localeCompare(b.status?.startTime ?? ''),
      );
      for (const job of oldestFirst.slice(0, Math.max(0, ended.length - limit))) {
        this.#access.delete(kinds.jobs, job, { propagationPolicy: 'Background' });
      }
    }
  }

  #report(cron: CronJob): void {
    const jobs = this.#jobsOf(cron);
    const active = jobs
      .filter(job => !hasEnded(job))
      .map(({ apiVersion, kind, metadata }) => ({
        apiVersion,
        kind,
        name: metadata.name,
        namespace: metadata.namespace ?? '',
        uid: metadata.uid,
      }));
    const successes = jobs.flatMap(job => job.status?.completionTime ?? []).sort();
    const last = successes.at(-1);
    this.#access.editStatus(kinds.cronJobs, cron, draft => {
      const { active: _, ...rest } = draft.status ?? {};
      draft.status = {
        ...rest,
        ...(active.length > 0 ? { active } : {}),
        ...(last ? { lastSuccessfulTime: last } : {}),
      };
    });
  }

  #jobsOf(cron: CronJob): Job[] {
    return [...this.#access.owned<Job>(kinds.jobs, cron)];
  }
}

function hasEnded(job: Job): boolean {
  return hasCondition(job.status?.conditions, 'Complete') || hasCondition(job.status?.conditions, 'Failed');
}

/** Runs that were missed while nobody looked are not made up for: only the newest counts. */
function latestRunMs(schedule: string, dueMs: number, nowMs: number): number {
  let latest = dueMs;
  for (
    let next: number | undefined = dueMs;
    next !== undefined && next <= nowMs;
    next = nextRunMs(schedule, next)
  ) {
    latest = next;
  }
  return latest;
}
