import type { Failure, Result } from '../../src/cluster/failure.ts';
import type { FactKind, ObjectFacts } from '../../src/cluster/objectFacts.ts';
import type {
  CollectionReader,
  ListPage,
  ListQuery,
  WatchEvent,
  WatchQuery,
} from '../../src/cluster/ports.ts';
import { kinds, type ResourceKind, type WireObject } from '../../src/cluster/resource.ts';

/** An object with just enough metadata; `label` stands for everything else in it. */
export function aWire(name: string, resourceVersion: number, label = ''): WireObject {
  return {
    metadata: { uid: `uid-${name}`, name, namespace: 'a', resourceVersion: String(resourceVersion), label },
  };
}

export interface TinyFacts extends ObjectFacts {
  readonly label: string;
}

/** Facts of {@link aWire}'s objects. */
export const tinyKind: FactKind<TinyFacts> = {
  resource: kinds.pods,
  toFacts(wire) {
    const metadata = wire['metadata'] as Readonly<Record<string, string>>;
    return {
      uid: metadata['uid'] ?? '',
      namespace: metadata['namespace'] ?? '',
      name: metadata['name'] ?? '',
      resourceVersion: metadata['resourceVersion'] ?? '',
      createdAtMs: 0,
      label: metadata['label'] ?? '',
    };
  },
};

export function aPage(
  resourceVersion: number,
  items: readonly WireObject[],
  continueToken?: string,
): Result<ListPage> {
  const next = continueToken === undefined ? {} : { continueToken };
  return { ok: true, value: { items, resourceVersion: String(resourceVersion), ...next } };
}

export function refused(failure: Failure): Result<never> {
  return { ok: false, failure };
}

/** A server whose every answer the test gives by hand. */
export class ScriptedReader implements CollectionReader {
  /** What was asked, in order: `list`, `list next-token`, `watch 17`. */
  readonly asked: string[] = [];
  readonly watches: ScriptedWatch[] = [];
  readonly listQueries: ListQuery[] = [];
  readonly #answers: Result<ListPage>[] = [];
  readonly #waiting: ((answer: Result<ListPage>) => void)[] = [];
  #onItems: ((items: readonly WireObject[]) => void) | undefined;

  /** Answers lists in order, those that were asked already and those to come. */
  answer(...answers: readonly Result<ListPage>[]): void {
    for (const answer of answers) {
      const waiting = this.#waiting.shift();
      if (waiting) waiting(answer);
      else this.#answers.push(answer);
    }
  }

  get lastWatch(): ScriptedWatch {
    const watch = this.watches.at(-1);
    if (!watch) throw new Error('no watch was asked for');
    return watch;
  }

  /** Hands out objects of the page that was asked for last, before it is answered. */
  handOut(...items: readonly WireObject[]): void {
    this.#onItems?.(items);
  }

  listPage(...asked: Parameters<CollectionReader['listPage']>): Promise<Result<ListPage>> {
    const [, query, signal, onItems] = asked;
    this.#onItems = onItems;
    this.asked.push(`list ${query.continueToken ?? ''}`.trim());
    this.listQueries.push(query);
    const answer = this.#answers.shift();
    if (answer) return Promise.resolve(answer);
    return new Promise(resolve => {
      this.#waiting.push(resolve);
      const cancel = () => resolve(refused({ kind: 'cancelled', message: 'cancelled' }));
      signal.addEventListener('abort', cancel, { once: true });
    });
  }

  watch(_kind: ResourceKind, query: WatchQuery, signal: AbortSignal): AsyncIterable<readonly WatchEvent[]> {
    this.asked.push(`watch ${query.resourceVersion}`);
    const watch = new ScriptedWatch(query, signal);
    this.watches.push(watch);
    return watch;
  }
}

/** One watch, fed by the test. */
export class ScriptedWatch implements AsyncIterable<readonly WatchEvent[]> {
  readonly query: WatchQuery;
  readonly signal: AbortSignal;
  readonly #batches: (readonly WatchEvent[])[] = [];
  #isClosed = false;
  #wake: () => void = () => undefined;

  constructor(query: WatchQuery, signal: AbortSignal) {
    this.query = query;
    this.signal = signal;
    signal.addEventListener('abort', () => this.close());
  }

  /** Says that the server took the watch, and whatever events came with that. */
  open(...events: readonly WatchEvent[]): void {
    this.#batches.push([]);
    this.send(...events);
  }

  send(...events: readonly WatchEvent[]): void {
    if (events.length > 0) this.#batches.push(events);
    this.#wake();
  }

  fail(failure: Failure): void {
    this.send({ type: 'FAILED', failure });
    this.close();
  }

  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<readonly WatchEvent[]> {
    for (;;) {
      const batch = this.signal.aborted ? undefined : this.#batches.shift();
      if (batch) yield batch;
      else if (this.#isClosed) return;
      else await new Promise<void>(resolve => (this.#wake = resolve));
    }
  }
}
