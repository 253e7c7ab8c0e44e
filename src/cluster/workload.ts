import { labelOf, readMetadata } from './metadata.ts';
import type { FactKind, ObjectFacts } from './objectFacts.ts';
import { kinds, type ResourceKind, type WireObject } from './resource.ts';
import { flagAt, listAt, numberAt, recordAt, shortText, textAt } from './wireReader.ts';

/** What Timonel keeps of a Deployment, StatefulSet, DaemonSet or ReplicaSet. */
export interface WorkloadFacts extends ObjectFacts {
  readonly kind: WorkloadKindName;
  /** Pods that should run. */
  readonly wantedCount: number;
  readonly readyCount: number;
  /** Pods of the newest template. */
  readonly updatedCount: number;
  readonly availableCount: number;
  readonly isPaused: boolean;
  /** Has the controller seen the newest spec? Until then the counts are of the one before. */
  readonly isObserved: boolean;
  /** Why it does not get on, in the words of its conditions. */
  readonly problem: string | undefined;
  readonly containers: readonly TemplateContainer[];
  /** The label `timonel/model` of the object: the name of the model that it serves. */
  readonly modelName: string | undefined;
}

export type WorkloadKindName = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'ReplicaSet';

/** A container of the pod template. */
export interface TemplateContainer {
  readonly name: string;
  readonly image: string;
  readonly ports: readonly number[];
}

export const deploymentKind = workloadKind('Deployment', kinds.deployments);
export const statefulSetKind = workloadKind('StatefulSet', kinds.statefulSets);
export const daemonSetKind = workloadKind('DaemonSet', kinds.daemonSets);
export const replicaSetKind = workloadKind('ReplicaSet', kinds.replicaSets);

function workloadKind(kind: WorkloadKindName, resource: ResourceKind): FactKind<WorkloadFacts> {
  return { resource, toFacts: wire => readWorkload(kind, wire) };
}

function readWorkload(kind: WorkloadKindName, wire: WireObject): WorkloadFacts {
  const status = recordAt(wire, 'status');
  const counts = kind === 'DaemonSet' ? daemonCounts(status) : replicaCounts(wire, status);
  const generation = numberAt(wire, 'metadata', 'generation') ?? 0;
  return {
    ...readMetadata(wire),
    kind,
    ...counts,
    isPaused: flagAt(wire, 'spec', 'paused'),
    isObserved: (numberAt(status, 'observedGeneration') ?? generation) >= generation,
    problem: shortText(problemOf(status)),
    containers: listAt(wire, 'spec', 'template', 'spec', 'containers').map(readTemplateContainer),
    modelName: labelOf(wire, 'timonel/model'),
  };
}

function daemonCounts(status: unknown) {
  return {
    wantedCount: numberAt(status, 'desiredNumberScheduled') ?? 0,
    readyCount: numberAt(status, 'numberReady') ?? 0,
    updatedCount: numberAt(status, 'updatedNumberScheduled') ?? 0,
    availableCount: numberAt(status, 'numberAvailable') ?? 0,
  };
}

// A missing spec.replicas means 1: the API server fills it in, a half-made object lacks it.
function replicaCounts(wire: WireObject, status: unknown) {
  const readyCount = numberAt(status, 'readyReplicas') ?? 0;
  return {
    wantedCount: numberAt(wire, 'spec', 'replicas') ?? 1,
    readyCount,
    updatedCount: numberAt(status, 'updatedReplicas') ?? 0,
    availableCount: numberAt(status, 'availableReplicas') ?? 0,
  };
}

/** The conditions that tell of trouble; a Deployment's `Available` alone is said by the counts already. */
function problemOf(status: unknown): string | undefined {
  const conditions = listAt(status, 'conditions');
  const failure = conditions.find(
    condition => textAt(condition, 'type') === 'ReplicaFailure' && textAt(condition, 'status') === 'True',
  );
  const stuck = conditions.find(
    condition => textAt(condition, 'type') === 'Progressing' && textAt(condition, 'status') === 'False',
  );
  const found = failure ?? stuck;
  return textAt(found, 'message') ?? textAt(found, 'reason');
}

function readTemplateContainer(container: unknown): TemplateContainer {
  return {
    name: textAt(container, 'name') ?? '',
    image: textAt(container, 'image') ?? '',
    ports: listAt(container, 'ports').flatMap(port => numberAt(port, 'containerPort') ?? []),
  };
}
