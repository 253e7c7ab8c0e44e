import { kinds } from '../../cluster/resource.ts';
import { isSameJson } from '../api/kubeObject.ts';
import type { Change } from '../api/store.ts';
import type { Condition, Workload } from '../api/wire.ts';
import { safeHash } from '../random.ts';
import { type ClusterAccess, controlledBy } from './clusterAccess.ts';
import { setCondition } from './conditions.ts';
import { type Controller, keyOf, ownerKeys, splitKey } from './controller.ts';

const revisionAnnotation = 'deployment.kubernetes.io/revision';

/** Rolls Deployments out: a ReplicaSet for each template, replicas moved over as `maxSurge` and `maxUnavailable` allow. */
export class Deployments implements Controller {
  readonly name = 'deployment';
  readonly #access: ClusterAccess;
  /** When a rollout last got on, by uid. */
  readonly #progress = new Map<string, { readonly sign: string; readonly atMs: number }>();

  constructor(access: ClusterAccess) {
    this.#access = access;
  }

  wake(change: Change): readonly string[] {
    if (change.object.kind === 'Deployment') return [keyOf(change.object)];
    return change.object.kind === 'ReplicaSet' ? ownerKeys(change, 'Deployment') : [];
  }

  reconcile(key: string): number | undefined {
    const deployment = this.#access.find<Workload>(kinds.deployments, ...splitKey(key));
    if (!deployment || deployment.metadata.deletionTimestamp) return undefined;
    const sets = this.#access.owned<Workload>(kinds.replicaSets, deployment);
    const known = sets.find(set => isSameTemplate(set, deployment));
    if (!deployment.spec.paused) {
      const current = known ?? this.#createSet(deployment, sets);
      const old = sets.filter(set => set.metadata.uid !== current.metadata.uid);
      this.#adoptRevision(deployment, current, old);
      this.#roll(deployment, current, old);
      this.#dropHistory(deployment, old);
    }
    return this.#report(deployment);
  }

