import { Emitter, type Event } from '../../base/event.ts';
import { kindKey, type ResourceKind } from '../../cluster/resource.ts';
import type { KubeObject } from './kubeObject.ts';

/** One change, in the order of its resource version. */
export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly kind: ResourceKind;
  readonly object: KubeObject;
  /** The object before; watches with selectors need to know whether it fitted then. */
  readonly previous?: KubeObject;
  readonly resourceVersion: number;
}

/** So many changes of a kind are remembered for watches that resume. */
const historyLength = 2_000;

/** All objects, in memory, each change numbered. Knows nothing of what the objects mean. */
export class Store {
  readonly #objects = new Map<string, Map<string, KubeObject>>();
  readonly #history = new Map<string, Change[]>();
  readonly #forgotten = new Map<string, number>();
  readonly #changed = new Emitter<Change>();
  /** Versions start here, so that a watch from "1" is too old from the first moment, as on a server that has lived. */
  #revision = 1_000;
  #birth = this.#revision;

  readonly onDidChange: Event<Change> = this.#changed.event;

  /** The resource version of the newest change. */
  get revision(): number {
    return this.#revision;
  }

  get(kind: ResourceKind, namespace: string | undefined, name: string): KubeObject | undefined {
    return this.#objects.get(kindKey(kind))?.get(keyOf(namespace, name));
  }

  /** Sorted by namespace and name, as etcd would. */
  list(kind: ResourceKind, namespace?: string): readonly KubeObject[] {
    const all = [...(this.#objects.get(kindKey(kind)) ?? [])];
    const wanted = namespace ? all.filter(([key]) => key.startsWith(`${namespace}/`)) : all;
    return wanted.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
  }

  /** Puts `object` in, new or in place of another, and returns it with its new resource version. */
  put(kind: ResourceKind, object: KubeObject): KubeObject {
    const key = keyOf(object.metadata.namespace, object.metadata.name);
    const ofKind = this.#objects.get(kindKey(kind)) ?? new Map<string, KubeObject>();
    this.#objects.set(kindKey(kind), ofKind);
    const previous = ofKind.get(key);
    const stored = this.#numbered(object);
    ofKind.set(key, stored);
    this.#record(
      previous
        ? { type: 'MODIFIED', kind, object: stored, previous, resourceVersion: this.#revision }
        : { type: 'ADDED', kind, object: stored, resourceVersion: this.#revision },
    );
    return stored;
  }

  /** Takes an object out. The change carries it as it was, with the version of its end. */
  remove(kind: ResourceKind, namespace: string | undefined, name: string): KubeObject | undefined {
    const key = keyOf(namespace, name);
    const previous = this.#objects.get(kindKey(kind))?.get(key);
    if (!previous) return undefined;
    this.#objects.get(kindKey(kind))?.delete(key);
    const object = this.#numbered(previous);
    this.#record({ type: 'DELETED', kind, object, previous, resourceVersion: this.#revision });
    return object;
  }

  /** The changes of a kind after `resourceVersion`, or the oldest version one can resume from when that is too old. */
  changesSince(kind: ResourceKind, resourceVersion: number): readonly Change[] | { readonly oldest: number } {
    const oldest = this.#forgotten.get(kindKey(kind)) ?? this.#birth;
    if (resourceVersion < oldest) return { oldest };
    return (this.#history.get(kindKey(kind)) ?? []).filter(
      change => change.resourceVersion > resourceVersion,
    );
  }

  /** Forgets all history: every watch that resumes from before now is told 410. */
  compact(): void {
    this.#history.clear();
    this.#forgotten.clear();
    this.#birth = this.#revision;
  }

  #numbered(object: KubeObject): KubeObject {
    this.#revision += 1;
    return { ...object, metadata: { ...object.metadata, resourceVersion: String(this.#revision) } };
  }

  #record(change: Change): void {
    const key = kindKey(change.kind);
    const history = this.#history.get(key) ?? [];
    history.push(change);
    if (history.length > historyLength * 2) {
      const dropped = history.splice(0, historyLength);
      this.#forgotten.set(key, dropped.at(-1)?.resourceVersion ?? this.#birth);
    }
    this.#history.set(key, history);
    this.#changed.fire(change);
  }
}

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}
