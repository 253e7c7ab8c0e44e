import type { WireObject } from '../cluster/resource.ts';
import { listAt, numberAt, shortText, textAt } from '../cluster/wireReader.ts';
import { groupOf } from './applyPhase.ts';
import { inferenceServiceReadiness } from './inferenceServiceReadiness.ts';
import { jobReadiness } from './jobReadiness.ts';
import { claimReadiness, podReadiness } from './podReadiness.ts';
import type { Readiness, Surroundings } from './readinessVerdict.ts';
import { daemonSetReadiness, deploymentReadiness, statefulSetReadiness } from './workloadReadiness.ts';

type Judge = (wire: WireObject, around: Surroundings) => Readiness;

const judges: ReadonlyMap<string, Judge> = new Map<string, Judge>([
  ['Deployment.apps', deploymentReadiness],
  ['StatefulSet.apps', statefulSetReadiness],
  ['DaemonSet.apps', daemonSetReadiness],
  ['Job.batch', jobReadiness],
  ['Pod', podReadiness],
  ['PersistentVolumeClaim', claimReadiness],
  ['InferenceService.serving.kserve.io', inferenceServiceReadiness],
  ['CustomResourceDefinition.apiextensions.k8s.io', wire => byCondition(wire, 'Established')],
]);

/** Judges an object by its status, and by what lies around it. Never throws, whatever the server sent. */
export function readinessOf(wire: WireObject, around: Surroundings = { pods: [] }): Readiness {
  const group = groupOf(textAt(wire, 'apiVersion') ?? '');
  const kind = textAt(wire, 'kind') ?? '';
  const judge = judges.get(group === '' ? kind : `${kind}.${group}`);
  if (judge !== undefined) return judge(wire, around);
  // A built-in kind without a judge is what it is as soon as it is there; a custom one may tell by the usual condition.
  return group.includes('.') && !group.endsWith('.k8s.io') ? customReadiness(wire) : { kind: 'ready' };
}

/** Judges a custom object by its condition `Ready`, where its controller keeps one. */
function customReadiness(wire: WireObject): Readiness {
  const hasReady = listAt(wire, 'status', 'conditions').some(item => textAt(item, 'type') === 'Ready');
  return hasReady ? byCondition(wire, 'Ready') : { kind: 'ready' };
}

function byCondition(wire: WireObject, type: string): Readiness {
  const seen = numberAt(wire, 'status', 'observedGeneration');
  const generation = numberAt(wire, 'metadata', 'generation');
  if (seen !== undefined && generation !== undefined && seen < generation) {
    return { kind: 'waiting', why: 'the controller has not seen the change yet' };
  }
  const condition = listAt(wire, 'status', 'conditions').find(item => textAt(item, 'type') === type);
  if (textAt(condition, 'status') === 'True') return { kind: 'ready' };
  const why = textAt(condition, 'message') ?? textAt(condition, 'reason') ?? `not ${type} yet`;
  return { kind: 'waiting', why: shortText(why) ?? '' };
}
