import { kinds } from '../../cluster/resource.ts';
import { matcherOf } from '../api/labelSelector.ts';
import type { Change } from '../api/store.ts';
import type { Node, Pod, Workload } from '../api/wire.ts';
import { safeHash } from '../random.ts';
import { type ClusterAccess, controlledBy } from './clusterAccess.ts';
import { isFinished, isReady } from './conditions.ts';
import { type Controller, keyOf, ownerKeys, splitKey } from './controller.ts';

/** Keeps one pod on every node that the template's selector and tolerations allow, cordoned ones too. */
export class DaemonSets implements Controller {
  readonly name = 'daemonset';
  readonly #access: ClusterAccess;

  constructor(access: ClusterAccess) {
    this.#access = access;
  }

  wake(change: Change): readonly string[] {
    if (change.object.kind === 'DaemonSet') return [keyOf(change.object)];
    if (change.object.kind === 'Node' && change.type !== 'MODIFIED') {
      return this.#access.list(kinds.daemonSets).map(keyOf);
    }
    return change.object.kind === 'Pod' ? ownerKeys(change, 'DaemonSet') : [];
  }

  reconcile(key: string): undefined {
    const set = this.#access.find<Workload>(kinds.daemonSets, ...splitKey(key));
    if (!set || set.metadata.deletionTimestamp) return;
    const hash = safeHash(JSON.stringify(set.spec.template));
    const nodes = this.#access.list<Node>(kinds.nodes).filter(node => isMeantFor(set, node));
    const pods = this.#access.owned<Pod>(kinds.pods, set);
    for (const node of nodes) {
      const pod = pods.find(one => one.spec.nodeName === node.metadata.name);
      if (!pod) this.#createPod(set, node, hash);
      else if (isFinished(pod) && !pod.metadata.deletionTimestamp) this.#access.delete(kinds.pods, pod);
    }
    const names = new Set(nodes.map(node => node.metadata.name));
    for (const pod of pods) if (!names.has(pod.spec.nodeName ?? '')) this.#access.delete(kinds.pods, pod);
    this.#replaceOutdated(pods, hash);
    this.#report(set, nodes.length, hash);
  }

  /** A new template reaches the nodes one by one. */
  #replaceOutdated(pods: readonly Pod[], hash: string): void {
    const isCalm = pods.every(isReady);
    const outdated = pods.find(pod => pod.metadata.labels?.['controller-revision-hash'] !== hash);
    if (isCalm && outdated) this.#access.delete(kinds.pods, outdated);
  }

  #createPod(set: Workload, node: Node, hash: string): void {
    const { metadata = {}, spec } = set.spec.template;
    const exists = (key: string, effect: string) => ({
      key: `node.kubernetes.io/${key}`,
      operator: 'Exists',
      effect,
    });
    const pod = this.#access.create<Pod>(kinds.pods, set.metadata.namespace, {
      metadata: {
        generateName: `${set.metadata.name}-`,
        labels: { ...metadata.labels, 'controller-revision-hash': hash, 'pod-template-generation': '1' },
        annotations: metadata.annotations,
        ownerReferences: [controlledBy(set)],
      },
      spec: {
        ...spec,
        nodeName: node.metadata.name,
        tolerations: [
          ...(spec.tolerations ?? []),
          exists('not-ready', 'NoExecute'),
          exists('unreachable', 'NoExecute'),
          exists('disk-pressure', 'NoSchedule'),
          exists('memory-pressure', 'NoSchedule'),
          exists('unschedulable', 'NoSchedule'),
        ],
      },
    });
    const message = `Created pod: ${pod.metadata.name}`;
    this.#access.record(set, 'daemonset-controller', { type: 'Normal', reason: 'SuccessfulCreate', message });
  }

  #report(set: Workload, desired: number, hash: string): void {
    const pods = this.#access.owned<Pod>(kinds.pods, set).filter(pod => !pod.metadata.deletionTimestamp);
    const ready = pods.filter(isReady).length;
    const updated = pods.filter(pod => pod.metadata.labels?.['controller-revision-hash'] === hash).length;
    this.#access.editStatus(kinds.daemonSets, set, draft => {
      draft.status = {
        currentNumberScheduled: pods.length,
        desiredNumberScheduled: desired,
        numberReady: ready,
        numberAvailable: ready,
        numberMisscheduled: 0,
        ...(desired > ready ? { numberUnavailable: desired - ready } : {}),
        updatedNumberScheduled: updated,
        observedGeneration: draft.metadata.generation ?? 1,
      };
    });
  }
}

function isMeantFor(set: Workload, node: Node): boolean {
  const { nodeSelector = {}, tolerations = [] } = set.spec.template.spec;
  const isTolerated = (node.spec.taints ?? []).every(
    ({ key, effect }) =>
      key.startsWith('node.kubernetes.io/') ||
      effect === 'PreferNoSchedule' ||
      tolerations.some(one => !one.key || one.key === key),
  );
  return isTolerated && matcherOf({ matchLabels: nodeSelector })(node.metadata.labels ?? {});
}
