import type { Clock } from '../../base/clock.ts';
import { Emitter } from '../../base/event.ts';
import { type Disposable, Owner } from '../../base/owner.ts';
import type { Failure } from '../../cluster/failure.ts';
import type { Feed, FeedSource } from '../../cluster/feed.ts';
import type { NamespaceScope } from '../../cluster/namespaceScope.ts';
import type { FactKind, ObjectFacts } from '../../cluster/objectFacts.ts';
import { podKind } from '../../cluster/pod.ts';
import type { ResourceKind } from '../../cluster/resource.ts';
import type { ClusterFacts, ClusterNeeds } from '../../manifest/protocol.ts';
import { freeRoom, nodeRoomKind, quotaKind } from './clusterRoom.ts';
import { type KnownFacts, knownKind } from './knownKinds.ts';

/** Facts are told at most so often. */
const tellEveryMs = 1_000;

export interface FollowedClusterParts {
  readonly feeds: FeedSource;
  readonly scope: NamespaceScope;
  /** Namespace of manifests that name none. */
  readonly namespace: string;
  readonly clock: Clock;
}

/** A kind that could not be read, or not any more. */
export interface UnreadKind {
  readonly kind: string;
  readonly failure: Failure;
}

/**
 * What stands in a cluster, as far as the open manifests need it: the objects of kinds that they name, and the room on
 * nodes and in quotas. Feeds run from the first need on to the end of this.
 */
export class FollowedCluster extends Owner {
  readonly #parts: FollowedClusterParts;
  readonly #objects = new Map<string, Feed<KnownFacts>>();
  readonly #room = new Map<string, Feed<ObjectFacts>>();
  readonly #changed = this.own(new Emitter<ClusterFacts>());
  /** The facts, whenever they changed. */
  readonly onDidChange = this.#changed.event;
  #served: ReadonlyMap<string, ResourceKind> = new Map();
  #needs: ClusterNeeds = { kinds: [], room: false };
  #timer: Disposable | undefined;
  #toldAtMs = Number.NEGATIVE_INFINITY;
  #told = '';

  constructor(parts: FollowedClusterParts) {
    super();
    this.#parts = parts;
    this.own({ dispose: () => this.#timer?.dispose() });
  }

  /** Takes over which kinds the cluster serves. */
  serve(kinds: readonly ResourceKind[]): void {
    const served = new Map<string, ResourceKind>();
    for (const kind of kinds) {
      const key = `${kind.group}/${kind.kind}`;
      // The first version of a group is the one that its server prefers.
      if (!served.has(key)) served.set(key, kind);
    }
    this.#served = served;
    this.need(this.#needs);
  }

  /** Begins to follow what is needed and not followed yet. */
  need(needs: ClusterNeeds): void {
    this.#needs = needs;
    if (this.isDisposed) return;
    for (const key of needs.kinds) {
      const resource = this.#served.get(key);
      if (resource === undefined || this.#objects.has(key)) continue;
      this.#objects.set(key, this.#follow(knownKind(resource)));
    }
    if (needs.room && this.#room.size === 0)
      this.#room
        .set('/Node', this.#follow(nodeRoomKind))
        .set('/Pod', this.#follow(podKind))
        .set('/ResourceQuota', this.#follow(quotaKind));
    this.#tellSoon();
  }

  /** What was refused or is lost. */
  get unread(): readonly UnreadKind[] {
    return [...this.#objects, ...this.#room].flatMap(([kind, { state }]) =>
      state.kind === 'lost' || state.kind === 'stopped' ? [{ kind, failure: state.failure }] : [],
    );
  }

  #follow<F extends ObjectFacts>(kind: FactKind<F>): Feed<F> {
    const feed = this.#parts.feeds.feed(kind);
    this.own(feed.onDidChange(() => this.#tellSoon()));
    this.own(feed.onDidChangeState(() => this.#tellSoon()));
    this.own(feed.use());
    return feed;
  }

  #tellSoon(): void {
    const { clock } = this.#parts;
    const waitMs = Math.max(0, this.#toldAtMs + tellEveryMs - clock.now());
    this.#timer ??= clock.after(waitMs, () => {
      this.#timer = undefined;
      this.#tell();
    });
  }

  #tell(): void {
    this.#toldAtMs = this.#parts.clock.now();
    const facts = this.#facts();
    const text = JSON.stringify(facts);
    if (text === this.#told) return;
    this.#told = text;
    this.#changed.fire(facts);
  }

  #facts(): ClusterFacts {
    const { scope, namespace } = this.#parts;
    const namespaces = scope.kind === 'all' ? 'all' : scope.namespaces;
    return {
      namespace,
      objects: [...this.#objects.values()].flatMap(feed =>
        [...feed.items.values()].map(({ known }) => known),
      ),
      complete: [...this.#objects].flatMap(([kind, feed]) => (isLive(feed) ? [{ kind, namespaces }] : [])),
      ...this.#roomFacts(),
    };
  }

  #roomFacts(): Pick<ClusterFacts, 'nodes' | 'quotas'> {
    if (this.#room.size === 0) return { nodes: undefined, quotas: undefined };
    const { feeds } = this.#parts;
    const [nodes, pods, quotas] = [feeds.feed(nodeRoomKind), feeds.feed(podKind), feeds.feed(quotaKind)];
    return {
      // Nodes without their pods would look free.
      nodes: isLive(nodes) && isLive(pods) ? freeRoom(nodes.items.values(), pods.items.values()) : undefined,
      quotas: isLive(quotas) ? [...quotas.items.values()].map(({ room }) => room) : undefined,
    };
  }
}

function isLive(feed: Feed<ObjectFacts>): boolean {
  return feed.state.kind === 'live';
}
