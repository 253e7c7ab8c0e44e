import type { KubeObject } from './kubeObject.ts';
import { toWireTime } from './kubeObject.ts';
import type { Objects, WriteContext } from './objects.ts';
import { resourceNameOf, type ServedKind } from './servedKind.ts';
import { refusals, type Status } from './status.ts';
import type { Pod } from './wire.ts';

export interface DeletionOptions {
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
  readonly gracePeriodSeconds?: number;
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
  readonly dryRun?: boolean;
}

/** These finalizers stand for how the dependents are to be treated; the garbage collector takes them away. */
export const foregroundDeletion = 'foregroundDeletion';
export const orphanDependents = 'orphan';

/** Kinds whose deletion answers with the object rather than with a `Status`. */
const answeredWithObject = new Set([
  'Pod',
  'Service',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'ServiceAccount',
]);

/**
 * Deletes an object, or starts to: pods get their grace period, finalizers hold their object back, and a namespace ends
 * when it is empty. Answers what the server would.
 */
export function deleteObject(
  objects: Objects,
  kind: ServedKind,
  target: KubeObject,
  options: DeletionOptions,
): KubeObject | Status {
  checkPreconditions(kind, target, options.preconditions ?? {});
  const context: WriteContext = { manager: 'kube-apiserver', dryRun: options.dryRun ?? false };
  const ending = markedForDeletion(objects, kind, target, options);
  if (
    ending.metadata.finalizers?.length ||
    ending.metadata.deletionGracePeriodSeconds ||
    kind.kind === 'Namespace'
  ) {
    return objects.keep(kind, ending, context);
  }
  if (!options.dryRun) objects.store.remove(kind, target.metadata.namespace, target.metadata.name);
  return answeredWithObject.has(kind.kind) ? ending : successOf(kind, target);
}

function checkPreconditions(
  kind: ServedKind,
  target: KubeObject,
  { uid, resourceVersion }: NonNullable<DeletionOptions['preconditions']>,
): void {
  const { metadata } = target;
  if (uid && uid !== metadata.uid) throw refusals.otherUid(kind, metadata.name, uid, metadata.uid);
  if (resourceVersion && resourceVersion !== metadata.resourceVersion) {
    throw refusals.changedMeanwhile(resourceNameOf(kind), metadata.name);
  }
}

function markedForDeletion(
  objects: Objects,
  kind: ServedKind,
  target: KubeObject,
  options: DeletionOptions,
): KubeObject {
  const finalizers = finalizersFor(kind, target, options);
  const graceSeconds = graceOf(kind, target, options);
  const now = objects.clock.now();
  const isSooner = graceSeconds < (target.metadata.deletionGracePeriodSeconds ?? Number.POSITIVE_INFINITY);
  const ending: KubeObject = {
    ...target,
    metadata: {
      ...target.metadata,
      ...(isSooner
        ? {
            deletionTimestamp: toWireTime(now + graceSeconds * 1000),
            deletionGracePeriodSeconds: graceSeconds,
          }
        : {}),
      ...(finalizers.length > 0 || target.metadata.finalizers ? { finalizers } : {}),
    },
  };
  if (finalizers.length === 0) delete ending.metadata.finalizers;
  if (ending.metadata.generation !== undefined && !target.metadata.deletionTimestamp)
    ending.metadata.generation += 1;
  if (kind.kind !== 'Namespace') return ending;
  return { ...ending, status: { phase: 'Terminating' } };
}

function finalizersFor(kind: ServedKind, target: KubeObject, options: DeletionOptions): string[] {
  const kept = (target.metadata.finalizers ?? []).filter(
    name => name !== foregroundDeletion && name !== orphanDependents,
  );
  const propagation = options.propagationPolicy ?? defaultPropagation(kind, target);
  if (propagation === 'Foreground') return [...kept, foregroundDeletion];
  if (propagation === 'Orphan') return [...kept, orphanDependents];
  return kept;
}

/** Jobs leave their pods behind unless told otherwise, for the sake of old clients. */
function defaultPropagation(kind: ServedKind, target: KubeObject): DeletionOptions['propagationPolicy'] {
  if (target.metadata.finalizers?.includes(foregroundDeletion)) return 'Foreground';
  return kind.kind === 'Job' && !kind.isCustom ? 'Orphan' : 'Background';
}

function graceOf(kind: ServedKind, target: KubeObject, options: DeletionOptions): number {
  if (kind.kind !== 'Pod') return 0;
  const pod = target as Pod;
  const isOver = pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
  if (!pod.spec.nodeName || isOver) return 0;
  return options.gracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30;
}

function successOf(kind: ServedKind, target: KubeObject): Status {
  const { name, uid } = target.metadata;
  const group = kind.group ? { group: kind.group } : {};
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { name, ...group, kind: kind.plural, uid },
  };
}
