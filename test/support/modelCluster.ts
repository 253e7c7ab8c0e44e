import type { Failure, Result } from '../../src/cluster/failure.ts';
import type {
  CollectionReader,
  ListPage,
  ListQuery,
  WatchEvent,
  WatchQuery,
} from '../../src/cluster/ports.ts';
import type { ResourceKind, WireObject } from '../../src/cluster/resource.ts';
import { turn } from './fakeClock.ts';
import { aPage, aWire, refused } from './scriptedReader.ts';

/** Seeded numbers in [0, 1): the same seed gives the same run. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

interface Change {
  readonly version: number;
  readonly event: WatchEvent;
}

const gone: Failure = { kind: 'unreachable', message: 'reset', server: 'https://a' };
const tooOld: Failure = { kind: 'expired', message: 'too old', status: 410 };

/**
 * A collection with versions, history and compaction that behaves as an API server does, and as badly as a network can:
 * lists break off or expire between pages, watches are cut, end, or go dumb.
 */
export class ModelCluster implements CollectionReader {
  readonly objects = new Map<string, WireObject>();
  /** Turned off, the network is perfect. */
  isTroubled = true;
  readonly #random: () => number;
  readonly #snapshots = new Map<
    string,
    { readonly items: readonly WireObject[]; readonly version: number }
  >();
  #history: Change[] = [];
  #version = 1;
  #compacted = 0;
  #wakers = new Set<() => void>();

  constructor(random: () => number) {
    this.#random = random;
  }

  put(name: string, label: string): void {
    this.#version += 1;
    const type = this.objects.has(name) ? 'MODIFIED' : 'ADDED';
    const object = aWire(name, this.#version, label);
    this.objects.set(name, object);
    this.#remember({ type, object });
  }

  delete(name: string): void {
    if (!this.objects.delete(name)) return;
    this.#version += 1;
    this.#remember({ type: 'DELETED', object: aWire(name, this.#version) });
  }

  /** Forgets history, so that whoever is behind has to list again. */
  compact(): void {
    this.#compacted = this.#version;
    this.#history = [];
    this.#snapshots.clear();
  }

  async listPage(_kind: ResourceKind, query: ListQuery, signal: AbortSignal): Promise<Result<ListPage>> {
    await this.#delay();
    if (signal.aborted) return refused({ kind: 'cancelled', message: '' });
    if (this.#strikes(0.15)) return refused(gone);
    const [id, offset] = query.continueToken?.split('/') ?? [this.#snapshot(), '0'];
    const snapshot = this.#snapshots.get(id ?? '');
    if (!snapshot) return refused(tooOld);
    const start = Number(offset);
    const end = start + 3;
    const items = snapshot.items.slice(start, end);
    return aPage(snapshot.version, items, end < snapshot.items.length ? `${id}/${end}` : undefined);
  }

  async *watch(
    _kind: ResourceKind,
    query: WatchQuery,
    signal: AbortSignal,
  ): AsyncGenerator<readonly WatchEvent[]> {
    await this.#delay();
    if (this.#strikes(0.15)) return yield [{ type: 'FAILED', failure: gone }];
    let seen = Number(query.resourceVersion);
    yield [];
    while (!signal.aborted) {
      if (seen < this.#compacted) return yield [{ type: 'FAILED', failure: tooOld }];
      const due = this.#history.filter(({ version }) => version > seen);
      const batch = due.slice(0, 1 + Math.floor(this.#random() * 4));
      if (batch.length > 0) yield batch.map(({ event }) => event);
      seen = batch.at(-1)?.version ?? seen;
      if (this.#strikes(0.02)) return yield [{ type: 'FAILED', failure: gone }];
      if (this.#strikes(0.02)) return;
      if (this.#strikes(0.02)) return await aborted(signal);
      if (this.#strikes(0.1)) yield [{ type: 'BOOKMARK', resourceVersion: String(seen) }];
      if (batch.length === due.length) await this.#news(signal);
    }
  }

  #snapshot(): string {
    const id = `${this.#version}-${this.#snapshots.size}`;
    this.#snapshots.set(id, { items: [...this.objects.values()], version: this.#version });
    return id;
  }

  #remember(event: WatchEvent): void {
    this.#history.push({ version: this.#version, event });
    for (const wake of [...this.#wakers]) wake();
  }

  #news(signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const wake = () => {
        this.#wakers.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#wakers.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  #strikes(chance: number): boolean {
    return this.isTroubled && this.#random() < chance;
  }

  async #delay(): Promise<void> {
    for (let turns = Math.floor(this.#random() * 3); turns > 0; turns -= 1) await turn();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
