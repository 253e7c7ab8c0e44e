import { kinds } from '../../cluster/resource.ts';
import type { Change } from '../api/store.ts';
import type { Pod, Workload } from '../api/wire.ts';
import { type ClusterAccess, controlledBy } from './clusterAccess.ts';
import { isActive, isReady } from './conditions.ts';
import { type Controller, keyOf, ownerKeys, splitKey } from './controller.ts';
import { withoutZeros } from './deployments.ts';

/** Keeps as many pods as a ReplicaSet wishes for. */
export class ReplicaSets implements Controller {
  readonly name = 'replicaset';
  readonly #access: ClusterAccess;

  constructor(access: ClusterAccess) {
    this.#access = access;
  }

  wake(change: Change): readonly string[] {
    if (change.object.kind === 'ReplicaSet') return [keyOf(change.object)];
    return change.object.kind === 'Pod' ? ownerKeys(change, 'ReplicaSet') : [];
  }

  reconcile(key: string): undefined {
    const set = this.#access.find<Workload>(kinds.replicaSets, ...splitKey(key));
    if (!set || set.metadata.deletionTimestamp) return;
    const pods = this.#access.owned<Pod>(kinds.pods, set);
    const active = pods.filter(isActive);
    const missing = (set.spec.replicas ?? 1) - active.length;
    for (let count = 0; count < missing; count += 1) this.#createPod(set);
    if (missing < 0) for (const pod of leastUseful(active).slice(0, -missing)) this.#deletePod(set, pod);
    this.#report(set, active, pods.length - active.length);
  }

  #createPod(set: Workload): void {
    const { metadata = {}, spec } = set.spec.template;
    const pod = this.#access.create<Pod>(kinds.pods, set.metadata.namespace, {
      metadata: {
        generateName: `${set.metadata.name}-`,
        labels: metadata.labels,
        annotations: metadata.annotations,
        ownerReferences: [controlledBy(set)],
      },
      spec,
    });
    const message = `Created pod: ${pod.metadata.name}`;
    this.#access.record(set, 'replicaset-controller', {
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message,
    });
  }

  #deletePod(set: Workload, pod: Pod): void {
    this.#access.delete(kinds.pods, pod);
    const message = `Deleted pod: ${pod.metadata.name}`;
    this.#access.record(set, 'replicaset-controller', {
      type: 'Normal',
      reason: 'SuccessfulDelete',
      message,
    });
  }

  #report(set: Workload, active: readonly Pod[], terminating: number): void {
    const ready = active.filter(isReady).length;
    this.#access.editStatus(kinds.replicaSets, set, draft => {
      draft.status = {
        ...withoutZeros({
          fullyLabeledReplicas: active.length,
          readyReplicas: ready,
          availableReplicas: ready,
        }),
        replicas: active.length,
        terminatingReplicas: terminating,
        observedGeneration: draft.metadata.generation ?? 1,
      };
    });
  }
}

/** Pods that are not ready go first, then the youngest. */
export function leastUseful(pods: readonly Pod[]): readonly Pod[] {
  const rank = (pod: Pod) => (isReady(pod) ? 2 : pod.spec.nodeName ? 1 : 0);
  return [...pods].sort(
    (a, b) => rank(a) - rank(b) || b.metadata.creationTimestamp.localeCompare(a.metadata.creationTimestamp),
  );
}
