import type { Connection } from 'vscode-languageserver';
import type { Clock } from '../../base/clock.ts';
import type { Disposable } from '../../base/owner.ts';
import { apiVersionOf, type ManifestObject } from '../object.ts';
import { type LiveObjectRequest, liveObjectMethod } from '../protocol.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';
import { liveString } from '../update/live.ts';

/** Objects are asked for when nobody has typed for this long. */
const quietMs = 1_000;
/** For this long an answer is taken as how things are. */
const freshMs = 10_000;
/** Objects that are remembered, and asked for in one round: who opens more has other worries. */
const mostKept = 200;
const mostAsked = 50;

/** The connected cluster, as far as it matters which object a manifest means. */
export interface LiveContext {
  readonly catalog: SchemaCatalog;
  /** Namespace of manifests that name none. */
  readonly namespace: string;
}

interface LiveObjectsParts {
  readonly connection: Pick<Connection, 'sendRequest'>;
  readonly clock: Clock;
  /** Undefined while no cluster is connected. */
  readonly context: () => LiveContext | undefined;
  /** Objects are others than before. */
  readonly onChange: () => void;
}

interface Known {
  readonly live: unknown;
  readonly atMs: number;
}

/** What the cluster has under the names of the open manifests: asked for only when one is connected and the user pauses. */
export class LiveObjects {
  readonly #parts: LiveObjectsParts;
  readonly #known = new Map<string, Known>();
  readonly #wanted = new Map<string, LiveObjectRequest>();
  #timer: Disposable | undefined;
  /** Grows when the cluster is another one, so that late answers are told apart. */
  #era = 0;

  constructor(parts: LiveObjectsParts) {
    this.#parts = parts;
  }

  /** The live object, as it was when it was last asked for; undefined where there is none or it is not known yet. */
  liveOf(object: ManifestObject): unknown {
    const request = this.#requestFor(object);
    if (request === undefined) return undefined;
    const key = JSON.stringify(request);
    const known = this.#known.get(key);
    if (known === undefined || this.#parts.clock.now() - known.atMs > freshMs) this.#want(key, request);
    return known?.live ?? undefined;
  }

  /** Forgets all objects: the cluster was left. */
  forget(): void {
    this.#era++;
    this.#known.clear();
    this.#wanted.clear();
    this.stop();
  }

  /** Asks no more. */
  stop(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
  }

  #requestFor(object: ManifestObject): LiveObjectRequest | undefined {
    const context = this.#parts.context();
    const { name, kind } = object;
    if (context === undefined || name === undefined) return undefined;
    const entry = context.catalog.entry(object);
    if (entry === undefined || entry.plural === '') return undefined;
    const request = { apiVersion: apiVersionOf(object), kind, name };
    return entry.isNamespaced ? { ...request, namespace: object.namespace ?? context.namespace } : request;
  }

  #want(key: string, request: LiveObjectRequest): void {
    if (this.#wanted.size >= mostAsked) return;
    this.#wanted.set(key, request);
    this.#timer?.dispose();
    this.#timer = this.#parts.clock.after(quietMs, () => void this.#ask());
  }

  async #ask(): Promise<void> {
    this.#timer = undefined;
    const era = this.#era;
    const wanted = [...this.#wanted];
    this.#wanted.clear();
    const changed = await Promise.all(wanted.map(([key, request]) => this.#read(key, request, era)));
    if (era === this.#era && changed.includes(true)) this.#parts.onChange();
  }

  /** Resolves with whether the object is another one than before. */
  async #read(key: string, request: LiveObjectRequest, era: number): Promise<boolean> {
    const { connection, clock } = this.#parts;
    const live = await connection
      .sendRequest<unknown>(liveObjectMethod, request)
      // An editor that does not know objects, or is closing, has none to tell.
      .catch(() => null);
    if (era !== this.#era) return false;
    const before = this.#known.get(key)?.live ?? null;
    this.#known.delete(key);
    this.#known.set(key, { live, atMs: clock.now() });
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= mostKept) break;
      this.#known.delete(oldest);
    }
    return versionOf(live) !== versionOf(before);
  }
}

function versionOf(live: unknown): string | undefined {
  return liveString(live, 'metadata', 'resourceVersion') ?? liveString(live, 'metadata', 'uid');
}
