import type { Translate } from '../cluster/failureWords.ts';
import type { JobFacts } from '../cluster/job.ts';
import { runOfJob, scheduleOfCronJob } from '../training/job.ts';
import type { RunState, TrainingSchedule } from '../training/trainingRun.ts';
import type { ClusterIndex } from './clusterIndex.ts';
import type { AnyStore } from './factStore.ts';
import { compareNames } from './nameOrder.ts';
import { podRow, problemOfPods } from './podRow.ts';
import { idOf, parseSegment, type RowPath, segment } from './rowPath.ts';
import { joined, optionalDescription } from './rowText.ts';
import { runRow, scheduleRow } from './runRow.ts';
import { type ChildRows, firstRows, isKnown, joinRows, noRows, type Section } from './section.ts';
import type { TreeRow } from './treeRow.ts';
import { workloadKey } from './workloadNames.ts';

/** The states in the order of a summary; texts with a place for the count. */
const stateTexts: readonly (readonly [RunState, string])[] = [
  ['running', '{0} running'],
  ['queued', '{0} queued'],
  ['ok', '{0} complete'],
  ['failed', '{0} failed'],
];

/** Jobs and CronJobs, with their pods in the order of their indexes. CronJobs come first, each with its Jobs. */
export class TrainingSection implements Section {
  readonly id = 'training';
  readonly emptyText: string;
  readonly stores: readonly AnyStore[];
  readonly summaryStores: readonly AnyStore[];
  readonly #index: ClusterIndex;
  readonly #t: Translate;

  constructor(index: ClusterIndex, translate: Translate) {
    this.#index = index;
    this.#t = translate;
    this.emptyText = translate('No training runs yet');
    this.stores = [index.jobs, index.cronJobs, index.pods];
    this.summaryStores = [index.jobs, index.cronJobs];
  }

  groupRow(): TreeRow {
    const { runStates, jobs } = this.#index;
    const parts = stateTexts.map(([state, text]) => {
      const count = runStates.count(state);
      return count > 0 ? this.#t(text, count) : undefined;
    });
    return {
      id: this.id,
      label: this.#t('Training'),
      ...optionalDescription(isKnown([jobs]) ? (joined(...parts) ?? this.#t('none')) : undefined),
      icon: 'mortar-board',
      tone: runStates.count('failed') > 0 ? 'bad' : 'plain',
      tokens: ['group'],
      isExpandable: true,
    };
  }

  rowAt(path: RowPath): TreeRow | undefined {
    const { type, key } = parseSegment(path.at(-1));
    if (type === 'cronJob' && path.length === 2) return this.#scheduleRow(key);
    const job = type === 'job' ? this.#index.jobs.get(key) : undefined;
    return job && this.#runRow(idOf(path), job);
  }

  childrenOf(path: RowPath, limit: number): ChildRows {
    const id = idOf(path);
    if (path.length === 1) {
      const schedules = firstRows(this.#scheduleKeys(), limit, key => this.#scheduleRow(key));
      return joinRows(schedules, this.#jobRows(id, '', limit));
    }
    const { type, key } = parseSegment(path.at(-1));
    if (type === 'cronJob') return this.#jobRows(id, key, limit);
    const job = type === 'job' ? this.#index.jobs.get(key) : undefined;
    if (job === undefined) return noRows;
    // Names end in the index and a random part, so that the order of names is the order of indexes.
    return firstRows(this.#index.podsByWorkload.values(podKey(job)), limit, pod =>
      podRow(`${id}/${segment('pod', pod.uid)}`, pod),
    );
  }

  stampOf(path: RowPath): string {
    const { jobs, cronJobs, pods, jobsByCronJob, podsByWorkload } = this.#index;
    if (path.length === 1) return `${jobs.version}|${cronJobs.version}|${pods.version}`;
    const { type, key } = parseSegment(path.at(-1));
    if (type === 'cronJob') return `${jobsByCronJob.version(key)}|${pods.version}`;
    const job = jobs.get(key);
    return job === undefined ? '' : String(podsByWorkload.version(podKey(job)));
  }

  /** CronJobs by name, with those that only their Jobs tell of. */
  #scheduleKeys(): readonly string[] {
    const { cronJobList, cronJobsByName, jobsByCronJob } = this.#index;
    const known = cronJobList.values().map(({ namespace, name }) => `${namespace}/${name}`);
    const orphans = [...jobsByCronJob.keys()].filter(
      key => key !== '' && cronJobsByName.get(key) === undefined,
    );
    return orphans.length === 0 ? known : [...known, ...orphans.sort(compareNames)];
  }

  #jobRows(id: string, cronJobKey: string, limit: number): ChildRows {
    return firstRows(this.#index.jobsByCronJob.values(cronJobKey), limit, job =>
      this.#runRow(`${id}/${segment('job', job.uid)}`, job),
    );
  }

  /** A Job counts pods that wait for a place as active: only they know that it does not run yet. */
  #runRow(id: string, job: JobFacts): TreeRow {
    const run = runOfJob(job);
    const problem =
      run.state === 'running' ? problemOfPods(this.#index.podsByWorkload.values(podKey(job))) : run.problem;
    return runRow(id, { ...run, problem });
  }

  #scheduleRow(key: string): TreeRow {
    const cronJob = this.#index.cronJobsByName.get(key);
    const schedule = cronJob === undefined ? unknownSchedule(key) : scheduleOfCronJob(cronJob);
    return scheduleRow(`${this.id}/${segment('cronJob', key)}`, schedule);
  }
}

/** A CronJob of which only the Jobs are known: deleted with its Jobs kept, or not ours to list. */
function unknownSchedule(key: string): TrainingSchedule {
  const slash = key.indexOf('/');
  return {
    uid: key,
    namespace: key.slice(0, slash),
    name: key.slice(slash + 1),
    kind: 'CronJob',
    schedule: '',
    isSuspended: false,
    activeCount: 0,
    lastScheduledAtMs: undefined,
    lastSucceededAtMs: undefined,
    createdAtMs: 0,
  };
}

function podKey({ namespace, name }: JobFacts): string {
  return workloadKey(namespace, { kind: 'Job', name });
}
