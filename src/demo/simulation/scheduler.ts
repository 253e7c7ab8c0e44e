import { kinds } from '../../cluster/resource.ts';
import type { Change } from '../api/store.ts';
import type { Node, Pod, Toleration } from '../api/wire.ts';
import type { ClusterAccess } from './clusterAccess.ts';
import { isFinished, setCondition } from './conditions.ts';
import { type Controller, keyOf, splitKey } from './controller.ts';
import { amountOf } from './quantity.ts';

/** A pod that found no node is looked at again after so long. */
const retryMs = 300_000;

/** Finds nodes for pods by what they ask for, and says in the real scheduler's words why there is none. */
export class Scheduler implements Controller {
  readonly name = 'scheduler';
  readonly #access: ClusterAccess;
  readonly #refusedAtMs = new Map<string, number>();

  constructor(access: ClusterAccess) {
    this.#access = access;
  }

  wake(change: Change): readonly string[] {
    const { kind } = change.object;
    if (kind === 'Pod' && change.type !== 'DELETED') {
      const pod = change.object as Pod;
      if (isWaiting(pod)) return [keyOf(pod)];
      if (!isFinished(pod)) return [];
    } else if (kind !== 'Pod' && kind !== 'Node' && kind !== 'PersistentVolumeClaim') return [];
    // Room may have come free, or a node, or a claim been bound.
    return this.#access.list<Pod>(kinds.pods).filter(isWaiting).map(keyOf);
  }

  reconcile(key: string): number | undefined {
    const pod = this.#access.find<Pod>(kinds.pods, ...splitKey(key));
    if (!pod || !isWaiting(pod)) return undefined;
    const missing = this.#missingClaim(pod);
    if (missing) return this.#refuse(pod, missing);
    const nodes = this.#access.list<Node>(kinds.nodes);
    const reasons = nodes.map(node => this.#reasonAgainst(pod, node));
    const open = nodes.filter((_, index) => reasons[index] === undefined);
    const chosen = open.sort((a, b) => this.#load(a) - this.#load(b))[0];
    if (!chosen) return this.#refuse(pod, wordsFor(nodes.length, reasons as string[]));
    this.#bind(pod, chosen);
    return undefined;
  }

  #bind(pod: Pod, node: Node): void {
    const now = this.#access.objects.now();
    this.#access.edit(
      kinds.pods,
      pod,
      draft => {
        draft.spec.nodeName = node.metadata.name;
      },
      'kube-scheduler',
    );
    this.#access.editStatus(
      kinds.pods,
      pod,
      draft => {
        const condition = { type: 'PodScheduled', status: 'True', lastProbeTime: null } as const;
        draft.status = {
          ...draft.status,
          conditions: setCondition(draft.status?.conditions, condition, now),
        };
      },
      'kube-scheduler',
    );
    this.#access.record(pod, 'default-scheduler', {
      type: 'Normal',
      reason: 'Scheduled',
      message: `Successfully assigned ${pod.metadata.namespace}/${pod.metadata.name} to ${node.metadata.name}`,
    });
  }

  /** Says so once, and again every few minutes for as long as it stays so. */
  #refuse(pod: Pod, message: string): number {
    const { uid } = pod.metadata;
    const known = pod.status?.conditions?.find(({ type }) => type === 'PodScheduled');
    const { clock } = this.#access;
    const leftMs = (this.#refusedAtMs.get(uid) ?? 0) + retryMs - clock.now();
    if (known?.message === message && leftMs > 0) return leftMs * clock.speed;
    this.#refusedAtMs.set(uid, clock.now());
    const now = this.#access.objects.now();
    this.#access.editStatus(
      kinds.pods,
      pod,
      draft => {
        const condition = {
          type: 'PodScheduled',
          status: 'False',
          lastProbeTime: null,
          reason: 'Unschedulable',
          message,
        } as const;
        draft.status = {
          ...draft.status,
          conditions: setCondition(draft.status?.conditions, condition, now),
        };
      },
      'kube-scheduler',
    );
    this.#access.record(pod, 'default-scheduler', { type: 'Warning', reason: 'FailedScheduling', message });
    return retryMs;
  }

  #missingClaim(pod: Pod): string | undefined {
    for (const { persistentVolumeClaim } of pod.spec.volumes ?? []) {
      const name = persistentVolumeClaim?.claimName;
      if (!name) continue;
      const claim = this.#access.find(kinds.persistentVolumeClaims, pod.metadata.namespace, name);
      const all = `0/${this.#access.list(kinds.nodes).length} nodes are available`;
      if (!claim) return `${all}: persistentvolumeclaim "${name}" not found. not found`;
      if ((claim.status as { phase?: string }).phase !== 'Bound') {
        return `${all}: pod has unbound immediate PersistentVolumeClaims. not found`;
      }
    }
    return undefined;
  }

  #reasonAgainst(pod: Pod, node: Node): string | undefined {
    const tolerations = pod.spec.tolerations ?? [];
    if (
      node.spec.unschedulable &&
      !tolerations.some(({ key }) => key === 'node.kubernetes.io/unschedulable')
    ) {
      return 'node(s) were unschedulable';
    }
    const labels = node.metadata.labels ?? {};
    const misfit = Object.entries(pod.spec.nodeSelector ?? {}).some(([key, value]) => labels[key] !== value);
    if (misfit) return "node(s) didn't match Pod's node affinity/selector";
    const taint = node.spec.taints?.find(
      ({ key, value, effect }) =>
        effect !== 'PreferNoSchedule' && !tolerations.some(one => tolerates(one, key, value, effect)),
    );
    if (taint) return `node(s) had untolerated taint(s)`;
    const free = this.#freeOn(node);
    const lacking = Object.entries(requestsOf(pod)).find(
      ([name, amount]) => amount > 0 && amount > (free[name] ?? 0),
    );
    if (!lacking) return undefined;
    return `Insufficient ${lacking[0]}`;
  }

  #freeOn(node: Node): Record<string, number> {
    const allocatable = node.status?.allocatable ?? {};
    const free = Object.fromEntries(
      Object.entries(allocatable).map(([name, value]) => [name, amountOf(value)]),
    );
    for (const pod of this.#podsOn(node)) {
      for (const [name, amount] of Object.entries(requestsOf(pod))) free[name] = (free[name] ?? 0) - amount;
    }
    return free;
  }

  #podsOn(node: Node): readonly Pod[] {
    return this.#access
      .list<Pod>(kinds.pods)
      .filter(pod => pod.spec.nodeName === node.metadata.name && !isFinished(pod));
  }

  /** Pods spread: the node with the smallest part of its processors taken comes first, nodes with GPUs last. */
  #load(node: Node): number {
    const allocatable = node.status?.allocatable ?? {};
    const all = amountOf(allocatable['cpu']) || 1;
    const hasGpu = Object.keys(allocatable).some(name => name.startsWith('nvidia.com/'));
    return 1 - (this.#freeOn(node)['cpu'] ?? 0) / all + (hasGpu ? 1 : 0);
  }
}

