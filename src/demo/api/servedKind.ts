import { apiVersionOf, type ResourceKind } from '../../cluster/resource.ts';
import type { Schema } from '../schema/schema.ts';
import type { ResourceName } from './status.ts';

/** A kind with everything that the server must know to serve it; nothing else in the server names a kind. */
export interface ServedKind extends ResourceKind {
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly hasStatus: boolean;
  /** Where the replica counts stand, for kinds with a `scale` subresource. */
  readonly hasScale: boolean;
  /** Comes from a CRD: no strategic merge patch, lists are atomic unless the schema says otherwise. */
  readonly isCustom: boolean;
  /** The OpenAPI schema of the whole object. */
  readonly schema: Schema;
  /** Only `create` (reviews), in place of all verbs. */
  readonly isReview?: boolean;
}

/** The kinds that are served, found by path or by what a document calls itself. */
export class KindRegistry {
  readonly #kinds = new Map<string, ServedKind>();

  constructor(kinds: readonly ServedKind[]) {
    for (const kind of kinds) this.add(kind);
  }

  add(kind: ServedKind): void {
    this.#kinds.set(`${kind.group}/${kind.version}/${kind.plural}`, kind);
  }

  remove(kind: ServedKind): void {
    this.#kinds.delete(`${kind.group}/${kind.version}/${kind.plural}`);
  }

  get all(): readonly ServedKind[] {
    return [...this.#kinds.values()];
  }

  find(group: string, version: string, plural: string): ServedKind | undefined {
    return this.#kinds.get(`${group}/${version}/${plural}`);
  }

  findByKind(apiVersion: string, kind: string): ServedKind | undefined {
    return this.all.find(served => served.kind === kind && apiVersionOf(served) === apiVersion);
  }

  /** All versions of all groups, the core first: `''` → `['v1']`. */
  get groups(): ReadonlyMap<string, readonly string[]> {
    const groups = new Map<string, string[]>([['', ['v1']]]);
    for (const { group, version } of this.#kinds.values()) {
      const versions = groups.get(group) ?? [];
      if (!versions.includes(version)) versions.push(version);
      groups.set(group, versions);
    }
    return groups;
  }
}

export function resourceNameOf(kind: ResourceKind): ResourceName {
  return { group: kind.group, plural: kind.plural };
}

/** `"apps/v1, Kind=Deployment"`, as the server words a kind in errors. */
export function gvkText(kind: ResourceKind): string {
  return `${apiVersionOf(kind) === 'v1' ? '/v1' : apiVersionOf(kind)}, Kind=${kind.kind}`;
}
