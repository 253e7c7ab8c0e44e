import type { WireObject } from '../cluster/resource.ts';
import { listAt, numberAt, textAt } from '../cluster/wireReader.ts';
import { daemonSetKind, deploymentKind, statefulSetKind, type WorkloadFacts } from '../cluster/workload.ts';
import { podTrouble } from './podReadiness.ts';
import type { Readiness, Surroundings } from './readinessVerdict.ts';

/**
 * Judges a Deployment as `kubectl rollout status` does: every replica of the newest template is there and available,
 * and none of the old ones is left. It has failed when its controller says that the deadline is exceeded.
 */
export function deploymentReadiness(wire: WireObject, { pods }: Surroundings): Readiness {
  const facts = deploymentKind.toFacts(wire);
  if (!hasBeenSeen(wire)) return notSeen;
  if (facts.isPaused) return { kind: 'ready', note: 'the rollout is paused' };
  const progressing = listAt(wire, 'status', 'conditions').find(
    item => textAt(item, 'type') === 'Progressing',
  );
  if (textAt(progressing, 'reason') === 'ProgressDeadlineExceeded') {
    return { kind: 'failed', why: troubleOf(pods) ?? textAt(progressing, 'message') ?? 'deadline exceeded' };
  }
  const total = numberAt(wire, 'status', 'replicas') ?? 0;
  const { wantedCount: wanted, updatedCount: updated, availableCount: available } = facts;
  if (updated < wanted) return waiting(`${updated} of ${wanted} pods are made`, facts, pods);
  if (total > updated) return waiting(`${total - updated} old pods are still there`, facts, pods);
  if (available < updated) return waiting(`${available} of ${wanted} pods are available`, facts, pods);
  return { kind: 'ready' };
}

/** Judges a StatefulSet: every replica ready, and of the newest revision unless a partition or `OnDelete` holds it back. */
export function statefulSetReadiness(wire: WireObject, { pods }: Surroundings): Readiness {
  const facts = statefulSetKind.toFacts(wire);
  if (!hasBeenSeen(wire)) return notSeen;
  const { wantedCount: wanted, readyCount: ready, updatedCount: updated } = facts;
  if (ready < wanted) return waiting(`${ready} of ${wanted} pods are ready`, facts, pods);
  if (textAt(wire, 'spec', 'updateStrategy', 'type') === 'OnDelete') return { kind: 'ready' };
  const partition = numberAt(wire, 'spec', 'updateStrategy', 'rollingUpdate', 'partition') ?? 0;
  const due = Math.max(0, wanted - partition);
  const isSettled =
    textAt(wire, 'status', 'updateRevision') === textAt(wire, 'status', 'currentRevision') || updated >= due;
  return isSettled ? { kind: 'ready' } : waiting(`${updated} of ${due} pods are updated`, facts, pods);
}

/** Judges a DaemonSet: updated and available on every node that wants it. */
export function daemonSetReadiness(wire: WireObject, { pods }: Surroundings): Readiness {
  const facts = daemonSetKind.toFacts(wire);
  if (!hasBeenSeen(wire)) return notSeen;
  const { wantedCount: wanted, updatedCount: updated, availableCount: available } = facts;
  const isOnDelete = textAt(wire, 'spec', 'updateStrategy', 'type') === 'OnDelete';
  if (!isOnDelete && updated < wanted)
    return waiting(`${updated} of ${wanted} pods are updated`, facts, pods);
  if (available < wanted) return waiting(`${available} of ${wanted} pods are available`, facts, pods);
  return { kind: 'ready' };
}

const notSeen: Readiness = { kind: 'waiting', why: 'the controller has not seen the change yet' };

/** A status without a generation is of no controller yet. */
function hasBeenSeen(wire: WireObject): boolean {
  const generation = numberAt(wire, 'metadata', 'generation') ?? 0;
  return (numberAt(wire, 'status', 'observedGeneration') ?? 0) >= generation;
}

function waiting(counts: string, facts: WorkloadFacts, pods: readonly WireObject[]): Readiness {
  const trouble = troubleOf(pods) ?? facts.problem;
  return trouble === undefined
    ? { kind: 'waiting', why: counts }
    : { kind: 'waiting', why: `${counts}; ${trouble}`, isStuck: true };
}

/** The trouble of the first pod that has any. */
export function troubleOf(pods: readonly WireObject[]): string | undefined {
  return pods.map(podTrouble).find(trouble => trouble !== undefined);
}
