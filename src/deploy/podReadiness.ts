import type { ContainerFacts } from '../cluster/container.ts';
import { type PodFacts, podKind } from '../cluster/pod.ts';
import type { WireObject } from '../cluster/resource.ts';
import { listAt, textAt } from '../cluster/wireReader.ts';
import type { Readiness, Surroundings } from './readinessVerdict.ts';

/** Judges a pod on its own: it runs with every container ready, or has ended well. */
export function podReadiness(wire: WireObject): Readiness {
  const pod = podKind.toFacts(wire);
  if (pod.phase === 'Succeeded') return { kind: 'ready', note: 'completed' };
  if (pod.phase === 'Failed') return { kind: 'failed', why: pod.problem ?? pod.status };
  const trouble = podTrouble(wire);
  if (trouble !== undefined) return { kind: 'waiting', why: trouble, isStuck: true };
  if (pod.phase === 'Running' && pod.readyCount === pod.containerCount) return { kind: 'ready' };
  return {
    kind: 'waiting',
    why: `${pod.status}, ${pod.readyCount} of ${pod.containerCount} containers ready`,
  };
}

/** Judges a claim: bound, or of a class that binds only when a pod uses it. */
export function claimReadiness(wire: WireObject, { storageClass }: Surroundings): Readiness {
  const phase = textAt(wire, 'status', 'phase') ?? 'Pending';
  if (phase === 'Bound') return { kind: 'ready' };
  if (phase === 'Lost') return { kind: 'failed', why: 'the volume of the claim is gone' };
  if (textAt(storageClass, 'volumeBindingMode') === 'WaitForFirstConsumer') {
    return { kind: 'ready', note: 'is bound when the first pod uses it' };
  }
  return { kind: 'waiting', why: 'no volume is bound to the claim yet' };
}

/** Waiting reasons that a pod passes through on its way. */
const underWay = new Set(['ContainerCreating', 'PodInitializing']);

/**
 * What keeps a pod from running, in one sentence: the scheduler's words, or the reason of the container that cannot
 * start. Nothing for a pod that is well or on its way, or that is being deleted.
 */
export function podTrouble(wire: WireObject): string | undefined {
  const pod = podKind.toFacts(wire);
  if (pod.deletedAtMs !== undefined || pod.phase === 'Succeeded') return undefined;
  const unscheduled = listAt(wire, 'status', 'conditions').find(
    item => textAt(item, 'type') === 'PodScheduled' && textAt(item, 'status') === 'False',
  );
  if (unscheduled !== undefined) {
    return `${pod.name}: ${textAt(unscheduled, 'reason') ?? 'not scheduled'}: ${pod.problem ?? ''}`;
  }
  const stuck = pod.containers.find(
    ({ state, reason }) => state === 'waiting' && reason !== undefined && !underWay.has(reason),
  );
  if (stuck !== undefined) return `${pod.name}: ${containerTrouble(stuck)}`;
  return pod.phase === 'Failed' ? `${pod.name}: ${endOf(pod)}` : undefined;
}

function containerTrouble(container: ContainerFacts): string {
  const { name, reason, message, lastEndReason, lastExitCode } = container;
  const before =
    lastExitCode === undefined ? '' : ` (last run: ${lastEndReason ?? 'ended'}, exit code ${lastExitCode})`;
  return `container ${name}: ${reason}${message === undefined ? '' : `: ${message}`}${before}`;
}

/** How a failed pod ended: the pod's own words (`Evicted`), or the exit of its container. */
function endOf(pod: PodFacts): string {
  const ended = pod.containers.find(({ state, exitCode }) => state === 'terminated' && exitCode !== 0);
  if (ended === undefined) return pod.problem ?? pod.status;
  const message = ended.message === undefined ? '' : `: ${ended.message}`;
  return `container ${ended.name}: ${ended.reason ?? 'ended'}, exit code ${ended.exitCode}${message}`;
}
