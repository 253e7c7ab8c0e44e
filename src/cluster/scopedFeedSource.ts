import type { Clock } from '../base/clock.ts';
import { Owner } from '../base/owner.ts';
import type { Feed, FeedSource } from './feed.ts';
import { ListWatchFeed } from './listWatchFeed.ts';
import type { NamespaceScope } from './namespaceScope.ts';
import type { FactKind, ObjectFacts } from './objectFacts.ts';
import type { CollectionReader } from './ports.ts';
import { kindKey } from './resource.ts';
import { UnionFeed } from './unionFeed.ts';

export interface FeedParts {
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random: () => number;
}

type AnyFeed = Feed<ObjectFacts> & { dispose(): void };

/**
 * Gives the feeds of one cluster in the namespaces that the user chose.
 *
 * Cluster-scoped kinds have the same feed in every scope. A change of scope ends the feeds of namespaced kinds: ask
 * again for new ones.
 */
export class ScopedFeedSource extends Owner implements FeedSource {
  readonly #reader: CollectionReader;
  readonly #parts: FeedParts;
  readonly #feeds = new Map<string, { readonly kind: FactKind<ObjectFacts>; readonly feed: AnyFeed }>();
  #scope: NamespaceScope;

  constructor(reader: CollectionReader, parts: FeedParts & { readonly scope: NamespaceScope }) {
    super();
    this.#reader = reader;
    this.#parts = parts;
    this.#scope = parts.scope;
  }

  get scope(): NamespaceScope {
    return this.#scope;
  }

  feed<F extends ObjectFacts>(kind: FactKind<F>): Feed<F> {
    const key = `${kindKey(kind.resource)}/${kind.resource.version}`;
    const known = this.#feeds.get(key);
    // The same key means the same reader of facts, hence the same type of facts.
    if (known && known.kind.toFacts === kind.toFacts) return known.feed as unknown as Feed<F>;
    const feed = this.own(this.#create(kind));
    if (!known) this.#feeds.set(key, { kind, feed: feed as unknown as AnyFeed });
    return feed;
  }

  /** Looks at other namespaces from now on. */
  changeScope(scope: NamespaceScope): void {
    this.#scope = scope;
    for (const [key, { kind, feed }] of [...this.#feeds]) {
      if (!kind.resource.isNamespaced) continue;
      this.#feeds.delete(key);
      this.release(feed);
    }
  }

  /** Tries again now every feed that is lost or stopped. */
  retry(): void {
    for (const { feed } of this.#feeds.values()) feed.retry();
  }

  #create<F extends ObjectFacts>(kind: FactKind<F>): Feed<F> & { dispose(): void } {
    const over = (namespace?: string) =>
      new ListWatchFeed(this.#reader, {
        kind,
        ...(namespace === undefined ? {} : { namespace }),
        ...this.#parts,
      });
    if (!kind.resource.isNamespaced || this.#scope.kind === 'all') return over();
    const feeds = this.#scope.namespaces.map(over);
    const only = feeds.length === 1 ? feeds[0] : undefined;
    return only ?? new UnionFeed(feeds);
  }
}
