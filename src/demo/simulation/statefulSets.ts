import { kinds } from '../../cluster/resource.ts';
import type { Change } from '../api/store.ts';
import type { Pod, Workload } from '../api/wire.ts';
import { safeHash } from '../random.ts';
import { type ClusterAccess, controlledBy } from './clusterAccess.ts';
import { isFinished, isReady } from './conditions.ts';
import { type Controller, keyOf, ownerKeys, splitKey } from './controller.ts';

const revisionLabel = 'controller-revision-hash';

/** Keeps numbered pods: one after the other up, the last first down, the last first over to a new template. */
export class StatefulSets implements Controller {
  readonly name = 'statefulset';
  readonly #access: ClusterAccess;

  constructor(access: ClusterAccess) {
    this.#access = access;
  }

  wake(change: Change): readonly string[] {
    if (change.object.kind === 'StatefulSet') return [keyOf(change.object)];
    return change.object.kind === 'Pod' ? ownerKeys(change, 'StatefulSet') : [];
  }

  reconcile(key: string): undefined {
    const set = this.#access.find<Workload>(kinds.statefulSets, ...splitKey(key));
    if (!set || set.metadata.deletionTimestamp) return;
    const revision = `${set.metadata.name}-${safeHash(JSON.stringify(set.spec.template))}`;
    const pods = this.#access.owned<Pod>(kinds.pods, set);
    this.#step(set, pods, revision);
    this.#report(set, revision);
  }

  /** One change at a time, unless the pods are managed in parallel. */
  #step(set: Workload, pods: readonly Pod[], revision: string): void {
    const wanted = set.spec.replicas ?? 1;
    const isParallel = set.spec['podManagementPolicy'] === 'Parallel';
    const byOrdinal = new Map(pods.map(pod => [ordinalOf(pod), pod]));
    for (let ordinal = 0; ordinal < wanted; ordinal += 1) {
      const pod = byOrdinal.get(ordinal);
      if (pod && isFinished(pod) && !pod.metadata.deletionTimestamp) this.#access.delete(kinds.pods, pod);
      else if (!pod) this.#createPod(set, ordinal, revision);
      else if (isReady(pod)) continue;
      if (!isParallel) return;
    }
    const surplus = [...byOrdinal].filter(([ordinal]) => ordinal >= wanted).sort(([a], [b]) => b - a);
    const [last] = surplus;
    if (last) {
      if (!last[1].metadata.deletionTimestamp) this.#access.delete(kinds.pods, last[1]);
      return;
    }
    const outdated = pods
      .filter(pod => pod.metadata.labels?.[revisionLabel] !== revision)
      .sort((a, b) => ordinalOf(b) - ordinalOf(a))[0];
    if (outdated && !outdated.metadata.deletionTimestamp) this.#access.delete(kinds.pods, outdated);
  }

  #createPod(set: Workload, ordinal: number, revision: string): void {
    const { metadata = {}, spec } = set.spec.template;
    const name = `${set.metadata.name}-${ordinal}`;
    const volumes = (set.spec.volumeClaimTemplates ?? []).map(template => {
      const claimName = `${template.metadata.name}-${name}`;
      this.#createClaim(set, template, claimName);
      return { name: template.metadata.name, persistentVolumeClaim: { claimName } };
    });
    this.#access.create<Pod>(kinds.pods, set.metadata.namespace, {
      metadata: {
        name,
        labels: {
          ...metadata.labels,
          'apps.kubernetes.io/pod-index': String(ordinal),
          [revisionLabel]: revision,
          'statefulset.kubernetes.io/pod-name': name,
        },
        annotations: metadata.annotations,
        ownerReferences: [controlledBy(set)],
      },
      spec: {
        ...spec,
        hostname: name,
        subdomain: set.spec.serviceName,
        volumes: [...(spec.volumes ?? []), ...volumes],
      },
    });
    const message = `create Pod ${name} in StatefulSet ${set.metadata.name} successful`;
    this.#access.record(set, 'statefulset-controller', {
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message,
    });
  }

  #createClaim(
    set: Workload,
    template: NonNullable<Workload['spec']['volumeClaimTemplates']>[number],
    name: string,
  ): void {
    if (this.#access.find(kinds.persistentVolumeClaims, set.metadata.namespace, name)) return;
    this.#access.create(kinds.persistentVolumeClaims, set.metadata.namespace, {
      metadata: { name, labels: set.spec.selector.matchLabels },
      spec: template.spec,
    });
  }

  #report(set: Workload, revision: string): void {
    const pods = this.#access.owned<Pod>(kinds.pods, set).filter(pod => !pod.metadata.deletionTimestamp);
    const updated = pods.filter(pod => pod.metadata.labels?.[revisionLabel] === revision).length;
    const ready = pods.filter(isReady).length;
    this.#access.editStatus(kinds.statefulSets, set, draft => {
      const isRolledOut = updated === pods.length;
      const currentRevision = isRolledOut
        ? revision
        : ((draft.status?.['currentRevision'] as string) ?? revision);
      draft.status = {
        ...draft.status,
        replicas: pods.length,
        readyReplicas: ready,
        availableReplicas: ready,
        currentReplicas: isRolledOut ? pods.length : pods.length - updated,
        updatedReplicas: updated,
        currentRevision,
        updateRevision: revision,
        collisionCount: 0,
        observedGeneration: draft.metadata.generation ?? 1,
      };
    });
  }
}

function ordinalOf(pod: Pod): number {
  return Number(/-(\d+)$/.exec(pod.metadata.name)?.[1] ?? -1);
}