  #createSet(deployment: Workload, sets: readonly Workload[]): Workload {
    const { template, selector } = deployment.spec;
    const hash = safeHash(JSON.stringify(template));
    const labels = { ...template.metadata?.labels, 'pod-template-hash': hash };
    return this.#access.create<Workload>(kinds.replicaSets, deployment.metadata.namespace, {
      metadata: {
        name: `${deployment.metadata.name}-${hash}`,
        labels,
        annotations: { [revisionAnnotation]: String(highestRevision(sets) + 1) },
        ownerReferences: [controlledBy(deployment)],
      },
      spec: {
        replicas: 0,
        selector: { ...selector, matchLabels: { ...selector.matchLabels, 'pod-template-hash': hash } },
        template: { ...template, metadata: { ...template.metadata, labels } },
      },
    });
  }

  /** A template that came back (a rollback) gets the newest revision number. */
  #adoptRevision(deployment: Workload, current: Workload, old: readonly Workload[]): void {
    let revision = Number(current.metadata.annotations?.[revisionAnnotation] ?? 1);
    if (revision <= highestRevision(old)) revision = highestRevision(old) + 1;
    const annotate = (draft: Workload) => {
      draft.metadata.annotations = { ...draft.metadata.annotations, [revisionAnnotation]: String(revision) };
    };
    if (current.metadata.annotations?.[revisionAnnotation] !== String(revision)) {
      this.#access.edit(kinds.replicaSets, current, annotate);
    }
    if (deployment.metadata.annotations?.[revisionAnnotation] !== String(revision)) {
      this.#access.edit(kinds.deployments, deployment, annotate);
    }
  }

  #roll(deployment: Workload, current: Workload, old: readonly Workload[]): void {
    const wanted = deployment.spec.replicas ?? 1;
    const sizeOf = (set: Workload) => set.spec.replicas ?? 0;
    const oldSize = old.reduce((sum, set) => sum + sizeOf(set), 0);
    if (deployment.spec.strategy?.type === 'Recreate') {
      for (const set of old) this.#scale(deployment, set, 0);
      const isEmpty = old.every(
        set => (set.status?.replicas ?? 0) + Number(set.status?.['terminatingReplicas'] ?? 0) === 0,
      );
      if (isEmpty) this.#scale(deployment, current, wanted);
      return;
    }
    const { maxSurge, maxUnavailable } = limitsOf(deployment, wanted);
    if (oldSize === 0) {
      this.#scale(deployment, current, wanted);
      return;
    }
    const grown = Math.min(
      wanted,
      sizeOf(current) + Math.max(0, wanted + maxSurge - oldSize - sizeOf(current)),
    );
    this.#scale(deployment, current, grown);
    // What was scaled down a moment ago may still be counted as available: never count more than is wanted.
    const availableOf = (set: Workload) => Math.min(sizeOf(set), set.status?.availableReplicas ?? 0);
    const available = [current, ...old].reduce((sum, set) => sum + availableOf(set), 0);
    let spare = Math.max(0, available - (wanted - maxUnavailable));
    for (const set of old) {
      // What does not run is missed by nobody.
      const idle = sizeOf(set) - availableOf(set);
      const fewer = Math.min(availableOf(set), spare);
      spare -= fewer;
      this.#scale(deployment, set, sizeOf(set) - idle - fewer);
    }
  }

  #scale(deployment: Workload, set: Workload, replicas: number): void {
    const before = set.spec.replicas ?? 0;
    if (before === replicas) return;
    this.#access.edit(kinds.replicaSets, set, draft => {
      draft.spec.replicas = replicas;
    });
    const message = `Scaled ${replicas > before ? 'up' : 'down'} replica set ${set.metadata.name} from ${before} to ${replicas}`;
    this.#access.record(deployment, 'deployment-controller', {
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      message,
    });
  }

  #dropHistory(deployment: Workload, old: readonly Workload[]): void {
    const idle = old.filter(set => set.spec.replicas === 0 && (set.status?.replicas ?? 0) === 0);
    const limit = deployment.spec.revisionHistoryLimit ?? 10;
    const oldestFirst = [...idle].sort((a, b) => revisionOf(a) - revisionOf(b));
    for (const set of oldestFirst.slice(0, Math.max(0, idle.length - limit)))
      this.#access.delete(kinds.replicaSets, set);
  }

  #report(deployment: Workload): number | undefined {
    const sets = this.#access.owned<Workload>(kinds.replicaSets, deployment);
    const current = sets.find(set => isSameTemplate(set, deployment));
    const wanted = deployment.spec.replicas ?? 1;
    const sum = (read: (set: Workload) => unknown) =>
      sets.reduce((total, set) => total + Number(read(set) ?? 0), 0);
    const counts = {
      replicas: sum(set => set.status?.replicas),
      updatedReplicas: current?.status?.replicas ?? 0,
      readyReplicas: sum(set => set.status?.readyReplicas),
      availableReplicas: sum(set => set.status?.availableReplicas),
      terminatingReplicas: sum(set => set.status?.['terminatingReplicas']),
    };
    const isComplete =
      counts.updatedReplicas === wanted && counts.replicas === wanted && counts.availableReplicas === wanted;
    const { progressing, againMs } = this.#progressOf(
      deployment,
      current,
      isComplete,
      JSON.stringify(counts),
    );
    const { maxUnavailable } = limitsOf(deployment, wanted);
    const available = availability(counts.availableReplicas >= wanted - maxUnavailable);
    const now = this.#access.objects.now();
    this.#access.editStatus(kinds.deployments, deployment, draft => {
      const conditions = [available, progressing].reduce<Condition[]>(
        (list, condition) => setCondition(list, { ...condition, lastUpdateTime: now }, now),
        [...(draft.status?.conditions ?? [])],
      );
      const missing = wanted - counts.availableReplicas;
      const isSame = isSameConditions(draft.status?.conditions, conditions);
      draft.status = {
        ...withoutZeros(counts),
        terminatingReplicas: counts.terminatingReplicas,
        ...(missing > 0 ? { unavailableReplicas: missing } : {}),
        observedGeneration: draft.metadata.generation ?? 1,
        conditions: isSame ? (draft.status?.conditions ?? conditions) : conditions,
      };
    });
    return againMs;
  }

  #progressOf(deployment: Workload, current: Workload | undefined, isComplete: boolean, sign: string) {
    const name = current?.metadata.name;
    const { uid } = deployment.metadata;
    const now = this.#access.clock.now();
    const marked = `${name} ${sign}`;
    const known = this.#progress.get(uid);
    const since = known?.sign === marked ? known.atMs : now;
    this.#progress.set(uid, { sign: marked, atMs: since });
    const base = { type: 'Progressing', status: 'True' } as const;
    if (deployment.spec.paused) {
      const why = { reason: 'DeploymentPaused', message: 'Deployment is paused' };
      return { progressing: { ...base, status: 'Unknown' as const, ...why }, againMs: undefined };
    }
    if (isComplete) {
      const message = `ReplicaSet "${name}" has successfully progressed.`;
      return { progressing: { ...base, reason: 'NewReplicaSetAvailable', message }, againMs: undefined };
    }
    const deadlineMs = (deployment.spec.progressDeadlineSeconds ?? 600) * 1000;
    const leftMs = deadlineMs - (now - since) * this.#access.clock.speed;
    if (leftMs <= 0) {
      const message = `ReplicaSet "${name}" has timed out progressing.`;
      return {
        progressing: { ...base, status: 'False' as const, reason: 'ProgressDeadlineExceeded', message },
        againMs: undefined,
      };
    }
    const message = `ReplicaSet "${name}" is progressing.`;
    return { progressing: { ...base, reason: 'ReplicaSetUpdated', message }, againMs: leftMs };
  }
}

