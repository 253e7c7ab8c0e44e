import type { WorkloadRef } from '../cluster/pod.ts';

/** One word for how a run stands, whichever system runs it. */
export type RunState = 'queued' | 'running' | 'waitingForPerson' | 'ok' | 'failed' | 'cancelled';

/** A training run that a cluster knows of, whichever system runs it. */
export interface TrainingRun {
  /** The uid of the object that stands for it. */
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  /** `Job`. */
  readonly kind: string;
  readonly state: RunState;
  /** Why it failed or waits, in the cluster's words. Hostile text. */
  readonly problem: string | undefined;
  /** When it began, where it has. */
  readonly startedAtMs: number | undefined;
  /** When it ended, where it has. */
  readonly endedAtMs: number | undefined;
  /** Pods that succeeded, of how many that are wanted. */
  readonly succeededCount: number;
  readonly wantedCount: number;
  readonly activeCount: number;
  readonly failedCount: number;
  /** What started it, such as its CronJob. */
  readonly parent: WorkloadRef | undefined;
  readonly createdAtMs: number;
}

/** Something that starts runs by a timetable. */
export interface TrainingSchedule {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  /** `CronJob`. */
  readonly kind: string;
  /** In cron's notation, with the time zone where one is given. */
  readonly schedule: string;
  readonly isSuspended: boolean;
  readonly activeCount: number;
  readonly lastScheduledAtMs: number | undefined;
  readonly lastSucceededAtMs: number | undefined;
  readonly createdAtMs: number;
}

/** How long the run took, or has taken by `nowMs`; `undefined` before it began. */
export function runDurationMs(run: TrainingRun, nowMs: number): number | undefined {
  if (run.startedAtMs === undefined) return undefined;
  return Math.max(0, (run.endedAtMs ?? nowMs) - run.startedAtMs);
}
