import type { JsonObject, KubeObject } from './kubeObject.ts';
import type { ServedKind } from './servedKind.ts';
import type { Store } from './store.ts';

const storageClasses = {
  group: 'storage.k8s.io',
  version: 'v1',
  plural: 'storageclasses',
  kind: 'StorageClass',
  isNamespaced: false,
};

/** What admission adds to a new object from the rest of the cluster: the default storage class of a claim. */
export function admit(kind: ServedKind, object: KubeObject, store: Store): KubeObject {
  if (kind.kind !== 'PersistentVolumeClaim') return object;
  const spec = object.spec as JsonObject | undefined;
  if (!spec || spec['storageClassName'] !== undefined) return object;
  const standard = store
    .list(storageClasses)
    .find(one => one.metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true');
  return standard ? { ...object, spec: { ...spec, storageClassName: standard.metadata.name } } : object;
}
