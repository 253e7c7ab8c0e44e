import { deleteObject, foregroundDeletion, orphanDependents } from '../api/deletion.ts';
import type { KubeObject } from '../api/kubeObject.ts';
import type { ServedKind } from '../api/servedKind.ts';
import type { Change } from '../api/store.ts';
import type { ClusterAccess } from './clusterAccess.ts';
import type { Controller } from './controller.ts';

interface Dependent {
  readonly kind: ServedKind;
  readonly object: KubeObject;
}

/** Deletes what belonged to something that is gone, and carries out foreground deletion and orphaning. */
export class GarbageCollector implements Controller {
  readonly name = 'garbage-collector';
  readonly #access: ClusterAccess;
  /** The objects that name an owner, by the owner's uid. */
  readonly #dependents = new Map<string, Map<string, Dependent>>();
  readonly #ending = new Map<string, Dependent>();

  constructor(access: ClusterAccess) {
    this.#access = access;
  }

  wake(change: Change): readonly string[] {
    this.#learn(change);
    const { uid, ownerReferences = [], deletionTimestamp } = change.object.metadata;
    const owners = ownerReferences.map(owner => owner.uid);
    if (change.type === 'DELETED') return [uid, ...owners];
    if (deletionTimestamp) return [uid];
    return change.type === 'ADDED' ? owners : [];
  }

  reconcile(uid: string): undefined {
    const ending = this.#ending.get(uid);
    const dependents = [...(this.#dependents.get(uid)?.values() ?? [])];
    if (ending) return this.#carryOut(ending, dependents);
    if (dependents.length === 0 || this.#exists(uid, dependents)) return undefined;
    for (const dependent of dependents) this.#collect(dependent, uid);
    return undefined;
  }

  #learn({ type, kind, object }: Change): void {
    const { uid, ownerReferences = [], deletionTimestamp } = object.metadata;
    const served = this.#access.served(kind);
    for (const owner of ownerReferences) {
      const known = this.#dependents.get(owner.uid) ?? new Map<string, Dependent>();
      if (type === 'DELETED') known.delete(uid);
      else known.set(uid, { kind: served, object });
      if (known.size > 0) this.#dependents.set(owner.uid, known);
      else this.#dependents.delete(owner.uid);
    }
    if (type !== 'DELETED' && deletionTimestamp) this.#ending.set(uid, { kind: served, object });
    else this.#ending.delete(uid);
  }

  /** Owners are looked up where their dependents say that they are. */
  #exists(uid: string, dependents: readonly Dependent[]): boolean {
    return dependents.some(({ object }) => {
      const owner = object.metadata.ownerReferences?.find(one => one.uid === uid);
      const kind = owner && this.#access.registry.findByKind(owner.apiVersion, owner.kind);
      if (!owner || !kind) return true;
      const found = this.#access.find(
        kind,
        kind.isNamespaced ? object.metadata.namespace : undefined,
        owner.name,
      );
      return found?.metadata.uid === uid;
    });
  }

  #collect({ kind, object }: Dependent, ownerUid: string): void {
    const { namespace, name } = object.metadata;
    const current = this.#access.find(kind, namespace, name);
    if (!current || current.metadata.deletionTimestamp) return;
    const others = (current.metadata.ownerReferences ?? []).filter(owner => owner.uid !== ownerUid);
    if (others.length > 0) this.#disown(kind, current, ownerUid);
    else deleteObject(this.#access.objects, kind, current, { propagationPolicy: 'Background' });
  }

  #carryOut({ kind, object }: Dependent, dependents: readonly Dependent[]): undefined {
    const current = this.#access.find(kind, object.metadata.namespace, object.metadata.name);
    if (!current) return undefined;
    const finalizers = current.metadata.finalizers ?? [];
    if (finalizers.includes(orphanDependents)) {
      for (const dependent of dependents)
        this.#disown(dependent.kind, dependent.object, current.metadata.uid);
      this.#finish(kind, current, orphanDependents);
    } else if (finalizers.includes(foregroundDeletion)) {
      for (const dependent of dependents) {
        const { namespace, name } = dependent.object.metadata;
        const found = this.#access.find(dependent.kind, namespace, name);
        if (!found || found.metadata.deletionTimestamp) continue;
        deleteObject(this.#access.objects, dependent.kind, found, { propagationPolicy: 'Foreground' });
      }
      if (dependents.length === 0) this.#finish(kind, current, foregroundDeletion);
    }
    return undefined;
  }

  #disown(kind: ServedKind, object: KubeObject, ownerUid: string): void {
    this.#dependents.get(ownerUid)?.delete(object.metadata.uid);
    this.#access.edit(kind, object, draft => {
      const kept = draft.metadata.ownerReferences?.filter(owner => owner.uid !== ownerUid) ?? [];
      if (kept.length > 0) draft.metadata.ownerReferences = kept;
      else delete draft.metadata.ownerReferences;
    });
  }

  #finish(kind: ServedKind, object: KubeObject, finalizer: string): void {
    this.#access.edit(kind, object, draft => {
      const kept = draft.metadata.finalizers?.filter(name => name !== finalizer) ?? [];
      if (kept.length > 0) draft.metadata.finalizers = kept;
      else delete draft.metadata.finalizers;
    });
  }
}
