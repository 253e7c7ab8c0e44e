import type { Event } from '../base/event.ts';
import type { Disposable } from '../base/owner.ts';
import type { Failure } from './failure.ts';
import type { FactKind, ObjectFacts } from './objectFacts.ts';

/** What a feed is doing; `sinceMs` is the moment of the last good word from the server, 0 for none. */
export type FeedState =
  /** Nothing asked for yet, or stopped because nobody looks. */
  | { readonly kind: 'idle' }
  /** The first list is under way; `loaded` objects are there already. */
  | { readonly kind: 'loading'; readonly loaded: number }
  | { readonly kind: 'live' }
  /** The connection is lost; what is shown is as old as `sinceMs`. `retryAtMs` is the next try. */
  | { readonly kind: 'lost'; readonly failure: Failure; readonly sinceMs: number; readonly retryAtMs: number }
  /** Stopped until the user retries: forbidden, expired login, kind not served. */
  | { readonly kind: 'stopped'; readonly failure: Failure };

/** What changed, gathered over one turn. `reset` says that everything may have changed (a new list). */
export interface FeedChange<F extends ObjectFacts> {
  readonly upserted: readonly F[];
  readonly removed: readonly F[];
  readonly reset: boolean;
}

/** One (context, kind, scope): a paged list, then a watch. Runs while somebody holds it with {@link use}. */
export interface Feed<F extends ObjectFacts> {
  readonly state: FeedState;
  /** By uid. Live: it changes under you between turns. */
  readonly items: ReadonlyMap<string, F>;
  readonly onDidChange: Event<FeedChange<F>>;
  readonly onDidChangeState: Event<FeedState>;
  /** Starts the feed for as long as the result is not disposed of. A short linger keeps it alive between two users. */
  use(): Disposable;
  /** Tries again now, from `lost` or `stopped`. */
  retry(): void;
}

/** Hands out the feeds of a connected cluster, in the scope that the user chose: one namespace, several, or all. */
export interface FeedSource {
  /** The same feed for the same kind as long as the scope does not change. Asking starts nothing. */
  feed<F extends ObjectFacts>(kind: FactKind<F>): Feed<F>;
}
