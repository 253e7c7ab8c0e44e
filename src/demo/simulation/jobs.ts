import { kinds } from '../../cluster/resource.ts';
import { toWireTime } from '../api/kubeObject.ts';
import type { Change } from '../api/store.ts';
import type { Condition, Job, Pod } from '../api/wire.ts';
import { type ClusterAccess, controlledBy } from './clusterAccess.ts';
import { hasCondition, isActive, isReady, setCondition } from './conditions.ts';
import { type Controller, keyOf, ownerKeys, splitKey } from './controller.ts';
import { completedIndexes, freeIndexes, toIndexText } from './jobIndexes.ts';

const firstRetryMs = 10_000;
const longestRetryMs = 360_000;

interface Tally {
  readonly active: readonly Pod[];
  readonly succeeded: readonly Pod[];
  readonly failed: readonly Pod[];
  readonly terminating: number;
}

/** Runs Jobs: pods until enough have succeeded or too many failed. */
export class Jobs implements Controller {
  readonly name = 'job';
  readonly #access: ClusterAccess;

  constructor(access: ClusterAccess) {
    this.#access = access;
  }

  wake(change: Change): readonly string[] {
    if (change.object.kind === 'Job') return [keyOf(change.object)];
    return change.object.kind === 'Pod' ? ownerKeys(change, 'Job') : [];
  }

  reconcile(key: string): number | undefined {
    const job = this.#access.find<Job>(kinds.jobs, ...splitKey(key));
    if (!job || job.metadata.deletionTimestamp) return undefined;
    const tally = this.#tally(job);
    if (isOver(job)) return this.#afterTheEnd(job, tally);
    if (job.spec.suspend) return this.#suspend(job, tally);
    const failure = this.#failureOf(job, tally);
    if (failure) return this.#fail(job, tally, failure);
    if (isComplete(job, tally)) return this.#complete(job, tally);
    const againMs = this.#startPods(job, tally);
    this.#report(job, this.#tally(job), resumed(job));
    return againMs ?? this.#untilDeadline(job);
  }

