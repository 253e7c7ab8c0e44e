import { type BackoffPolicy, backoffMs } from '../base/backoff.ts';
import { type Clock, sleep } from '../base/clock.ts';
import { Emitter } from '../base/event.ts';
import { type Disposable, Owner } from '../base/owner.ts';
import { ChangeBatch } from './changeBatch.ts';
import type { Failure } from './failure.ts';
import { canResumeAfter, recoveryOf } from './failureRecovery.ts';
import type { Feed, FeedChange, FeedState } from './feed.ts';
import { listPages } from './listPages.ts';
import type { FactKind, ObjectFacts } from './objectFacts.ts';
import type { CollectionReader, WatchEvent } from './ports.ts';
import type { WireObject } from './resource.ts';
import { SharedParts } from './sharedParts.ts';
import { watchUntilSilent } from './watchUntilSilent.ts';

export interface ListWatchParts<F extends ObjectFacts> {
  readonly kind: FactKind<F>;
  /** Absent: every namespace. */
  readonly namespace?: string;
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random: () => number;
}

/** Objects in the first page, which somebody waits for, and in those after it, which cost the server less so. */
const firstPageSize = 125;
const pageSize = 500;
/** How long a feed goes on after its last user left, so that closing and opening a group costs nothing. */
const lingerMs = 10_000;
/** A watch that lived at least this long was a good one; shorter ones without a word count as failures. */
const shortWatchMs = 1_000;
const ownFields: ReadonlySet<string> = new Set(['uid', 'name', 'resourceVersion', 'wire']);
const retryPolicy: BackoffPolicy = { firstMs: 1_000, maxMs: 30_000 };

/**
 * Follows one collection: a paged list, then a watch that is resumed from the last resource version.
 *
 * What is shown stays while a list is made again, and is replaced at its end with one `reset` change. The objects and
 * the place in history are kept when nobody uses the feed, so that the next user sees them at once.
 */
export class ListWatchFeed<F extends ObjectFacts> extends Owner implements Feed<F> {
  readonly #reader: CollectionReader;
  readonly #parts: ListWatchParts<F>;
  readonly #items = new Map<string, F>();
  readonly #batch = new ChangeBatch<F>();
  readonly #shared = new SharedParts();
  readonly #changed = this.own(new Emitter<FeedChange<F>>());
  readonly #stateChanged = this.own(new Emitter<FeedState>());
  readonly onDidChange = this.#changed.event;
  readonly onDidChangeState = this.#stateChanged.event;
  #state: FeedState = { kind: 'idle' };
  #resourceVersion: string | undefined;
  #lastWordMs = 0;
  #users = 0;
  #attempt = 0;
  #linger: Disposable | undefined;
  #flush: Disposable | undefined;
  #run: AbortController | undefined;
  #wait: AbortController | undefined;

