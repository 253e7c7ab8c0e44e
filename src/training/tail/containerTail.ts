import { type BackoffPolicy, backoffMs } from '../../base/backoff.ts';
import { type Clock, sleep } from '../../base/clock.ts';
import type { Event } from '../../base/event.ts';
import { Owner } from '../../base/owner.ts';
import type { Failure } from '../../cluster/failure.ts';
import type { LogOptions, LogReader } from '../../cluster/ports.ts';
import { InstanceLog, type ReadEnd } from './instanceLog.ts';
import type { TailContainer, TailSink, TailSource } from './tailPorts.ts';

/** What a tail acts through. */
export interface TailDependencies {
  readonly reader: LogReader;
  readonly clock: Clock;
  /** A number in [0, 1), for the backoff's jitter. */
  random(): number;
  readonly sink: TailSink;
}

/** The container's state as the cluster told it last; `undefined` once its pod is gone. */
export interface ContainerWatch {
  readonly current: TailContainer | undefined;
  /** Fires when `current` may have changed. */
  readonly onDidChange: Event<void>;
  /** Fires when the user asks for another try. */
  readonly onDidRetry: Event<void>;
}

const backoff: BackoffPolicy = { firstMs: 250, maxMs: 10_000 };
/** A stream whose container was replaced, or whose pod is gone, ends by itself; one that does not is dead. */
const graceMs = 10_000;
/** An ended instance whose log shows nothing of what was read before is asked for so often before it is believed. */
const mostDoubts = 3;

/**
 * Follows one container through all its instances until its pod is gone: every line once, in order.
 *
 * An instance counts as read only when its log was read to the end after the cluster said that it is over, since
 * the end of a stream alone may be a cut. What is missing of an instance that was replaced is fetched as `previous`.
 */
export class ContainerTail {
  readonly #source: TailSource;
  readonly #dependencies: TailDependencies;
  readonly #watch: ContainerWatch;
  readonly #log: InstanceLog;
  #instance = -1;
  #isFinished = false;
  /** Whether what was there already is read: plainly, since a followed log comes in many small pieces. */
  #isCaughtUp = false;
  #attempt = 0;
  #doubts = 0;
  /** How to begin; afterwards everything is read. */
  #start: LogOptions;

  constructor(source: TailSource, watch: ContainerWatch, start: LogOptions, dependencies: TailDependencies) {
    this.#source = source;
    this.#watch = watch;
    this.#start = start;
    this.#dependencies = dependencies;
    this.#log = new InstanceLog(source, dependencies);
  }

  /** Resolves when the pod is gone and read, or when `signal` aborts. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    const { sink } = this.#dependencies;
    while (!signal.aborted) {
      const container = this.#watch.current;
      if (!container) return sink.status(this.#source, { kind: 'deleted' });
      if (this.#isIdle(container)) await this.#wait(container, signal);
      else if (container.restartCount > this.#instance) await this.#enter(container, signal);
      else await this.#read(container, signal);
    }
  }

  /** Nothing to read: not started yet, or read to the end and not restarted. */
  #isIdle({ state, restartCount }: TailContainer): boolean {
    if (state === 'waiting' && restartCount === 0) return true;
    return this.#isFinished && restartCount <= this.#instance;
  }

  async #wait({ reason }: TailContainer, signal: AbortSignal): Promise<void> {
    const kind = this.#isFinished ? 'ended' : 'waiting';
    this.#dependencies.sink.status(this.#source, reason === undefined ? { kind } : { kind, reason });
    await next([this.#watch.onDidChange], signal);
  }

  /** A newer instance is there: first what is left of the one before, then its own log from the beginning. */
  async #enter(container: TailContainer, signal: AbortSignal): Promise<void> {
    const { restartCount } = container;
    const skipped = restartCount - this.#instance - 1;
    if (this.#instance >= 0) {
      if (!this.#isFinished || skipped > 0) {
        const end = await this.#log.readPrevious(container.startedAtMs, signal);
        if (end.kind === 'refused') return this.#stop(end.failure, signal);
        if (end.kind === 'broken') return this.#backOff(end.failure, signal);
      }
      if (skipped > 1) this.#dependencies.sink.missed(this.#source, skipped - 1);
      this.#dependencies.sink.restarted(this.#source, restartCount);
    }
    this.#log.beginInstance();
    this.#instance = restartCount;
    this.#isFinished = false;
    this.#isCaughtUp = false;
    this.#attempt = 0;
  }

  async #read(container: TailContainer, signal: AbortSignal): Promise<void> {
    const isOver = container.state !== 'running';
    const reading = new AbortController();
    const guard = this.#endStale(reading);
    const end = await this.#log.readCurrent(
      { ...this.#start, follow: !isOver && this.#isCaughtUp },
      isOver,
      AbortSignal.any([signal, reading.signal]),
    );
    guard.dispose();
    if (signal.aborted) return;
    if (end.hasLines) {
      this.#attempt = 0;
      this.#start = {};
    }
    if (end.kind === 'complete' && isOver && this.#believes(end)) this.#isFinished = true;
    else if (end.kind === 'complete' && !isOver && !this.#isCaughtUp) this.#isCaughtUp = true;
    else if (end.kind === 'refused') await this.#stop(end.failure, signal);
    else await this.#backOff(end.kind === 'complete' ? undefined : end.failure, signal);
  }

  /** Ends a read that the cluster's news has overtaken: at once where another instance may be what is read. */
  #endStale(reading: AbortController): Owner {
    const guard = new Owner();
    let isCounting = false;
    const look = () => {
      const { current } = this.#watch;
      if (current && current.restartCount <= this.#instance) return;
      if (current && this.#log.mayBeReading(current.startedAtMs)) reading.abort();
      else if (!isCounting) guard.own(this.#dependencies.clock.after(graceMs, () => reading.abort()));
      isCounting = true;
    };
    guard.own(this.#watch.onDidChange(look));
    return guard;
  }

  #believes(end: ReadEnd & { readonly kind: 'complete' }): boolean {
    this.#doubts = end.isSameLog ? 0 : this.#doubts + 1;
    return end.isSameLog || this.#doubts > mostDoubts;
  }

  async #stop(failure: Failure, signal: AbortSignal): Promise<void> {
    this.#dependencies.sink.status(this.#source, { kind: 'refused', failure });
    await next([this.#watch.onDidRetry], signal);
  }

  /** Waits before the next try; a change of the container ends the wait. */
  async #backOff(failure: Failure | undefined, signal: AbortSignal): Promise<void> {
    const { clock, random, sink } = this.#dependencies;
    const delayMs = backoffMs(backoff, this.#attempt++, random());
    const retryAtMs = clock.now() + delayMs;
    sink.status(this.#source, { kind: 'reconnecting', retryAtMs, ...(failure ? { failure } : {}) });
    const enough = new AbortController();
    await Promise.race([
      sleep(clock, delayMs, enough.signal),
      next([this.#watch.onDidChange, this.#watch.onDidRetry], AbortSignal.any([signal, enough.signal])),
    ]);
    enough.abort();
  }
}

/** Resolves as soon as one of the events fires or `signal` aborts. */
function next(events: readonly Event<void>[], signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) return resolve();
    const done = () => {
      for (const subscription of subscriptions) subscription.dispose();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const subscriptions = events.map(event => event(done));
    signal.addEventListener('abort', done);
  });
}
