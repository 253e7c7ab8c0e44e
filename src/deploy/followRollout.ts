import { type Clock, sleep } from '../base/clock.ts';
import type { Failure } from '../cluster/failure.ts';
import { type Recovery, recoveryOf } from '../cluster/failureRecovery.ts';
import type { CollectionReader, ObjectStore } from '../cluster/ports.ts';
import { apiVersionOf, type ObjectRef } from '../cluster/resource.ts';
import { readinessOf } from './readiness.ts';
import type { Readiness } from './readinessVerdict.ts';
import { readSurroundings } from './surroundings.ts';

/** One object that is waited for. */
export interface RolloutItem {
  readonly ref: ObjectRef;
  readonly readiness: Readiness;
}

export interface RolloutReport {
  readonly items: readonly RolloutItem[];
  /**
   * - `ready`: everything is.
   * - `failed`: the rest is settled, and something failed or stayed stuck.
   * - `timedOut`: not everything was settled in time; the items say what they wait for.
   * - `lost`: the cluster cannot be asked any more.
   */
  readonly end: 'ready' | 'failed' | 'timedOut' | 'cancelled' | 'lost';
  readonly failure?: Failure;
}

export interface RolloutOptions {
  readonly signal: AbortSignal;
  readonly onChange?: (items: readonly RolloutItem[]) => void;
  /** When to stop waiting. */
  readonly timeoutMs?: number;
  /** How long an object may be stuck without a break before it counts as failed. */
  readonly patienceMs?: number;
}

const pollMs = 1000;
const defaultTimeoutMs = 10 * 60_000;
const defaultPatienceMs = 60_000;

/**
 * Follows objects until each is ready or has failed, asking about those that are not once a second. An object that
 * was ready is not asked about again. A connection that comes back is waited for until the time is up.
 */
export async function followRollout(
  refs: readonly ObjectRef[],
  cluster: CollectionReader & ObjectStore,
  clock: Clock,
  options: RolloutOptions,
): Promise<RolloutReport> {
  const follower = new RolloutFollower(refs, cluster, clock, options);
  return await follower.run();
}

interface Followed {
  readonly ref: ObjectRef;
  readiness: Readiness;
  /** Since when it is stuck without a break. */
  stuckSinceMs?: number;
  isSettled: boolean;
}

class RolloutFollower {
  readonly #followed: Followed[];
  readonly #cluster: CollectionReader & ObjectStore;
  readonly #clock: Clock;
  readonly #options: RolloutOptions;

  constructor(
    refs: readonly ObjectRef[],
    cluster: CollectionReader & ObjectStore,
    clock: Clock,
    options: RolloutOptions,
  ) {
    this.#followed = refs.map(ref => ({ ref, readiness: notAsked, isSettled: false }));
    this.#cluster = cluster;
    this.#clock = clock;
    this.#options = options;
  }

  async run(): Promise<RolloutReport> {
    const { signal, timeoutMs = defaultTimeoutMs } = this.#options;
    const deadlineMs = this.#clock.now() + timeoutMs;
    for (;;) {
      for (const item of this.#followed.filter(candidate => !candidate.isSettled)) {
        if (signal.aborted) return this.#report('cancelled');
        const failure = await this.#ask(item);
        if (failure?.kind === 'cancelled') return this.#report('cancelled');
        if (failure !== undefined) return { ...this.#report('lost'), failure };
        this.#options.onChange?.(this.#items());
      }
      if (this.#followed.every(item => item.isSettled)) return this.#report(this.#verdict());
      if (this.#clock.now() >= deadlineMs) return this.#report('timedOut');
      await sleep(this.#clock, pollMs, signal);
    }
  }

  #verdict(): 'ready' | 'failed' {
    return this.#followed.every(item => item.readiness.kind === 'ready') ? 'ready' : 'failed';
  }

  #report(end: RolloutReport['end']): RolloutReport {
    return { items: this.#items(), end };
  }

  #items(): readonly RolloutItem[] {
    return this.#followed.map(({ ref, readiness }) => ({ ref, readiness }));
  }

  /** Looks at one object; a failure comes back only when asking on makes no sense for any object. */
  async #ask(item: Followed): Promise<Failure | undefined> {
    const { signal } = this.#options;
    const got = await this.#cluster.get(item.ref, signal);
    if (!got.ok) return this.#takeFailure(item, got.failure);
    const kind = { apiVersion: apiVersionOf(item.ref.kind), kind: item.ref.kind.kind };
    const wire = { ...kind, ...got.value };
    this.#take(item, readinessOf(wire, await readSurroundings(wire, this.#cluster, signal)));
    return undefined;
  }

  #takeFailure(item: Followed, failure: Failure): Failure | undefined {
    const recovery: Recovery = recoveryOf(failure);
    if (recovery !== 'stop') {
      this.#take(item, { kind: 'waiting', why: failure.message });
      return undefined;
    }
    if (failure.kind === 'notFound') {
      this.#take(item, { kind: 'failed', why: 'it was deleted' });
      return undefined;
    }
    if (failure.kind === 'forbidden' || failure.kind === 'kindNotServed') {
      this.#take(item, { kind: 'failed', why: failure.message });
      return undefined;
    }
    return failure;
  }

  #take(item: Followed, readiness: Readiness): void {
    const { patienceMs = defaultPatienceMs } = this.#options;
    const isStuck = readiness.kind === 'waiting' && readiness.isStuck === true;
    item.readiness = readiness;
    if (!isStuck) delete item.stuckSinceMs;
    else item.stuckSinceMs ??= this.#clock.now();
    const isPatienceOver =
      item.stuckSinceMs !== undefined && this.#clock.now() - item.stuckSinceMs >= patienceMs;
    item.isSettled = readiness.kind !== 'waiting' || isPatienceOver;
  }
}

const notAsked: Readiness = { kind: 'waiting', why: 'not asked yet' };
