import type { Clock } from '../../base/clock.ts';
import { Emitter, type Event } from '../../base/event.ts';
import { type Disposable, Owner } from '../../base/owner.ts';
import type { Failure } from '../../cluster/failure.ts';
import { recoveryOf } from '../../cluster/failureRecovery.ts';
import type { FeedSource } from '../../cluster/feed.ts';
import type { NamespaceScope } from '../../cluster/namespaceScope.ts';
import type { SchemaReader } from '../../cluster/ports.ts';
import type { ClusterFacts, ClusterKinds, ClusterNeeds } from '../../manifest/protocol.ts';
import { FollowedCluster } from './followedCluster.ts';
import type { SchemaCache } from './schemaCache.ts';

/** So often the hashes of the schemas are read again: a CRD may have been installed. */
const lookAgainMs = 60_000;
/** Hashes this young are taken for those of now. */
const freshMs = 2_000;

/** A connected context. */
export interface KnownSession {
  readonly context: { readonly name: string; readonly namespace?: string };
  readonly client: SchemaReader;
  readonly feeds: FeedSource;
  readonly scope: NamespaceScope;
  /** The user wants it tried again. */
  readonly onDidRetry: Event<void>;
}

export interface SessionKnowledgeParts {
  readonly session: KnownSession;
  readonly cache: SchemaCache;
  readonly clock: Clock;
  /** Hears what the language server is to know. */
  readonly tell: {
    kinds(kinds: ClusterKinds): void;
    facts(facts: ClusterFacts): void;
  };
}

/** What a connected context can say about manifests: kinds, schemas, objects and room. Ends with the session. */
export class SessionKnowledge extends Owner {
  readonly #parts: SessionKnowledgeParts;
  readonly #changed = this.own(new Emitter<void>());
  /** The kinds became known, something was refused, or the connection came or went. */
  readonly onDidChange = this.#changed.event;
  readonly #end = this.signal();
  readonly #followed: FollowedCluster;
  #hashes: { readonly by: ReadonlyMap<string, string>; readonly atMs: number } | undefined;
  #failure: Failure | undefined;
  #timer: Disposable | undefined;
  #isKnown = false;

  constructor(parts: SessionKnowledgeParts) {
    super();
    this.#parts = parts;
    const { session, clock, tell } = parts;
    this.#followed = this.own(
      new FollowedCluster({
        feeds: session.feeds,
        scope: session.scope,
        namespace: session.context.namespace ?? 'default',
        clock,
      }),
    );
    this.own(
      this.#followed.onDidChange(facts => {
        tell.facts(facts);
        this.#changed.fire();
      }),
    );
    this.own({ dispose: () => this.#timer?.dispose() });
    this.own(
      session.onDidRetry(() => {
        this.#timer?.dispose();
        void this.#look();
      }),
    );
    void this.#look();
  }

  get contextName(): string {
    return this.#parts.session.context.name;
  }

  /** Whether the cluster's kinds are known. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  /** The first thing that keeps the manifests from being judged by the cluster; undefined where all is well. */
  get failure(): Failure | undefined {
    return this.#failure ?? this.#followed.unread[0]?.failure;
  }

  /** Kinds (`group/Kind`) that the user may not read. */
  get refusedKinds(): readonly string[] {
    return this.#followed.unread
      .filter(({ failure }) => failure.kind === 'forbidden')
      .map(({ kind }) => kind);
  }

  need(needs: ClusterNeeds): void {
    this.#followed.need(needs);
  }

  /** The text of an OpenAPI document: from disk where the hash is known there, else from the cluster. */
  async openApi(groupVersion: string): Promise<string | undefined> {
    const { session, cache } = this.#parts;
    const hash = (await this.#freshHashes())?.get(groupVersion);
    if (hash === undefined) return undefined;
    const kept = await cache.read(groupVersion, hash);
    if (kept !== undefined || this.isDisposed) return kept;
    const read = await session.client.readSchemas(groupVersion, this.#end);
    if (!read.ok) return undefined;
    await cache.write(groupVersion, hash, read.value);
    return read.value;
  }

  async #freshHashes(): Promise<ReadonlyMap<string, string> | undefined> {
    const { session, clock } = this.#parts;
    if (this.#hashes !== undefined && clock.now() - this.#hashes.atMs <= freshMs) return this.#hashes.by;
    const read = await session.client.schemaHashes(this.#end);
    if (read.ok) this.#hashes = { by: read.value, atMs: clock.now() };
    return this.#hashes?.by;
  }

  async #look(): Promise<void> {
    const { clock } = this.#parts;
    await this.#readKinds();
    if (this.isDisposed) return;
    // What only the user can mend waits for the user: a login must not be asked for again and again.
    if (this.#failure === undefined || recoveryOf(this.#failure) !== 'stop')
      this.#timer = clock.after(lookAgainMs, () => void this.#look());
    this.#changed.fire();
  }

  async #readKinds(): Promise<void> {
    const { session, tell, clock } = this.#parts;
    const before = this.#hashes?.by;
    // A server that gives no schemas still tells its kinds.
    const hashes = await session.client.schemaHashes(this.#end);
    if (hashes.ok) this.#hashes = { by: hashes.value, atMs: clock.now() };
    if (this.#isKnown && hashes.ok && before !== undefined && isSame(before, hashes.value)) return;
    const kinds = await session.client.listKinds(this.#end);
    if (this.isDisposed) return;
    this.#failure = kinds.ok ? undefined : kinds.failure;
    if (!kinds.ok) return;
    this.#isKnown = true;
    const by = hashes.ok ? hashes.value : new Map<string, string>();
    tell.kinds({
      context: this.contextName,
      kinds: kinds.value,
      schemaHashes: Object.fromEntries(by),
    });
    this.#followed.serve(kinds.value);
  }
}

function isSame(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([path, hash]) => b.get(path) === hash);
}