function isWaiting(pod: Pod): boolean {
  return !pod.spec.nodeName && !pod.metadata.deletionTimestamp && !isFinished(pod);
}

function tolerates(one: Toleration, key: string, value: string | undefined, effect: string): boolean {
  if (one.effect && one.effect !== effect) return false;
  if (one.key && one.key !== key) return false;
  return one.operator === 'Exists' || (one.value ?? '') === (value ?? '');
}

/** What a pod asks for: the sum over its containers, or one init container's need where that is more; one pod. */
export function requestsOf(pod: Pod): Record<string, number> {
  const total: Record<string, number> = { pods: 1 };
  for (const { resources } of pod.spec.containers) {
    for (const [name, value] of Object.entries(resources?.requests ?? {})) {
      total[name] = (total[name] ?? 0) + amountOf(value);
    }
  }
  for (const { resources } of pod.spec.initContainers ?? []) {
    for (const [name, value] of Object.entries(resources?.requests ?? {})) {
      total[name] = Math.max(total[name] ?? 0, amountOf(value));
    }
  }
  return total;
}

function wordsFor(nodes: number, reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const list = [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(', ');
  const insufficient = reasons.filter(reason => reason.startsWith('Insufficient')).length;
  const preemption = [
    ...(insufficient > 0 ? [`${insufficient} No preemption victims found for incoming pod`] : []),
    ...(nodes > insufficient ? [`${nodes - insufficient} Preemption is not helpful for scheduling`] : []),
  ].join(', ');
  return `0/${nodes} nodes are available: ${list}. no new claims to deallocate, preemption: 0/${nodes} nodes are available: ${preemption}.`;
}
