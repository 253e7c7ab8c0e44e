import type { WireObject } from '../cluster/resource.ts';
import { listAt, numberAt, recordAt, shortText, textAt } from '../cluster/wireReader.ts';
import type { Readiness, Surroundings } from './readinessVerdict.ts';
import { troubleOf } from './workloadReadiness.ts';

/** Reasons of a failed load that no waiting heals: the spec itself does not fit the cluster. */
const finalReasons = new Set([
  'InvalidPredictorSpec',
  'NoSupportingRuntime',
  'RuntimeNotRecognized',
  'RuntimeDisabled',
]);

/**
 * Judges an InferenceService of KServe by its condition `Ready`, its model's state and its pods.
 *
 * A service that is stopped, or scaled to zero and `Ready`, is what it was asked to be.
 */
export function inferenceServiceReadiness(wire: WireObject, { pods }: Surroundings): Readiness {
  if (listAt(wire, 'status', 'conditions').length === 0) {
    return { kind: 'waiting', why: 'KServe has not taken it up: does its controller run?', isStuck: true };
  }
  const seen = numberAt(wire, 'status', 'observedGeneration');
  if (seen !== undefined && seen < (numberAt(wire, 'metadata', 'generation') ?? 0)) {
    return { kind: 'waiting', why: 'KServe has not seen the change yet' };
  }
  if (statusOf(wire, 'Stopped') === 'True') return { kind: 'ready', note: 'stopped' };
  if (statusOf(wire, 'Ready') === 'True') return { kind: 'ready' };
  const failure = loadFailure(wire);
  if (failure?.isFinal) return { kind: 'failed', why: failure.why };
  const trouble = failure?.why ?? troubleOf(pods);
  if (trouble !== undefined) return { kind: 'waiting', why: trouble, isStuck: true };
  return { kind: 'waiting', why: openCondition(wire) };
}

function statusOf(wire: WireObject, type: string): string | undefined {
  return textAt(
    listAt(wire, 'status', 'conditions').find(item => textAt(item, 'type') === type),
    'status',
  );
}

function loadFailure(wire: WireObject): { readonly why: string; readonly isFinal: boolean } | undefined {
  const info = recordAt(wire, 'status', 'modelStatus', 'lastFailureInfo');
  const transition = textAt(wire, 'status', 'modelStatus', 'transitionStatus');
  const reason = textAt(info, 'reason');
  if (reason === undefined || transition === 'UpToDate') return undefined;
  const message = textAt(info, 'message');
  const why = shortText(message === undefined ? reason : `${reason}: ${message}`) ?? reason;
  return { why, isFinal: transition === 'InvalidSpec' || finalReasons.has(reason) };
}

/** The words of the first condition that is not met; the parts tell more than `Ready`, which only sums them up. */
function openCondition(wire: WireObject): string {
  const open = listAt(wire, 'status', 'conditions').filter(
    item => textAt(item, 'status') !== 'True' && textAt(item, 'severity') !== 'Info',
  );
  const part = open.find(item => textAt(item, 'type') !== 'Ready') ?? open[0];
  const type = textAt(part, 'type') ?? 'Ready';
  const words = textAt(part, 'message') ?? textAt(part, 'reason');
  return shortText(words === undefined ? `not ${type} yet` : `${type}: ${words}`) ?? '';
}