  constructor(reader: CollectionReader, parts: ListWatchParts<F>) {
    super();
    this.#reader = reader;
    this.#parts = parts;
    this.own({ dispose: () => this.#stop() });
  }

  get state(): FeedState {
    return this.#state;
  }

  get items(): ReadonlyMap<string, F> {
    return this.#items;
  }

  use(): Disposable {
    this.#users += 1;
    this.#linger?.dispose();
    this.#linger = undefined;
    if (this.#run === undefined && this.#state.kind === 'idle') this.#start();
    let isHeld = true;
    return {
      dispose: () => {
        if (isHeld) this.#leave();
        isHeld = false;
      },
    };
  }

  retry(): void {
    this.#attempt = 0;
    if (this.#state.kind === 'lost') this.#wait?.abort();
    else if (this.#state.kind === 'stopped') this.#start();
  }

  #leave(): void {
    this.#users -= 1;
    if (this.#users > 0 || this.isDisposed) return;
    this.#linger = this.#parts.clock.after(lingerMs, () => this.#stop());
  }

  #start(): void {
    if (this.isDisposed) return;
    const run = new AbortController();
    this.#run = run;
    this.#attempt = 0;
    this.#say({ kind: 'loading', loaded: this.#items.size });
    void this.#follow(run.signal).then(() => {
      if (this.#run === run) this.#run = undefined;
    });
  }

  #stop(): void {
    this.#linger?.dispose();
    this.#run?.abort();
    this.#run = undefined;
    this.#tellChanges();
    this.#say({ kind: 'idle' });
  }

  async #follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const failure =
        this.#resourceVersion === undefined ? await this.#list(signal) : await this.#watch(signal);
      if (signal.aborted) return;
      if (failure === undefined) continue;
      if (!(await this.#recover(failure, signal))) return;
    }
  }

  /** Says whether to go on. */
  async #recover(failure: Failure, signal: AbortSignal): Promise<boolean> {
    const recovery = recoveryOf(failure);
    if (recovery === 'stop') {
      this.#resourceVersion = undefined;
      this.#tellChanges();
      this.#say({ kind: 'stopped', failure });
      return false;
    }
    if (recovery === 'listAgain' || !canResumeAfter(failure)) this.#resourceVersion = undefined;
    // Expiry is ordinary once; over and over it is a fault like any other.
    const isOrdinary = recovery === 'listAgain' && this.#attempt === 0;
    if (isOrdinary) this.#attempt += 1;
    else await this.#waitAfter(failure, signal);
    return !signal.aborted;
  }

  async #waitAfter(failure: Failure, signal: AbortSignal): Promise<void> {
    const { clock, random } = this.#parts;
    const asked = failure.kind === 'tooManyRequests' ? (failure.retryAfterMs ?? 0) : 0;
    const delayMs = Math.max(asked, backoffMs(retryPolicy, this.#attempt, random()));
    this.#attempt += 1;
    this.#say({ kind: 'lost', failure, sinceMs: this.#lastWordMs, retryAtMs: clock.now() + delayMs });
    const wait = new AbortController();
    this.#wait = wait;
    await sleep(clock, delayMs, AbortSignal.any([signal, wait.signal]));
  }

  /** Lists everything. A first list shows its pages as they come; a later one replaces what is shown at its end. */
  async #list(signal: AbortSignal): Promise<Failure | undefined> {
    const isFirst = this.#items.size === 0;
    const listed = new Map<string, F>();
    const take = (wires: readonly WireObject[]) => {
      if (signal.aborted) return;
      for (const wire of wires) {
        const facts = this.#facts(wire);
        if (isFirst) this.#upsert(facts);
        else listed.set(facts.uid, facts);
      }
      if (isFirst && wires.length > 0) this.#tellSoon();
    };
    const query = { limit: pageSize, ...this.#namespace() };
    const options = { signal, firstLimit: firstPageSize, onItems: take };
    for await (const page of listPages(this.#reader, this.#parts.kind.resource, query, options)) {
      if (signal.aborted) return undefined;
      if (!page.ok) return page.failure;
      this.#hear();
      take(page.value.items);
      this.#tellChanges();
      if (page.value.continueToken !== undefined) {
        if (isFirst) this.#say({ kind: 'loading', loaded: this.#items.size });
        continue;
      }
      if (!isFirst) this.#replace(listed);
      this.#resourceVersion = page.value.resourceVersion;
    }
    this.#say({ kind: 'live' });
    return undefined;
  }

  #facts(wire: WireObject): F {
    return this.#shared.share(this.#parts.kind.toFacts(wire), ownFields);
  }

  #replace(listed: ReadonlyMap<string, F>): void {
    for (const facts of [...this.#items.values()]) {
      if (!listed.has(facts.uid)) this.#remove(facts.uid);
    }
    for (const facts of listed.values()) {
      if (this.#items.get(facts.uid)?.resourceVersion !== facts.resourceVersion) this.#upsert(facts);
    }
    this.#batch.reset();
    this.#tellChanges();
  }

  async #watch(signal: AbortSignal): Promise<Failure | undefined> {
    const { clock, kind, random } = this.#parts;
    const startedMs = clock.now();
    let hasSpoken = false;
    const query = { resourceVersion: this.#resourceVersion ?? '', ...this.#namespace() };
    const batches = watchUntilSilent(
      { reader: this.#reader, clock, random: random() },
      kind.resource,
      query,
      signal,
    );
    for await (const events of batches) {
      if (signal.aborted) return undefined;
      const failed = events.find(event => event.type === 'FAILED');
      if (events.length > (failed ? 1 : 0)) hasSpoken = true;
      this.#take(events);
      if (failed) return failed.failure;
    }
    const isShort = !hasSpoken && clock.now() - startedMs < shortWatchMs;
    if (!isShort) this.#attempt = 0;
    return isShort && !signal.aborted
      ? { kind: 'unreachable', server: '', message: 'the server ended the watch as soon as it began' }
      : undefined;
  }

  #take(events: readonly WatchEvent[]): void {
    for (const event of events) {
      if (event.type === 'FAILED') return;
      this.#attempt = 0;
      if (event.type === 'BOOKMARK') this.#resourceVersion = event.resourceVersion;
      else this.#takeObject(event.type, this.#facts(event.object));
    }
    this.#hear();
    this.#say({ kind: 'live' });
  }

  #takeObject(type: 'ADDED' | 'MODIFIED' | 'DELETED', facts: F): void {
    if (facts.resourceVersion !== '') this.#resourceVersion = facts.resourceVersion;
    if (type === 'DELETED') this.#remove(facts.uid);
    else this.#upsert(facts);
    this.#tellSoon();
  }

  #upsert(facts: F): void {
    this.#batch.upsert(facts, !this.#items.has(facts.uid));
    this.#items.set(facts.uid, facts);
  }

  #remove(uid: string): void {
    const known = this.#items.get(uid);
    if (known === undefined) return;
    this.#items.delete(uid);
    this.#batch.remove(known);
  }

  #tellSoon(): void {
    this.#flush ??= this.#parts.clock.after(0, () => this.#tellChanges());
  }

  #tellChanges(): void {
    this.#flush?.dispose();
    this.#flush = undefined;
    if (!this.#batch.isEmpty) this.#changed.fire(this.#batch.take());
  }

  #hear(): void {
    this.#lastWordMs = this.#parts.clock.now();
  }

  #say(state: FeedState): void {
    if (state.kind === 'live' && this.#state.kind === 'live') return;
    if (state.kind === 'idle' && this.#state.kind === 'idle') return;
    this.#state = state;
    this.#stateChanged.fire(state);
  }

  #namespace(): { readonly namespace?: string } {
    return this.#parts.namespace === undefined ? {} : { namespace: this.#parts.namespace };
  }
}
