import { Emitter } from '../../src/base/event.ts';
import type { Disposable } from '../../src/base/owner.ts';
import type { Feed, FeedChange, FeedSource, FeedState } from '../../src/cluster/feed.ts';
import type { FactKind, ObjectFacts } from '../../src/cluster/objectFacts.ts';

/** A feed that holds what a test puts into it. */
export class FakeFeed<F extends ObjectFacts> implements Feed<F> {
  readonly items = new Map<string, F>();
  readonly #changed = new Emitter<FeedChange<F>>();
  readonly #stateChanged = new Emitter<FeedState>();
  readonly onDidChange = this.#changed.event;
  readonly onDidChangeState = this.#stateChanged.event;
  state: FeedState = { kind: 'idle' };
  userCount = 0;
  retryCount = 0;

  use(): Disposable {
    this.userCount += 1;
    let isHeld = true;
    return {
      dispose: () => {
        if (isHeld) this.userCount -= 1;
        isHeld = false;
      },
    };
  }

  retry(): void {
    this.retryCount += 1;
  }

  put(...facts: readonly F[]): void {
    for (const one of facts) this.items.set(one.uid, one);
    this.#changed.fire({ upserted: facts, removed: [], reset: false });
  }

  remove(...facts: readonly F[]): void {
    for (const one of facts) this.items.delete(one.uid);
    this.#changed.fire({ upserted: [], removed: facts, reset: false });
  }

  /** Everything anew, as after a list that was made again; nothing but `reset` tells of it. */
  replaceAll(facts: readonly F[]): void {
    this.items.clear();
    for (const one of facts) this.items.set(one.uid, one);
    this.#changed.fire({ upserted: [], removed: [], reset: true });
  }

  say(state: FeedState): void {
    this.state = state;
    this.#stateChanged.fire(state);
  }
}

/** One fake feed for each kind that is asked for. */
export class FakeFeeds implements FeedSource {
  readonly #feeds = new Map<FactKind<ObjectFacts>, FakeFeed<ObjectFacts>>();

  feed<F extends ObjectFacts>(kind: FactKind<F>): FakeFeed<F> {
    const key = kind as unknown as FactKind<ObjectFacts>;
    const known = this.#feeds.get(key) ?? new FakeFeed<ObjectFacts>();
    this.#feeds.set(key, known);
    return known as unknown as FakeFeed<F>;
  }

  /** Puts facts of one kind and says that the feed is live. */
  live<F extends ObjectFacts>(kind: FactKind<F>, ...facts: readonly F[]): void {
    this.feed(kind).say({ kind: 'live' });
    this.feed(kind).put(...facts);
  }

  /** Lets every feed that was asked for say this. */
  sayAll(state: FeedState): void {
    for (const feed of this.#feeds.values()) feed.say(state);
  }

  /** The plural names of the kinds whose feeds are used, sorted. */
  get used(): readonly string[] {
    return [...this.#feeds]
      .filter(([, feed]) => feed.userCount > 0)
      .map(([kind]) => kind.resource.plural)
      .sort();
  }
}
