import { readMetadata } from './metadata.ts';
import type { FactKind, ObjectFacts } from './objectFacts.ts';
import { kinds } from './resource.ts';
import { flagAt, listAt, numberAt, recordAt, shortText, textAt, timeAt } from './wireReader.ts';

/** What Timonel keeps of a Job. */
export interface JobFacts extends ObjectFacts {
  readonly isSuspended: boolean;
  readonly isIndexed: boolean;
  /** Absent: any one pod that succeeds completes the Job. */
  readonly completions: number | undefined;
  readonly parallelism: number;
  readonly backoffLimit: number;
  readonly activeCount: number;
  readonly readyCount: number;
  readonly succeededCount: number;
  readonly failedCount: number;
  readonly startedAtMs: number | undefined;
  readonly completedAtMs: number | undefined;
  /** The end or the suspension that the conditions tell; absent while it goes on. */
  readonly outcome: 'complete' | 'failed' | 'suspended' | undefined;
  /** When that condition came true. */
  readonly outcomeAtMs: number | undefined;
  /** `BackoffLimitExceeded`, `DeadlineExceeded`. */
  readonly reason: string | undefined;
  readonly message: string | undefined;
}

/** What Timonel keeps of a CronJob. */
export interface CronJobFacts extends ObjectFacts {
  readonly schedule: string;
  readonly timeZone: string | undefined;
  readonly isSuspended: boolean;
  readonly activeCount: number;
  readonly lastScheduledAtMs: number | undefined;
  readonly lastSucceededAtMs: number | undefined;
}

/** The condition that counts, the final ones first: FailureTarget comes before Failed while pods still end. */
const outcomes = [
  ['Complete', 'complete'],
  ['Failed', 'failed'],
  ['FailureTarget', 'failed'],
  ['Suspended', 'suspended'],
] as const;

export const jobKind: FactKind<JobFacts> = {
  resource: kinds.jobs,
  toFacts(wire) {
    const spec = recordAt(wire, 'spec');
    const status = recordAt(wire, 'status');
    const { outcome, condition } = outcomeOf(status);
    return {
      ...readMetadata(wire),
      isSuspended: flagAt(spec, 'suspend'),
      isIndexed: textAt(spec, 'completionMode') === 'Indexed',
      completions: numberAt(spec, 'completions'),
      parallelism: numberAt(spec, 'parallelism') ?? 1,
      backoffLimit: numberAt(spec, 'backoffLimit') ?? 6,
      activeCount: numberAt(status, 'active') ?? 0,
      readyCount: numberAt(status, 'ready') ?? 0,
      succeededCount: numberAt(status, 'succeeded') ?? 0,
      failedCount: numberAt(status, 'failed') ?? 0,
      startedAtMs: timeAt(status, 'startTime'),
      completedAtMs: timeAt(status, 'completionTime'),
      outcome,
      outcomeAtMs: timeAt(condition, 'lastTransitionTime'),
      reason: textAt(condition, 'reason'),
      message: shortText(textAt(condition, 'message')),
    };
  },
};

export const cronJobKind: FactKind<CronJobFacts> = {
  resource: kinds.cronJobs,
  toFacts(wire) {
    return {
      ...readMetadata(wire),
      schedule: textAt(wire, 'spec', 'schedule') ?? '',
      timeZone: textAt(wire, 'spec', 'timeZone'),
      isSuspended: flagAt(wire, 'spec', 'suspend'),
      activeCount: listAt(wire, 'status', 'active').length,
      lastScheduledAtMs: timeAt(wire, 'status', 'lastScheduleTime'),
      lastSucceededAtMs: timeAt(wire, 'status', 'lastSuccessfulTime'),
    };
  },
};

function outcomeOf(status: unknown): { readonly outcome: JobFacts['outcome']; readonly condition: unknown } {
  const conditions = listAt(status, 'conditions');
  for (const [type, outcome] of outcomes) {
    const condition = conditions.find(
      candidate => textAt(candidate, 'type') === type && textAt(candidate, 'status') === 'True',
    );
    if (condition !== undefined) return { outcome, condition };
  }
  return { outcome: undefined, condition: undefined };
}
