import type { Clock } from '../../base/clock.ts';
import { Emitter } from '../../base/event.ts';
import { fail } from '../../base/outcome.ts';
import { type Disposable, Owner } from '../../base/owner.ts';
import type {
  ClusterAccess,
  ContextMaterial,
  KubeconfigFollower,
  KubeconfigPlace,
  KubeconfigProblem,
} from '../../cluster/access.ts';
import type { ContextFacts } from '../../cluster/contexts.ts';
import type { Result } from '../../cluster/failure.ts';
import type { ClusterClient } from '../../cluster/ports.ts';
import { ClusterSession } from './clusterSession.ts';
import type { SessionMemory } from './sessionMemory.ts';

export interface ClusterSessionsParts {
  readonly access: ClusterAccess;
  readonly memory: SessionMemory;
  readonly place: () => KubeconfigPlace;
  readonly clock: Clock;
  readonly random: () => number;
}

/**
 * The contexts that there are, and the sessions of those in use.
 *
 * Listing contexts makes no request. A session begins with {@link session} and ends with {@link close}, with the
 * context's disappearance, and when what connects it (server, credentials) changes in the kubeconfig.
 */
export class ClusterSessions extends Owner {
  readonly #parts: ClusterSessionsParts;
  readonly #extra = new Map<string, ContextMaterial>();
  readonly #open = new Map<string, { readonly session: ClusterSession; readonly material: string }>();
  readonly #contextsChanged = this.own(new Emitter<void>());
  readonly #sessionBegan = this.own(new Emitter<ClusterSession>());
  readonly #sessionEnded = this.own(new Emitter<ClusterSession>());
  #follower: KubeconfigFollower | undefined;
  #loading: Promise<void> | undefined;

  /** The list, the current one, or a problem of the kubeconfig changed. */
  readonly onDidChangeContexts = this.#contextsChanged.event;
  /** A context came into use, by what the user did. */
  readonly onDidBeginSession = this.#sessionBegan.event;
  /** A session ended; its feeds and client are of no more use. */
  readonly onDidEndSession = this.#sessionEnded.event;

  constructor(parts: ClusterSessionsParts) {
    super();
    this.#parts = parts;
  }

  /** Reads the kubeconfig, once, and follows it from then on. Until then only added contexts are known. */
  load(): Promise<void> {
    this.#loading ??= this.#follow();
    return this.#loading;
  }

  /** Reads the kubeconfig from its place anew, after the setting changed. Does nothing before {@link load}. */
  async reload(): Promise<void> {
    if (this.#loading === undefined) return;
    await this.#loading;
    this.#loading = this.#follow();
    await this.#loading;
  }

  /** Added contexts first, then the kubeconfig's, in its order. */
  get contexts(): readonly ContextFacts[] {
    const added = [...this.#extra.values()].map(material => material.context);
    const known = this.#follower?.current.contexts ?? [];
    return [...added, ...known.filter(context => !this.#extra.has(context.name))];
  }

  /** What the kubeconfig says wrongly. */
  get problems(): readonly KubeconfigProblem[] {
    return this.#follower?.current.problems ?? [];
  }

  /** The kubeconfig's files, present or not. */
  get files(): readonly string[] {
    return this.#follower?.current.files ?? [];
  }

  /** The context that commands act on: the one chosen with {@link use}, else the kubeconfig's current one. */
  get current(): ContextFacts | undefined {
    const chosen = this.#parts.memory.currentContext;
    const contexts = this.contexts;
    return contexts.find(context => context.name === chosen) ?? contexts.find(context => context.isCurrent);
  }

  /** Makes a context the current one, remembered for the workspace. The kubeconfig is not touched. */
  use(name: string): void {
    this.#parts.memory.currentContext = name;
    this.#contextsChanged.fire();
  }

  /** The session of a context, begun when there is none. Sends nothing by itself. */
  session(name: string): ClusterSession {
    const open = this.#open.get(name);
    if (open) return open.session;
    const context = this.contexts.find(known => known.name === name) ?? unknownContext(name);
    const session = this.own(
      new ClusterSession({
        context,
        scope: this.#parts.memory.scope(name),
        connect: () => this.#connect(name),
        clock: this.#parts.clock,
        random: this.#parts.random,
      }),
    );
    session.own(session.onDidChange(() => this.#parts.memory.rememberScope(name, session.scope)));
    this.#open.set(name, { session, material: fingerprint(this.#material(name)) });
    this.#sessionBegan.fire(session);
    return session;
  }

  /** The session of a context where there is one. */
  openSession(name: string): ClusterSession | undefined {
    return this.#open.get(name)?.session;
  }

  /** Leaves a context: ends its requests, feeds and connections. */
  close(name: string): void {
    const open = this.#open.get(name);
    if (!open) return;
    this.#open.delete(name);
    this.release(open.session);
    this.#sessionEnded.fire(open.session);
  }

  /** Adds a context that no kubeconfig names, such as the demo cluster's; it goes when the result is disposed of. */
  addContext(added: MemoryContext): Disposable {
    const material = materialOf(added);
    this.#extra.set(added.name, material);
    this.#changeContexts();
    return {
      dispose: () => {
        if (this.#extra.get(added.name) !== material) return;
        this.#extra.delete(added.name);
        this.#changeContexts();
      },
    };
  }

  async #follow(): Promise<void> {
    const follower = await this.#parts.access.followKubeconfig(this.#parts.place());
    if (this.#follower) this.release(this.#follower);
    this.#follower = this.own(follower);
    this.own(follower.onDidChange(() => this.#changeContexts()));
    this.#changeContexts();
  }

  #changeContexts(): void {
    if (this.isDisposed) return;
    for (const [name, open] of [...this.#open]) {
      if (fingerprint(this.#material(name)) !== open.material) this.close(name);
    }
    this.#contextsChanged.fire();
  }

  async #connect(name: string): Promise<Result<ClusterClient>> {
    await this.load();
    const material = this.#material(name);
    return material.ok ? { ok: true, value: await this.#parts.access.connect(material.value) } : material;
  }

  #material(name: string): Result<ContextMaterial> {
    const extra = this.#extra.get(name);
    if (extra) return { ok: true, value: extra };
    return (
      this.#follower?.current.material(name) ??
      fail({ kind: 'badKubeconfig', message: 'the kubeconfig has not been read yet' })
    );
  }
}

/** A cluster that no kubeconfig names. */
export interface MemoryContext {
  readonly name: string;
  readonly server: string;
  readonly token?: string;
  readonly namespace?: string;
}

function materialOf(added: MemoryContext): ContextMaterial {
  const { name, server, token, namespace } = added;
  return {
    context: {
      name,
      cluster: name,
      server,
      user: name,
      ...(namespace === undefined ? {} : { namespace }),
      isCurrent: false,
    },
    cluster: { server },
    user: token === undefined ? {} : { token },
  };
}

function unknownContext(name: string): ContextFacts {
  return { name, cluster: '', server: '', user: '', isCurrent: false };
}

/** Compares materials; a text and not a digest, since the material itself stays in memory as well. */
function fingerprint(material: Result<ContextMaterial>): string {
  if (!material.ok) return '';
  const { context, cluster, user } = material.value;
  return JSON.stringify([cluster, user, context.namespace]);
}
