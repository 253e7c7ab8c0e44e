import type { Clock } from '../../base/clock.ts';
import type { Disposable } from '../../base/owner.ts';
import { apiVersionOf, kindKey } from '../../cluster/resource.ts';
import type { KubeObject } from '../api/kubeObject.ts';
import type { ServedKind } from '../api/servedKind.ts';
import { type ApiError, refusals } from '../api/status.ts';
import type { Change, Store } from '../api/store.ts';
import type { Exchange } from './exchange.ts';
import { selectorOf } from './listing.ts';

/** The real server sends a bookmark about once a minute. */
const bookmarkEveryMs = 60_000;
/** It ends a watch of nobody's choosing after half an hour to an hour. */
const defaultTimeoutSeconds = 2_700;

/** Streams the changes of a collection until the client leaves or the time is up. */
export function watchCollection(
  exchange: Exchange,
  source: { readonly store: Store; readonly clock: Clock },
  kind: ServedKind,
  namespace: string | undefined,
): void {
  new Watch(exchange, source, kind, namespace).start();
}

class Watch {
  readonly #exchange: Exchange;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #kind: ServedKind;
  readonly #namespace: string | undefined;
  readonly #fits: (object: KubeObject) => boolean;
  readonly #wantsBookmarks: boolean;
  #timers: Disposable[] = [];

  constructor(
    exchange: Exchange,
    source: { readonly store: Store; readonly clock: Clock },
    kind: ServedKind,
    namespace: string | undefined,
  ) {
    this.#exchange = exchange;
    this.#store = source.store;
    this.#clock = source.clock;
    this.#kind = kind;
    this.#namespace = namespace;
    this.#wantsBookmarks = exchange.flag('allowWatchBookmarks');
    const fits = selectorOf(exchange, kind);
    this.#fits = object => (!namespace || object.metadata.namespace === namespace) && fits(object);
  }

  start(): void {
    const past = this.#past();
    this.#exchange.response.writeHead(200, {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-cache, private',
      'Transfer-Encoding': 'chunked',
    });
    this.#exchange.response.flushHeaders();
    if ('status' in past) this.#refuse(past);
    else {
      for (const change of past) this.#tell(change);
      this.#follow();
    }
  }

  /** What happened before now and has to be told: a state from the beginning, or the changes since a version. */
  #past(): readonly Change[] | ApiError {
    const from = this.#exchange.query('resourceVersion');
    const wantsState = this.#exchange.query('sendInitialEvents') === 'true';
    if (wantsState || (!this.#exchange.query('sendInitialEvents') && (!from || from === '0'))) {
      return this.#store.list(this.#kind, this.#namespace).map(object => asAdded(this.#kind, object));
    }
    if (!from || from === '0') return [];
    if (!/^\d+$/.test(from)) throw refusals.badRequest(`Invalid value: ${JSON.stringify(from)}`);
    const changes = this.#store.changesSince(this.#kind, Number(from));
    return 'oldest' in changes ? refusals.tooOld(Number(from), changes.oldest) : changes;
  }

  #follow(): void {
    if (this.#exchange.query('sendInitialEvents') === 'true') {
      this.#bookmark({ annotations: { 'k8s.io/initial-events-end': 'true' } });
    }
    const subscription = this.#store.onDidChange(change => {
      if (kindKey(change.kind) === kindKey(this.#kind)) this.#tell(change);
    });
    const timeoutSeconds = this.#exchange.number('timeoutSeconds') ?? defaultTimeoutSeconds;
    this.#timers.push(
      subscription,
      this.#clock.after(timeoutSeconds * 1000, () => this.#end()),
    );
    if (this.#wantsBookmarks) {
      this.#scheduleBookmark();
      // The last word of a watch that ends on time is a bookmark, so that the next one starts where it stood.
      const beforeEndMs = Math.max(0, timeoutSeconds * 1000 - 2_000);
      this.#timers.push(this.#clock.after(beforeEndMs, () => this.#bookmark()));
    }
    this.#exchange.signal.addEventListener('abort', () => this.#stop());
  }

  #scheduleBookmark(): void {
    this.#timers.push(
      this.#clock.after(bookmarkEveryMs, () => {
        this.#bookmark();
        this.#scheduleBookmark();
      }),
    );
  }

  /** With a selector, an object that begins to fit was added and one that fits no more was deleted. */
  #tell(change: Change): void {
    const isFitting = this.#fits(change.object);
    const wasFitting = change.previous ? this.#fits(change.previous) : false;
    if (change.type === 'DELETED') {
      if (wasFitting) this.#write('DELETED', change.object);
    } else if (isFitting) this.#write(wasFitting ? 'MODIFIED' : 'ADDED', change.object);
    else if (wasFitting && change.previous) {
      const { resourceVersion } = change.object.metadata;
      this.#write('DELETED', {
        ...change.previous,
        metadata: { ...change.previous.metadata, resourceVersion },
      });
    }
  }

  #bookmark(extra: object = {}): void {
    this.#write('BOOKMARK', {
      kind: this.#kind.kind,
      apiVersion: apiVersionOf(this.#kind),
      metadata: { resourceVersion: String(this.#store.revision), creationTimestamp: null, ...extra },
    });
  }

  #refuse(error: ApiError): void {
    this.#write('ERROR', error.status);
    this.#end();
  }

  #write(type: string, object: object): void {
    this.#exchange.response.write(`${JSON.stringify({ type, object })}\n`);
  }

  #end(): void {
    this.#stop();
    this.#exchange.response.end();
  }

  #stop(): void {
    for (const timer of this.#timers) timer.dispose();
    this.#timers = [];
  }
}

function asAdded(kind: ServedKind, object: KubeObject): Change {
  return { type: 'ADDED', kind, object, resourceVersion: Number(object.metadata.resourceVersion) };
}