  #tally(job: Job): Tally {
    const pods = this.#access.owned<Pod>(kinds.pods, job);
    return {
      active: pods.filter(isActive),
      succeeded: pods.filter(pod => pod.status?.phase === 'Succeeded'),
      failed: pods.filter(pod => pod.status?.phase === 'Failed'),
      terminating: pods.filter(pod => pod.metadata.deletionTimestamp).length,
    };
  }

  #startPods(job: Job, { active, succeeded, failed }: Tally): number | undefined {
    const { parallelism = 1, completions } = job.spec;
    const wanted =
      completions === undefined ? parallelism : Math.min(parallelism, completions - succeeded.length);
    const isWindingDown = completions === undefined && succeeded.length > 0;
    const missing = isWindingDown ? 0 : wanted - active.length;
    for (const pod of active.slice(0, Math.max(0, -missing))) this.#access.delete(kinds.pods, pod);
    if (missing <= 0) return undefined;
    const waitMs = this.#retryWaitMs(failed);
    if (waitMs > 0) return waitMs;
    const indexes = freeIndexes(job, [...active, ...succeeded]);
    for (let count = 0; count < missing; count += 1) this.#createPod(job, indexes[count]);
    return undefined;
  }

  /** After a failure the next try waits, each time twice as long. */
  #retryWaitMs(failed: readonly Pod[]): number {
    if (failed.length === 0) return 0;
    const lastMs = Math.max(...failed.map(endOf));
    const delayMs =
      Math.min(longestRetryMs, firstRetryMs * 2 ** (failed.length - 1)) / this.#access.clock.speed;
    return Math.max(0, lastMs + delayMs - this.#access.clock.now()) * this.#access.clock.speed;
  }

  #createPod(job: Job, index: number | undefined): void {
    const { metadata: meta = {}, spec } = job.spec.template;
    const rank = index === undefined ? {} : { 'batch.kubernetes.io/job-completion-index': String(index) };
    const pod = this.#access.create<Pod>(kinds.pods, job.metadata.namespace, {
      metadata: {
        generateName: `${job.metadata.name}${index === undefined ? '' : `-${index}`}-`,
        labels: { ...meta.labels, ...rank },
        annotations: { ...meta.annotations, ...rank },
        ownerReferences: [controlledBy(job)],
      },
      spec: index === undefined ? spec : { ...spec, hostname: `${job.metadata.name}-${index}` },
    });
    const message = `Created pod: ${pod.metadata.name}`;
    this.#access.record(job, 'job-controller', { type: 'Normal', reason: 'SuccessfulCreate', message });
  }

  #failureOf(
    job: Job,
    { active, failed }: Tally,
  ): { readonly reason: string; readonly message: string } | undefined {
    const restarts = active.reduce(
      (sum, pod) =>
        sum + (pod.status?.containerStatuses ?? []).reduce((all, one) => all + one.restartCount, 0),
      0,
    );
    if (failed.length + restarts > (job.spec.backoffLimit ?? 6)) {
      return { reason: 'BackoffLimitExceeded', message: 'Job has reached the specified backoff limit' };
    }
    if (this.#untilDeadline(job) !== undefined && (this.#untilDeadline(job) ?? 0) <= 0) {
      return { reason: 'DeadlineExceeded', message: 'Job was active longer than specified deadline' };
    }
    return undefined;
  }

  #untilDeadline(job: Job): number | undefined {
    const { activeDeadlineSeconds } = job.spec;
    const startedAt = job.status?.startTime;
    if (activeDeadlineSeconds === undefined || !startedAt) return undefined;
    const { clock } = this.#access;
    return activeDeadlineSeconds * 1000 - (clock.now() - Date.parse(startedAt)) * clock.speed;
  }

  #fail(job: Job, tally: Tally, why: { readonly reason: string; readonly message: string }): undefined {
    for (const pod of tally.active) this.#access.delete(kinds.pods, pod);
    this.#access.record(job, 'job-controller', { type: 'Warning', ...why });
    this.#report(job, { ...tally, active: [], failed: [...tally.failed, ...tally.active] }, [
      { type: 'FailureTarget', status: 'True', ...why },
      { type: 'Failed', status: 'True', ...why },
    ]);
  }

  #complete(job: Job, tally: Tally): number | undefined {
    const why = { reason: 'CompletionsReached', message: 'Reached expected number of succeeded pods' };
    this.#access.record(job, 'job-controller', {
      type: 'Normal',
      reason: 'Completed',
      message: 'Job completed',
    });
    const completionTime = toWireTime(Math.max(...tally.succeeded.map(endOf), 0) || this.#access.clock.now());
    this.#report(
      job,
      tally,
      [
        { type: 'SuccessCriteriaMet', status: 'True', ...why },
        { type: 'Complete', status: 'True', ...why },
      ],
      completionTime,
    );
    return undefined;
  }

  #suspend(job: Job, tally: Tally): undefined {
    for (const pod of tally.active) this.#access.delete(kinds.pods, pod);
    const condition = {
      type: 'Suspended',
      status: 'True',
      reason: 'JobSuspended',
      message: 'Job suspended',
    } as const;
    if (!hasCondition(job.status?.conditions, 'Suspended')) {
      this.#access.record(job, 'job-controller', {
        type: 'Normal',
        reason: 'Suspended',
        message: 'Job suspended',
      });
    }
    this.#report(job, { ...tally, active: [] }, [condition]);
  }

  #afterTheEnd(job: Job, tally: Tally): number | undefined {
    const { ttlSecondsAfterFinished } = job.spec;
    if (tally.terminating !== (job.status?.terminating ?? 0)) this.#report(job, tally, []);
    if (ttlSecondsAfterFinished === undefined) return undefined;
    const endedAt = job.status?.conditions?.find(({ type }) => type === 'Complete' || type === 'Failed');
    const { clock } = this.#access;
    const sinceMs = (clock.now() - Date.parse(endedAt?.lastTransitionTime ?? '')) * clock.speed;
    const leftMs = ttlSecondsAfterFinished * 1000 - sinceMs;
    if (leftMs > 0) return leftMs;
    this.#access.delete(kinds.jobs, job, { propagationPolicy: 'Background' });
    return undefined;
  }

  #report(job: Job, tally: Tally, conditions: readonly Condition[], completionTime?: string): void {
    const now = this.#access.objects.now();
    this.#access.editStatus(kinds.jobs, job, draft => {
      const { active: _, succeeded: __, failed: ___, ...rest } = draft.status ?? {};
      const isSuspended = draft.spec.suspend;
      draft.status = {
        ...rest,
        ...(tally.active.length > 0 ? { active: tally.active.length } : {}),
        ...(tally.succeeded.length > 0 ? { succeeded: tally.succeeded.length } : {}),
        ...(tally.failed.length > 0 ? { failed: tally.failed.length } : {}),
        ready: tally.active.filter(isReady).length,
        terminating: tally.terminating,
        uncountedTerminatedPods: {},
        ...(rest.startTime || isSuspended ? {} : { startTime: now }),
        ...(completionTime ? { completionTime } : {}),
      };
      if (draft.spec.completionMode === 'Indexed' && tally.succeeded.length > 0) {
        draft.status.completedIndexes = toIndexText(completedIndexes(tally.succeeded));
      }
      for (const condition of conditions) {
        const timed = { ...condition, lastProbeTime: now };
        const known = draft.status.conditions?.find(({ type }) => type === condition.type);
        if (known?.status !== condition.status) {
          draft.status.conditions = setCondition(draft.status.conditions, timed, now);
        }
      }
    });
  }
}

function isOver(job: Job): boolean {
  return hasCondition(job.status?.conditions, 'Complete') || hasCondition(job.status?.conditions, 'Failed');
}

function isComplete(job: Job, { active, succeeded }: Tally): boolean {
  const { completions, completionMode } = job.spec;
  if (completions === undefined) return succeeded.length > 0 && active.length === 0;
  const done = completionMode === 'Indexed' ? completedIndexes(succeeded).length : succeeded.length;
  return done >= completions;
}

/** A Job that was held and goes on says so. */
function resumed(job: Job): readonly Condition[] {
  if (!hasCondition(job.status?.conditions, 'Suspended')) return [];
  return [{ type: 'Suspended', status: 'False', reason: 'JobResumed', message: 'Job resumed' }];
}

function endOf(pod: Pod): number {
  const ends = (pod.status?.containerStatuses ?? []).map(({ state }) =>
    Date.parse(state.terminated?.finishedAt ?? ''),
  );
  return Math.max(0, ...ends.filter(time => !Number.isNaN(time)));
}
