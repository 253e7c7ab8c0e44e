import { type ContainerFacts, readContainers } from './container.ts';
import { annotationOf, labelOf, readMetadata } from './metadata.ts';
import type { FactKind, ObjectFacts } from './objectFacts.ts';
import { podRequests } from './podRequests.ts';
import { type PodStatusFacts, podStatus } from './podStatus.ts';
import { defaultContainer, type PodTie, podTie } from './podTie.ts';
import { kinds, type WireObject } from './resource.ts';
import type { ResourceAmounts } from './resourceAmounts.ts';
import { listAt, recordAt, sharedText, shortText, textAt, timeAt } from './wireReader.ts';

/** What Timonel keeps of a pod. */
export interface PodFacts extends ObjectFacts, PodStatusFacts {
  /** `Pending`, `Running`, `Succeeded`, `Failed`, `Unknown`; empty where the server said none. */
  readonly phase: string;
  /** Why the pod does not run: the scheduler's words, or those of the first container that waits or failed. */
  readonly problem: string | undefined;
  /** Absent until the scheduler has found a node. */
  readonly nodeName: string | undefined;
  readonly podIp: string | undefined;
  readonly startedAtMs: number | undefined;
  /** What the scheduler reserves for the pod. */
  readonly requests: ResourceAmounts;
  readonly containers: readonly ContainerFacts[];
  /** The container to show the log of first; absent for a pod without containers. */
  readonly defaultContainer: string | undefined;
  readonly tie: PodTie | undefined;
  /** The workload above the pod's owner: the Deployment of its ReplicaSet, or the owner itself. */
  readonly workload: WorkloadRef | undefined;
  /** The pod's index in an indexed Job. */
  readonly completionIndex: number | undefined;
}

/** Names a workload within its namespace. */
export interface WorkloadRef {
  readonly kind: string;
  readonly name: string;
}

export const podKind: FactKind<PodFacts> = {
  resource: kinds.pods,
  toFacts(wire) {
    const metadata = readMetadata(wire);
    const status = podStatus(wire);
    const containers = readContainers(wire);
    const mainNames = containers.filter(container => container.role === 'main').map(({ name }) => name);
    // Every field by its name: an object that is spread together takes twice the room.
    const facts: Mutable<PodFacts> = {
      uid: metadata.uid,
      namespace: metadata.namespace,
      name: metadata.name,
      resourceVersion: metadata.resourceVersion,
      createdAtMs: metadata.createdAtMs,
      status: status.status,
      readyCount: status.readyCount,
      containerCount: status.containerCount,
      restartCount: status.restartCount,
      lastRestartAtMs: status.lastRestartAtMs,
      phase: textAt(wire, 'status', 'phase') ?? '',
      problem: shortText(problemOf(wire, containers)),
      nodeName: sharedText(textAt(wire, 'spec', 'nodeName')),
      podIp: textAt(wire, 'status', 'podIP'),
      startedAtMs: timeAt(wire, 'status', 'startTime'),
      requests: podRequests(recordAt(wire, 'spec')),
      containers,
      defaultContainer: defaultContainer(wire, mainNames, status.status),
      tie: podTie(wire),
      workload: workloadOf(wire, metadata),
      completionIndex: completionIndexOf(wire),
    };
    if (metadata.owner !== undefined) facts.owner = metadata.owner;
    if (metadata.deletedAtMs !== undefined) facts.deletedAtMs = metadata.deletedAtMs;
    return facts;
  },
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * The pod's workload without asking for its ReplicaSet: a Deployment names its ReplicaSets `<deployment>-<hash>` and
 * puts the hash on their pods as a label, and Argo's Rollout does likewise.
 */
function workloadOf(wire: WireObject, { owner }: ObjectFacts): WorkloadRef | undefined {
  if (owner === undefined) return undefined;
  if (owner.kind === 'ReplicaSet') {
    const deployment = withoutHash(owner.name, labelOf(wire, 'pod-template-hash'));
    if (deployment !== undefined) return { kind: 'Deployment', name: deployment };
    const rollout = withoutHash(owner.name, labelOf(wire, 'rollouts-pod-template-hash'));
    if (rollout !== undefined) return { kind: 'Rollout', name: rollout };
  }
  return owner;
}

function withoutHash(name: string, hash: string | undefined): string | undefined {
  if (hash === undefined || !name.endsWith(`-${hash}`)) return undefined;
  return sharedText(name.slice(0, -hash.length - 1));
}

/** The most telling sentence that the cluster has about a pod that is not well. */
function problemOf(wire: WireObject, containers: readonly ContainerFacts[]): string | undefined {
  const unscheduled = listAt(wire, 'status', 'conditions').find(
    condition => textAt(condition, 'type') === 'PodScheduled' && textAt(condition, 'status') === 'False',
  );
  const unhappy = containers.find(
    container =>
      container.message !== undefined &&
      (container.state === 'waiting' || (container.state === 'terminated' && container.exitCode !== 0)),
  );
  return (
    textAt(unscheduled, 'message') ??
    textAt(unscheduled, 'reason') ??
    textAt(wire, 'status', 'message') ??
    unhappy?.message
  );
}

function completionIndexOf(wire: WireObject): number | undefined {
  const name = 'batch.kubernetes.io/job-completion-index';
  const text = annotationOf(wire, name) ?? labelOf(wire, name);
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
