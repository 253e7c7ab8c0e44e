import type { ManifestObject } from '../../object.ts';
import { knownObjectOf } from '../../references/knownObject.ts';
import type { RuleSet, SurroundingsCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import type { KnownObject } from '../../surroundings.ts';
import { scalarAt } from '../../syntax/lookup.ts';
import { facts } from '../core/reading.ts';

const scaledTwice = facts(
  'references/scaled-twice',
  'warning',
  'Two autoscalers scale one workload.',
  'Each undoes what the other decided, so that the count of replicas goes up and down without end; KEDA and KServe make a HorizontalPodAutoscaler of their own.',
);

const scalers = [
  { group: 'autoscaling', kind: 'HorizontalPodAutoscaler' },
  { group: 'keda.sh', kind: 'ScaledObject' },
  { group: 'serving.kserve.io', kind: 'InferenceService' },
];

const checkScaler: SurroundingsCheck = (object, surroundings, report) => {
  const isScaler = scalers.some(({ group, kind }) => group === object.group && kind === object.kind);
  if (!isScaler || object.kind === 'InferenceService') return;
  const target = knownObjectOf(object, '')?.scales;
  const at = scalarAt(object.node, 'spec', 'scaleTargetRef', 'name');
  if (target === undefined || at === undefined) return;
  const other = scalers
    .flatMap(kind => surroundings.all(kind, object.namespace))
    .find(one => !isItself(one, object) && !isMadeByKeda(one) && isSame(one.scales, target));
  if (other === undefined) return;
  report(
    scaledTwice.id,
    at,
    say`The ${other.kind} "${other.name}" scales the ${target.kind} "${target.name}" as well; they undo each other's decisions.`,
  );
};

/** The same object in a base and its overlay, or in a file and the cluster. */
function isItself(known: KnownObject, object: ManifestObject): boolean {
  return known.kind === object.kind && known.group === object.group && known.name === object.name;
}

/** What KEDA made of a ScaledObject stands for that, not for a second scaler. */
function isMadeByKeda({ name, labels }: KnownObject): boolean {
  return name.startsWith('keda-hpa-') || labels?.['scaledobject.keda.sh/name'] !== undefined;
}

function isSame(one: KnownObject['scales'], other: NonNullable<KnownObject['scales']>): boolean {
  return one?.name === other.name && one.kind === other.kind && one.group === other.group;
}

/** Autoscalers that are after the same workload. */
export const scalerRules: RuleSet = { facts: [scaledTwice], surroundings: [checkScaler] };
