import { Emitter } from '../base/event.ts';
import { type Disposable, Owner } from '../base/owner.ts';
import type { Feed, FeedChange, FeedState } from '../cluster/feed.ts';
import type { ObjectFacts } from '../cluster/objectFacts.ts';
import type { ResourceKind } from '../cluster/resource.ts';
import type { FactIndex } from './factIndex.ts';

/** What a group needs to know of a store whatever its facts are. */
export interface AnyStore {
  readonly resource: ResourceKind;
  readonly state: FeedState;
  /** Changes with every change of `state`. */
  readonly stateVersion: number;
  /** Changes with every change of the facts. */
  readonly version: number;
  readonly size: number;
  use(): Disposable;
  retry(): void;
}

/** The facts of one feed, handed on to indexes one change at a time. */
export class FactStore<F extends ObjectFacts> extends Owner implements AnyStore {
  readonly resource: ResourceKind;
  readonly #feed: Feed<F>;
  readonly #indexes: readonly FactIndex<F>[];
  readonly #known = new Map<string, F>();
  readonly #changed = this.own(new Emitter<void>());
  /** Something changed: facts, or the feed's state. */
  readonly onDidChange = this.#changed.event;
  #stateVersion = 0;
  #version = 0;

  constructor(resource: ResourceKind, feed: Feed<F>, indexes: readonly FactIndex<F>[]) {
    super();
    this.resource = resource;
    this.#feed = feed;
    this.#indexes = indexes;
    for (const facts of feed.items.values()) this.#put(facts);
    this.own(feed.onDidChange(change => this.#apply(change)));
    this.own(feed.onDidChangeState(() => this.#tellState()));
  }

  get state(): FeedState {
    return this.#feed.state;
  }

  get stateVersion(): number {
    return this.#stateVersion;
  }

  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#known.size;
  }

  get(uid: string): F | undefined {
    return this.#known.get(uid);
  }

  use(): Disposable {
    return this.#feed.use();
  }

  retry(): void {
    this.#feed.retry();
  }

  #apply(change: FeedChange<F>): void {
    for (const facts of change.removed) this.#remove(facts.uid);
    for (const facts of change.upserted) this.#put(facts);
    if (change.reset) this.#align();
    this.#version += 1;
    this.#changed.fire();
  }

  /** After a new list only the feed's own items are right. */
  #align(): void {
    for (const uid of [...this.#known.keys()]) if (!this.#feed.items.has(uid)) this.#remove(uid);
    for (const facts of this.#feed.items.values()) {
      if (this.#known.get(facts.uid) !== facts) this.#put(facts);
    }
  }

  #put(facts: F): void {
    const before = this.#known.get(facts.uid);
    this.#known.set(facts.uid, facts);
    for (const index of this.#indexes) index.replace(before, facts);
  }

  #remove(uid: string): void {
    const before = this.#known.get(uid);
    if (before === undefined) return;
    this.#known.delete(uid);
    for (const index of this.#indexes) index.replace(before, undefined);
  }

  #tellState(): void {
    this.#stateVersion += 1;
    this.#changed.fire();
  }
}
