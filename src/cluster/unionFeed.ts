import { Emitter } from '../base/event.ts';
import { type Disposable, Owner } from '../base/owner.ts';
import type { Feed, FeedChange, FeedState } from './feed.ts';
import type { ObjectFacts } from './objectFacts.ts';

/**
 * Several feeds of one kind (one for each chosen namespace) as one.
 *
 * Its state is that of the feed that needs the user's attention most: loading, then stopped, lost, live, idle. What the
 * others hold stays readable meanwhile. It owns the feeds.
 */
export class UnionFeed<F extends ObjectFacts> extends Owner implements Feed<F> {
  readonly #feeds: readonly (Feed<F> & Disposable)[];
  readonly #items = new Map<string, F>();
  readonly #changed = this.own(new Emitter<FeedChange<F>>());
  readonly #stateChanged = this.own(new Emitter<FeedState>());
  readonly onDidChange = this.#changed.event;
  readonly onDidChangeState = this.#stateChanged.event;
  #state: FeedState = { kind: 'idle' };

  constructor(feeds: readonly (Feed<F> & Disposable)[]) {
    super();
    this.#feeds = feeds;
    for (const feed of feeds) {
      this.own(feed);
      for (const facts of feed.items.values()) this.#items.set(facts.uid, facts);
      this.own(feed.onDidChange(change => this.#apply(change)));
      this.own(feed.onDidChangeState(() => this.#tellState()));
    }
    this.#state = unionState(feeds.map(feed => feed.state));
  }

  get state(): FeedState {
    return this.#state;
  }

  get items(): ReadonlyMap<string, F> {
    return this.#items;
  }

  use(): Disposable {
    const uses = new Owner();
    for (const feed of this.#feeds) uses.own(feed.use());
    return uses;
  }

  retry(): void {
    for (const feed of this.#feeds) feed.retry();
  }

  #apply(change: FeedChange<F>): void {
    for (const facts of change.removed) this.#items.delete(facts.uid);
    for (const facts of change.upserted) this.#items.set(facts.uid, facts);
    this.#changed.fire(change);
  }

  #tellState(): void {
    const state = unionState(this.#feeds.map(feed => feed.state));
    if (JSON.stringify(state) === JSON.stringify(this.#state)) return;
    this.#state = state;
    this.#stateChanged.fire(state);
  }
}

/** The state to show for several feeds. Exported for its test. */
export function unionState(states: readonly FeedState[]): FeedState {
  const loading = states.filter(state => state.kind === 'loading');
  if (loading.length > 0) {
    return { kind: 'loading', loaded: loading.reduce((sum, state) => sum + state.loaded, 0) };
  }
  const stopped = states.find(state => state.kind === 'stopped');
  if (stopped) return stopped;
  const lost = states.filter(state => state.kind === 'lost');
  const oldest = lost.sort((a, b) => a.sinceMs - b.sinceMs)[0];
  if (oldest) return { ...oldest, retryAtMs: Math.min(...lost.map(state => state.retryAtMs)) };
  return states.some(state => state.kind === 'live') ? { kind: 'live' } : { kind: 'idle' };
}
