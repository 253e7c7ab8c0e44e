import type { Clock } from '../../base/clock.ts';
import { Emitter } from '../../base/event.ts';
import { Owner } from '../../base/owner.ts';
import type { ClusterFacts, ClusterKinds, ClusterNeeds } from '../../manifest/protocol.ts';
import type { ClusterSession } from '../session/clusterSession.ts';
import type { ClusterSessions } from '../session/clusterSessions.ts';
import type { OpenManifests } from './openManifests.ts';
import type { SchemaCache } from './schemaCache.ts';
import { SessionKnowledge } from './sessionKnowledge.ts';

/** The language server, as far as it hears of clusters. */
export interface ClusterListener {
  /** Null when the cluster was left. */
  kinds(kinds: ClusterKinds | null): void;
  facts(facts: ClusterFacts | null): void;
}

export interface ClusterKnowledgeParts {
  readonly sessions: ClusterSessions;
  readonly manifests: OpenManifests;
  readonly cache: SchemaCache;
  readonly clock: Clock;
  readonly listener: ClusterListener;
}

/**
 * Has the language server know the cluster of the current context: only while that is in use already, by what the user
 * did, and only while a manifest is open. It begins no session by itself.
 */
export class ClusterKnowledge extends Owner {
  readonly #parts: ClusterKnowledgeParts;
  readonly #changed = this.own(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  #needs: ClusterNeeds = { kinds: [], room: false };
  #known: { readonly session: ClusterSession; readonly knowledge: SessionKnowledge } | undefined;

  constructor(parts: ClusterKnowledgeParts) {
    super();
    this.#parts = parts;
    const { sessions, manifests } = parts;
    const look = () => this.#look();
    this.own(sessions.onDidBeginSession(look));
    this.own(sessions.onDidEndSession(look));
    this.own(sessions.onDidChangeContexts(look));
    this.own(manifests.onDidChange(look));
    look();
  }

  /** What is known of the connected cluster; undefined where manifests are judged by the built-in schemas. */
  get current(): SessionKnowledge | undefined {
    return this.#known?.knowledge;
  }

  /** Takes over what the language server wants to know. */
  need(needs: ClusterNeeds): void {
    this.#needs = needs;
    this.#known?.knowledge.need(needs);
  }

  /** The text of an OpenAPI document of the connected cluster; undefined where there is none, or another context by now. */
  async openApi(context: string, groupVersion: string): Promise<string | undefined> {
    const knowledge = this.#known?.knowledge;
    return knowledge?.contextName === context ? knowledge.openApi(groupVersion) : undefined;
  }

  #look(): void {
    const { sessions, manifests } = this.#parts;
    const current = manifests.isAnyOpen ? sessions.current : undefined;
    const session = current && sessions.openSession(current.name);
    if (session === this.#known?.session) return;
    this.#leave();
    if (session !== undefined) this.#enter(session);
    this.#changed.fire();
  }

  #enter(session: ClusterSession): void {
    const { cache, clock, listener } = this.#parts;
    const knowledge = this.own(new SessionKnowledge({ session, cache, clock, tell: listener }));
    knowledge.own(knowledge.onDidChange(() => this.#changed.fire()));
    knowledge.own(
      session.onDidChange(() => {
        // The feeds of the old namespaces have ended.
        this.#leave();
        this.#enter(session);
      }),
    );
    knowledge.need(this.#needs);
    this.#known = { session, knowledge };
  }

  #leave(): void {
    if (this.#known === undefined) return;
    this.release(this.#known.knowledge);
    this.#known = undefined;
    this.#parts.listener.kinds(null);
    this.#parts.listener.facts(null);
  }
}
