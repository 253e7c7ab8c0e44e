import { succeed } from '../../base/outcome.ts';
import type { Result } from '../failure.ts';
import type { ResourceKind, WireObject } from '../resource.ts';
import { flagAt, listAt, textAt } from '../wireReader.ts';
import type { Question } from './transport.ts';

type Served = ReadonlyMap<string, ResourceKind>;

/** What a cluster serves, asked for by group and version and kept. Failures are not kept. */
export class ServedKinds {
  readonly #ask: (question: Question) => Promise<Result<WireObject>>;
  readonly #known = new Map<string, Promise<Result<Served>>>();

  constructor(ask: (question: Question) => Promise<Result<WireObject>>) {
    this.#ask = ask;
  }

  async find(apiVersion: string, kind: string, refresh: boolean): Promise<Result<ResourceKind | undefined>> {
    if (refresh) this.#known.delete(apiVersion);
    const asked = this.#known.get(apiVersion) ?? this.#load(apiVersion);
    this.#known.set(apiVersion, asked);
    const served = await asked;
    // What is not served yet may be after the next CRD, so that is not kept either.
    const isUseful = served.ok && served.value.has(kind);
    if (!isUseful && this.#known.get(apiVersion) === asked) this.#known.delete(apiVersion);
    return served.ok ? succeed(served.value.get(kind)) : served;
  }

  async #load(apiVersion: string): Promise<Result<Served>> {
    const [group, version] = splitApiVersion(apiVersion);
    const root = group === '' ? '/api' : `/apis/${encodeURIComponent(group)}`;
    const list = await this.#ask({
      path: `${root}/${encodeURIComponent(version)}`,
      subject: { group, resource: '' },
    });
    if (!list.ok) return list.failure.kind === 'kindNotServed' ? succeed(new Map()) : list;
    const kinds = kindsOfList(list.value, group, version);
    return succeed(new Map(kinds.map(served => [served.kind, served])));
  }
}

/** The kinds of an `APIResourceList`. */
export function kindsOfList(list: WireObject, group: string, version: string): readonly ResourceKind[] {
  return listAt(list, 'resources').flatMap(entry => {
    const plural = textAt(entry, 'name');
    const kind = textAt(entry, 'kind');
    // `pods/log` and the like are parts of a kind, though some name a kind of their own.
    if (plural === undefined || kind === undefined || plural.includes('/')) return [];
    return [{ group, version, plural, kind, isNamespaced: flagAt(entry, 'namespaced') }];
  });
}

/** `apps/v1` → `apps`, `v1`; the core group is empty. */
function splitApiVersion(apiVersion: string): readonly [group: string, version: string] {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? ['', apiVersion] : [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)];
}
