import type { Clock } from '../../base/clock.ts';
import { Emitter } from '../../base/event.ts';
import { Owner } from '../../base/owner.ts';
import type { ContextFacts } from '../../cluster/contexts.ts';
import type { Result } from '../../cluster/failure.ts';
import { LazyClient } from '../../cluster/lazyClient.ts';
import { isSameScope, type NamespaceScope, scopeOf } from '../../cluster/namespaceScope.ts';
import type { ClusterClient } from '../../cluster/ports.ts';
import { ScopedFeedSource } from '../../cluster/scopedFeedSource.ts';

export interface ClusterSessionParts {
  readonly context: ContextFacts;
  readonly scope: NamespaceScope;
  readonly connect: () => Promise<Result<ClusterClient>>;
  readonly clock: Clock;
  readonly random: () => number;
}

/** One context in use. Making it sends nothing; the first question to its client, or the first used feed, connects. */
export class ClusterSession extends Owner {
  readonly context: ContextFacts;
  readonly client: ClusterClient;
  readonly feeds: ScopedFeedSource;
  readonly #changed = this.own(new Emitter<void>());
  /** The scope changed: ask `feeds` again, the feeds from before have ended. */
  readonly onDidChange = this.#changed.event;
  readonly #retried = this.own(new Emitter<void>());
  /** The user wants whatever failed to be tried again. */
  readonly onDidRetry = this.#retried.event;

  constructor(parts: ClusterSessionParts) {
    super();
    this.context = parts.context;
    this.client = this.own(new LazyClient(parts.connect));
    this.feeds = this.own(new ScopedFeedSource(this.client, parts));
  }

  /** The namespaces that the user looks at. */
  get scope(): NamespaceScope {
    return this.feeds.scope;
  }

  /** Looks at these namespaces from now on; none means all. */
  chooseNamespaces(namespaces: readonly string[]): void {
    const scope = scopeOf(namespaces);
    if (isSameScope(scope, this.scope)) return;
    this.feeds.changeScope(scope);
    this.#changed.fire();
  }

  /** Tries again now whatever is lost or stopped. */
  retry(): void {
    this.feeds.retry();
    this.#retried.fire();
  }

  /** Runs the login anew and then tries again. */
  signInAgain(): void {
    this.client.forgetLogin();
    this.retry();
  }
}
