import type { PodFacts } from '../cluster/pod.ts';
import { isTerminalPhase } from '../cluster/podStatus.ts';
import {
  addAmounts,
  gpuCount,
  noResources,
  type ResourceAmounts,
  subtractAmounts,
} from '../cluster/resourceAmounts.ts';
import { BucketIndex, type FactIndex } from './factIndex.ts';
import { byName } from './nameOrder.ts';
import type { Versions } from './sortedList.ts';

/** The pods of each node, those that asked for GPUs first, and what they take of it together. */
export class NodeLoads implements FactIndex<PodFacts> {
  readonly #pods: BucketIndex<PodFacts>;
  readonly #taken = new Map<string, ResourceAmounts>();
  readonly #versions: Versions;
  #version: number;

  constructor(versions: Versions) {
    this.#pods = new BucketIndex(pod => pod.nodeName, gpuPodsFirst, versions);
    this.#versions = versions;
    this.#version = versions.next();
  }

  /** Changes when any pod on any node changes. */
  get version(): number {
    return this.#version;
  }

  /** Changes when a pod on this node changes; 0 while there is none. */
  versionOf(node: string): number {
    return this.#pods.version(node);
  }

  countOn(node: string): number {
    return this.#pods.count(node);
  }

  podsOn(node: string): readonly PodFacts[] {
    return this.#pods.values(node);
  }

  /** The requests of the node's pods that have not ended. */
  takenOn(node: string): ResourceAmounts {
    return this.#taken.get(node) ?? noResources;
  }

  replace(before: PodFacts | undefined, after: PodFacts | undefined): void {
    if (before?.nodeName === undefined && after?.nodeName === undefined) return;
    this.#version = this.#versions.next();
    this.#pods.replace(before, after);
    // A change of status is by far the commonest change, and moves no resources.
    if (before?.nodeName === after?.nodeName && takes(before) === takes(after) && sameRequests(before, after))
      return;
    this.#count(before, subtractAmounts);
    this.#count(after, addAmounts);
  }

  #count(pod: PodFacts | undefined, combine: typeof addAmounts): void {
    if (pod?.nodeName === undefined) return;
    if (takes(pod)) this.#taken.set(pod.nodeName, combine(this.takenOn(pod.nodeName), pod.requests));
    if (!this.#pods.has(pod.nodeName)) this.#taken.delete(pod.nodeName);
  }
}

/** Does the pod hold what it asked for? One that has ended does not. */
function takes(pod: PodFacts | undefined): boolean {
  return pod !== undefined && !isTerminalPhase(pod.phase);
}

function sameRequests(a: PodFacts | undefined, b: PodFacts | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const [x, y] = [a.requests, b.requests];
  return (
    x.cpuMillis === y.cpuMillis &&
    x.memoryBytes === y.memoryBytes &&
    (x.gpus === y.gpus || JSON.stringify(x.gpus) === JSON.stringify(y.gpus))
  );
}

function gpuPodsFirst(a: PodFacts, b: PodFacts): number {
  const rank = (pod: PodFacts) => (gpuCount(pod.requests) > 0 ? 0 : 1);
  return rank(a) - rank(b) || byName(a, b);
}