/** A count of nothing is not written down. */
export function withoutZeros(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
}

function availability(isAvailable: boolean): Condition {
  return isAvailable
    ? {
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      }
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      };
}

function isSameConditions(old: readonly Condition[] | undefined, next: readonly Condition[]): boolean {
  const bare = (list: readonly Condition[]) => list.map(({ lastUpdateTime: _, ...condition }) => condition);
  return old !== undefined && isSameJson(bare(old), bare(next));
}

/** `maxSurge` rounds up, `maxUnavailable` down; both 0 would never move. */
function limitsOf(
  deployment: Workload,
  wanted: number,
): { readonly maxSurge: number; readonly maxUnavailable: number } {
  const { maxSurge = '25%', maxUnavailable = '25%' } = deployment.spec.strategy?.rollingUpdate ?? {};
  const part = (value: number | string) =>
    typeof value === 'number' ? value : (Number.parseFloat(value) / 100) * wanted;
  const surge = Math.ceil(part(maxSurge));
  const unavailable = Math.min(wanted, Math.floor(part(maxUnavailable)));
  return { maxSurge: surge, maxUnavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

function isSameTemplate(set: Workload, deployment: Workload): boolean {
  const { 'pod-template-hash': _, ...labels } = set.spec.template.metadata?.labels ?? {};
  return (
    isSameJson(labels, deployment.spec.template.metadata?.labels ?? {}) &&
    isSameJson(
      set.spec.template.metadata?.annotations ?? {},
      deployment.spec.template.metadata?.annotations ?? {},
    ) &&
    isSameJson(set.spec.template.spec, deployment.spec.template.spec)
  );
}

function revisionOf(set: Workload): number {
  return Number(set.metadata.annotations?.[revisionAnnotation] ?? 0);
}

function highestRevision(sets: readonly Workload[]): number {
  return Math.max(0, ...sets.map(revisionOf));
}
