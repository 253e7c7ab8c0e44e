import type { WireObject } from '../cluster/resource.ts';
import { flagAt, listAt, numberAt, shortText, textAt } from '../cluster/wireReader.ts';
import type { Readiness, Surroundings } from './readinessVerdict.ts';
import { troubleOf } from './workloadReadiness.ts';

/**
 * Judges a Job: a training may run for days, so one that runs counts as ready, with a note. Waited for are its pods'
 * start; it has failed when the Job says so.
 */
export function jobReadiness(wire: WireObject, { pods }: Surroundings): Readiness {
  const failed = conditionOf(wire, 'Failed') ?? conditionOf(wire, 'FailureTarget');
  if (failed !== undefined) {
    const reason = textAt(failed, 'reason') ?? 'Failed';
    const words = [reason, textAt(failed, 'message'), troubleOf(pods)].filter(word => word !== undefined);
    return { kind: 'failed', why: shortText(words.join(': ')) ?? reason };
  }
  if (conditionOf(wire, 'Complete') !== undefined) return { kind: 'ready', note: 'completed' };
  if (flagAt(wire, 'spec', 'suspend')) return { kind: 'ready', note: 'suspended' };
  const ready = numberAt(wire, 'status', 'ready') ?? 0;
  if (ready > 0) return { kind: 'ready', note: `running, ${ready} ${ready === 1 ? 'pod' : 'pods'}` };
  const trouble = troubleOf(pods);
  if (trouble !== undefined) return { kind: 'waiting', why: trouble, isStuck: true };
  const active = numberAt(wire, 'status', 'active') ?? 0;
  return { kind: 'waiting', why: active === 0 ? 'no pod is made yet' : 'its pods are starting' };
}

function conditionOf(wire: WireObject, type: string): unknown {
  return listAt(wire, 'status', 'conditions').find(
    item => textAt(item, 'type') === type && textAt(item, 'status') === 'True',
  );
}
