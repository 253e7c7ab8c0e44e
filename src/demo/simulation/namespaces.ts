import { kinds } from '../../cluster/resource.ts';
import { deleteObject } from '../api/deletion.ts';
import type { Change } from '../api/store.ts';
import type { ClusterAccess } from './clusterAccess.ts';
import type { Controller } from './controller.ts';

const serviceAccounts = {
  group: '',
  version: 'v1',
  plural: 'serviceaccounts',
  kind: 'ServiceAccount',
  isNamespaced: true,
};

/** Gives every namespace what it starts with, and empties those that end. */
export class Namespaces implements Controller {
  readonly name = 'namespace';
  readonly #access: ClusterAccess;

  constructor(access: ClusterAccess) {
    this.#access = access;
  }

  wake(change: Change): readonly string[] {
    if (change.object.kind === 'Namespace') return [change.object.metadata.name];
    const { namespace } = change.object.metadata;
    return change.type === 'DELETED' && namespace ? [namespace] : [];
  }

  reconcile(name: string): undefined {
    const namespace = this.#access.find(kinds.namespaces, undefined, name);
    if (!namespace) return;
    if (namespace.metadata.deletionTimestamp) return this.#empty(name);
    if (!this.#access.find(serviceAccounts, name, 'default')) {
      this.#access.create(serviceAccounts, name, { metadata: { name: 'default' } });
    }
    if (!this.#access.find(kinds.configMaps, name, 'kube-root-ca.crt')) {
      const note =
        'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints.';
      this.#access.create(kinds.configMaps, name, {
        metadata: { name: 'kube-root-ca.crt', annotations: { 'kubernetes.io/description': note } },
        data: { 'ca.crt': '' },
      });
    }
  }

  #empty(name: string): undefined {
    let isEmpty = true;
    for (const kind of this.#access.registry.all) {
      if (!kind.isNamespaced || kind.isReview) continue;
      for (const object of this.#access.list(kind, name)) {
        isEmpty = false;
        const options = {
          propagationPolicy: 'Background',
          ...(kind.kind === 'Pod' ? { gracePeriodSeconds: 1 } : {}),
        } as const;
        if (!object.metadata.deletionTimestamp) deleteObject(this.#access.objects, kind, object, options);
      }
    }
    if (isEmpty) this.#access.objects.store.remove(kinds.namespaces, undefined, name);
  }
}
