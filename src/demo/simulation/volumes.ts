import { kinds } from '../../cluster/resource.ts';
import type { KubeObject } from '../api/kubeObject.ts';
import type { Change } from '../api/store.ts';
import type { ClusterAccess } from './clusterAccess.ts';
import { type Controller, keyOf, splitKey } from './controller.ts';

interface Claim extends KubeObject {
  spec: {
    storageClassName?: string;
    volumeName?: string;
    accessModes?: string[];
    volumeMode?: string;
    resources?: { requests?: { storage?: string } };
  };
  status?: { phase?: string; accessModes?: string[]; capacity?: Record<string, string> };
}

const storageClasses = {
  group: 'storage.k8s.io',
  version: 'v1',
  plural: 'storageclasses',
  kind: 'StorageClass',
  isNamespaced: false,
};

/** Makes a volume for each claim whose storage class there is, and binds them. */
export class Volumes implements Controller {
  readonly name = 'persistentvolume-binder';
  readonly #access: ClusterAccess;

  constructor(access: ClusterAccess) {
    this.#access = access;
  }

  wake(change: Change): readonly string[] {
    const isClaim = change.object.kind === 'PersistentVolumeClaim' && change.type !== 'DELETED';
    return isClaim ? [keyOf(change.object)] : [];
  }

  reconcile(key: string): undefined {
    const claim = this.#access.find<Claim>(kinds.persistentVolumeClaims, ...splitKey(key));
    if (!claim || claim.metadata.deletionTimestamp || claim.status?.phase === 'Bound') return;
    const className = claim.spec.storageClassName;
    if (!className || !this.#access.find(storageClasses, undefined, className)) return this.#refuse(claim);
    const name = claim.spec.volumeName ?? `pvc-${claim.metadata.uid}`;
    this.#makeVolume(claim, name, className);
    this.#access.edit(kinds.persistentVolumeClaims, claim, draft => {
      draft.spec.volumeName = name;
    });
    this.#access.editStatus(kinds.persistentVolumeClaims, claim, draft => {
      draft.status = {
        phase: 'Bound',
        accessModes: draft.spec.accessModes ?? [],
        capacity: { storage: draft.spec.resources?.requests?.storage ?? '1Gi' },
      };
    });
    this.#access.record(claim, 'persistentvolume-controller', {
      type: 'Normal',
      reason: 'ProvisioningSucceeded',
      message: `Successfully provisioned volume ${name}`,
    });
  }

  #makeVolume(claim: Claim, name: string, storageClassName: string): void {
    const { namespace, uid, resourceVersion } = claim.metadata;
    const claimRef = {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      namespace,
      name: claim.metadata.name,
      uid,
      resourceVersion,
    };
    const volume = this.#access.create(kinds.persistentVolumes, undefined, {
      metadata: { name },
      spec: {
        capacity: { storage: claim.spec.resources?.requests?.storage ?? '1Gi' },
        accessModes: claim.spec.accessModes,
        persistentVolumeReclaimPolicy: 'Delete',
        storageClassName,
        csi: { driver: 'demo.csi.timonel', volumeHandle: name },
        claimRef,
      },
    });
    this.#access.editStatus(kinds.persistentVolumes, volume, draft => {
      draft.status = { phase: 'Bound' };
    });
  }

  #refuse(claim: Claim): undefined {
    const name = claim.spec.storageClassName;
    this.#access.record(
      claim,
      'persistentvolume-controller',
      name
        ? {
            type: 'Warning',
            reason: 'ProvisioningFailed',
            message: `storageclass.storage.k8s.io "${name}" not found`,
          }
        : {
            type: 'Normal',
            reason: 'FailedBinding',
            message: 'no persistent volumes available for this claim and no storage class is set',
          },
    );
  }
}
