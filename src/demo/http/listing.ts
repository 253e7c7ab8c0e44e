import { apiVersionOf } from '../../cluster/resource.ts';
import { parseFieldSelector } from '../api/fieldSelector.ts';
import type { KubeObject } from '../api/kubeObject.ts';
import { parseLabelSelector } from '../api/labelSelector.ts';
import type { ServedKind } from '../api/servedKind.ts';
import { refusals } from '../api/status.ts';
import type { Store } from '../api/store.ts';
import type { Exchange } from './exchange.ts';

interface ContinueToken {
  readonly v: 'meta.k8s.io/v1';
  readonly rv: number;
  /** The key of the last object that was sent. */
  readonly start: string;
}

/** So many unfinished paged lists are remembered; a client that is slower than that starts again. */
const rememberedLists = 64;

/** Lists collections, page by page out of one consistent state. */
export class Listing {
  readonly #store: Store;
  /** The state of a collection at the time of the first page, by kind, scope and resource version. */
  readonly #snapshots = new Map<string, readonly KubeObject[]>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Makes every continue token that is out there too old. */
  expireContinueTokens(): void {
    this.#snapshots.clear();
  }

  list(exchange: Exchange, kind: ServedKind, namespace: string | undefined): void {
    const token = readToken(exchange.query('continue'));
    const limit = exchange.number('limit') ?? 0;
    const { resourceVersion, objects } = this.#stateFor(kind, namespace, token);
    const fits = selectorOf(exchange, kind);
    const wanted = objects.filter(object => (!token || keyOf(object) > token.start) && fits(object));
    const page = limit > 0 ? wanted.slice(0, limit) : wanted;
    const left = wanted.length - page.length;
    const last = page.at(-1);
    const more =
      left > 0 && last
        ? {
            continue: this.#remember(kind, namespace, { objects, resourceVersion, last }),
            ...countLeft(exchange, left),
          }
        : {};
    exchange.json(200, {
      kind: `${kind.kind}List`,
      apiVersion: apiVersionOf(kind),
      metadata: { resourceVersion: String(resourceVersion), ...more },
      items: kind.isCustom ? page : page.map(withoutType),
    });
  }

  #stateFor(kind: ServedKind, namespace: string | undefined, token: ContinueToken | undefined) {
    if (!token || token.rv < 0) {
      return { resourceVersion: this.#store.revision, objects: this.#store.list(kind, namespace) };
    }
    const objects = this.#snapshots.get(snapshotKey(kind, namespace, token.rv));
    if (objects) return { resourceVersion: token.rv, objects };
    throw refusals.continueExpired(writeToken({ v: 'meta.k8s.io/v1', rv: -1, start: token.start }));
  }

  #remember(
    kind: ServedKind,
    namespace: string | undefined,
    state: { objects: readonly KubeObject[]; resourceVersion: number; last: KubeObject },
  ): string {
    const key = snapshotKey(kind, namespace, state.resourceVersion);
    this.#snapshots.delete(key);
    this.#snapshots.set(key, state.objects);
    const [oldest] = this.#snapshots.keys();
    if (this.#snapshots.size > rememberedLists && oldest) this.#snapshots.delete(oldest);
    return writeToken({ v: 'meta.k8s.io/v1', rv: state.resourceVersion, start: keyOf(state.last) });
  }
}

/** The label and field selectors of a request as one question. */
export function selectorOf(exchange: Exchange, kind: ServedKind): (object: KubeObject) => boolean {
  const fitsLabels = parseLabelSelector(exchange.query('labelSelector') ?? '');
  const fitsFields = parseFieldSelector(exchange.query('fieldSelector') ?? '', kind.kind);
  return object => fitsLabels(object.metadata.labels ?? {}) && fitsFields(object);
}

/** How many are left can only be said without a selector. */
function countLeft(exchange: Exchange, left: number): object {
  return exchange.query('labelSelector') || exchange.query('fieldSelector')
    ? {}
    : { remainingItemCount: left };
}

/** The items of a list of a built-in kind do not repeat what they are. */
function withoutType({ apiVersion: _, kind: __, ...item }: KubeObject): object {
  return item;
}

function keyOf(object: KubeObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

function snapshotKey(kind: ServedKind, namespace: string | undefined, resourceVersion: number): string {
  return `${kind.group}/${kind.plural}/${namespace ?? ''}@${resourceVersion}`;
}

function writeToken(token: ContinueToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function readToken(text: string | undefined): ContinueToken | undefined {
  if (!text) return undefined;
  try {
    const token = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as ContinueToken;
    if (typeof token.rv === 'number' && typeof token.start === 'string') return token;
  } catch {
    // Falls through to the refusal: it is no token of ours.
  }
  throw refusals.badRequest('invalid continue token: continue key is not valid: it is not base64 of a token');
}
