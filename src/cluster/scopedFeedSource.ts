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
  #feeds: { readonly kind: FactKind<ObjectFacts>; readonly feed: AnyFeed }[] = [];
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
    const known = this.#feeds.find(entry => isSameKind(entry.kind, kind));
    // The same reader of facts gives the same type of facts.
    if (known) return known.feed as unknown as Feed<F>;
    const feed = this.own(this.#create(kind));
    this.#feeds.push({ kind, feed: feed as unknown as AnyFeed });
    return feed;
  }

  /** Looks at other namespaces from now on. */
  changeScope(scope: NamespaceScope): void {
    this.#scope = scope;
    const ended = this.#feeds.filter(({ kind }) => kind.resource.isNamespaced);
    this.#feeds = this.#feeds.filter(({ kind }) => !kind.resource.isNamespaced);
    for (const { feed } of ended) this.release(feed);
  }

  /** Tries again now every feed that is lost or stopped. */
  retry(): void {
    for (const { feed } of this.#feeds) feed.retry();
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

function isSameKind(a: FactKind<ObjectFacts>, b: FactKind<ObjectFacts>): boolean {
  return (
    a.toFacts === b.toFacts &&
    kindKey(a.resource) === kindKey(b.resource) &&
    a.resource.version === b.resource.version
  );
}
