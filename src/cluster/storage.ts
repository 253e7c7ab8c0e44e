import { readMetadata } from './metadata.ts';
import type { FactKind, ObjectFacts } from './objectFacts.ts';
import { parseUnits } from './quantity.ts';
import { kinds } from './resource.ts';
import { listAt, shortText, textAt, valueAt } from './wireReader.ts';

/** What Timonel keeps of a PersistentVolumeClaim. */
export interface ClaimFacts extends ObjectFacts {
  /** `Pending`, `Bound`, `Lost`, or `Terminating` while it is being deleted. */
  readonly phase: string;
  /** The volume that it is bound to. */
  readonly volumeName: string | undefined;
  readonly requestedBytes: number;
  /** What it got; 0 until it is bound. */
  readonly capacityBytes: number;
  readonly storageClass: string | undefined;
  /** `ReadWriteOnce`, `ReadWriteMany` … */
  readonly accessModes: readonly string[];
}

/** What Timonel keeps of a PersistentVolume. */
export interface VolumeFacts extends ObjectFacts {
  /** `Available`, `Bound`, `Released`, `Failed`, `Pending`, or `Terminating`. */
  readonly phase: string;
  /** Why it failed. */
  readonly problem: string | undefined;
  /** `namespace/name` of its claim. */
  readonly claim: string | undefined;
  readonly capacityBytes: number;
  readonly storageClass: string | undefined;
  readonly accessModes: readonly string[];
  /** `Delete`, `Retain`, `Recycle`. */
  readonly reclaimPolicy: string | undefined;
}

export const claimKind: FactKind<ClaimFacts> = {
  resource: kinds.persistentVolumeClaims,
  toFacts(wire) {
    const metadata = readMetadata(wire);
    return {
      ...metadata,
      phase: phaseOf(wire, metadata),
      volumeName: textAt(wire, 'spec', 'volumeName'),
      requestedBytes: parseUnits(valueAt(wire, 'spec', 'resources', 'requests', 'storage')),
      capacityBytes: parseUnits(valueAt(wire, 'status', 'capacity', 'storage')),
      storageClass: textAt(wire, 'spec', 'storageClassName'),
      accessModes: accessModes(wire),
    };
  },
};

export const volumeKind: FactKind<VolumeFacts> = {
  resource: kinds.persistentVolumes,
  toFacts(wire) {
    const metadata = readMetadata(wire);
    const claimName = textAt(wire, 'spec', 'claimRef', 'name');
    return {
      ...metadata,
      phase: phaseOf(wire, metadata),
      problem: shortText(textAt(wire, 'status', 'message') ?? textAt(wire, 'status', 'reason')),
      claim:
        claimName === undefined
          ? undefined
          : `${textAt(wire, 'spec', 'claimRef', 'namespace') ?? ''}/${claimName}`,
      capacityBytes: parseUnits(valueAt(wire, 'spec', 'capacity', 'storage')),
      storageClass: textAt(wire, 'spec', 'storageClassName'),
      accessModes: accessModes(wire),
      reclaimPolicy: textAt(wire, 'spec', 'persistentVolumeReclaimPolicy'),
    };
  },
};

function phaseOf(wire: unknown, { deletedAtMs }: ObjectFacts): string {
  return deletedAtMs === undefined ? (textAt(wire, 'status', 'phase') ?? 'Unknown') : 'Terminating';
}

function accessModes(wire: unknown): readonly string[] {
  return listAt(wire, 'spec', 'accessModes').filter(mode => typeof mode === 'string');
}
