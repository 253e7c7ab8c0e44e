import type { PodFacts, WorkloadRef } from '../cluster/pod.ts';
import type { WorkloadFacts } from '../cluster/workload.ts';
import { BucketIndex, type FactIndex } from './factIndex.ts';
import { compareNames } from './nameOrder.ts';
import type { Versions } from './sortedList.ts';

/** A workload that is known by its own object, by its pods, or by both. */
export interface WorkloadName extends WorkloadRef {
  readonly namespace: string;
}

interface Known {
  readonly workload: WorkloadName;
  mentions: number;
}

/** Kinds that are shown between a namespace and its pods, in this order. */
const shownKinds: readonly string[] = ['Deployment', 'Rollout', 'StatefulSet', 'DaemonSet', 'ReplicaSet'];

/** A key that is unique over the workloads of a cluster: `namespace/kind/name`. */
export function workloadKey(namespace: string, { kind, name }: WorkloadRef): string {
  return `${namespace}/${kind}/${name}`;
}

/** Is the pod shown below a workload, and not by itself? */
export function hasShownWorkload(pod: PodFacts): boolean {
  return pod.workload !== undefined && shownKinds.includes(pod.workload.kind);
}

/**
 * The workloads of each namespace.
 *
 * A workload is named by its object and by each of its pods: so it is there as soon as one of them is, also where the
 * user may list the pods but not the Deployments.
 */
export class WorkloadNames {
  readonly #known = new Map<string, Known>();
  readonly byNamespace: BucketIndex<WorkloadName>;
  readonly ofPods: FactIndex<PodFacts>;
  readonly ofWorkloads: FactIndex<WorkloadFacts>;

  constructor(versions: Versions) {
    this.byNamespace = new BucketIndex(workload => workload.namespace, inShownOrder, versions);
    this.ofPods = { replace: (before, after) => this.#replace(nameOfPods(before), nameOfPods(after)) };
    this.ofWorkloads = { replace: (before, after) => this.#replace(nameOf(before), nameOf(after)) };
  }

  /** By {@link workloadKey}. */
  get(key: string): WorkloadName | undefined {
    return this.#known.get(key)?.workload;
  }

  #replace(before: WorkloadName | undefined, after: WorkloadName | undefined): void {
    const [oldKey, newKey] = [keyOf(before), keyOf(after)];
    if (oldKey === newKey) return;
    if (oldKey !== undefined) this.#forget(oldKey);
    if (newKey !== undefined && after !== undefined) this.#mention(newKey, after);
  }

  #mention(key: string, { namespace, kind, name }: WorkloadName): void {
    const known = this.#known.get(key);
    if (known !== undefined) {
      known.mentions += 1;
      return;
    }
    // A record of its own: the given one may be a large fact, which would be kept alive.
    const workload = { namespace, kind, name };
    this.#known.set(key, { workload, mentions: 1 });
    this.byNamespace.replace(undefined, workload);
  }

  #forget(key: string): void {
    const known = this.#known.get(key);
    if (known === undefined) return;
    known.mentions -= 1;
    if (known.mentions > 0) return;
    this.#known.delete(key);
    this.byNamespace.replace(known.workload, undefined);
  }
}

function nameOfPods(pod: PodFacts | undefined): WorkloadName | undefined {
  if (pod?.workload === undefined || !hasShownWorkload(pod)) return undefined;
  return { namespace: pod.namespace, ...pod.workload };
}

function nameOf(workload: WorkloadFacts | undefined): WorkloadName | undefined {
  return workload;
}

function keyOf(workload: WorkloadName | undefined): string | undefined {
  return workload === undefined ? undefined : workloadKey(workload.namespace, workload);
}

function inShownOrder(a: WorkloadName, b: WorkloadName): number {
  const rank = ({ kind }: WorkloadName) => shownKinds.indexOf(kind);
  return rank(a) - rank(b) || compareNames(a.name, b.name) || compareNames(a.namespace, b.namespace);
}
