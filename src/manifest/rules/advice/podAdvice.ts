import type { KindCheck, Report, RuleFacts, RuleSet } from '../../rule.ts';
import type { MapNode } from '../../syntax/node.ts';
import { KeptVerdicts } from '../references/keptVerdicts.ts';
import { kindPlaces } from '../room/podKinds.ts';
import { type PodPlace, podsIn } from '../room/podsIn.ts';

/** Advice on one sort of pods. It must look at nothing but the place and its `work`: it is kept with the pod's spec. */
export type PodAdvice = (place: PodPlace, report: Report) => void;

/** What the text says now counts for good: advice leans on nothing else. */
const alwaysTheSame = { generation: '' };

/** Rules of which every finding is told; of all others the first in an object is enough. */
interface Loudness {
  readonly everyOne?: boolean;
}

/** A rule set that advises on the pods of every kind that has some, quietly: each rule speaks once an object. */
export function podAdvice(
  facts: readonly RuleFacts[],
  advise: PodAdvice,
  { everyOne = false }: Loudness = {},
): RuleSet {
  const kept = new KeptVerdicts<MapNode>();
  const check: KindCheck = (object, report) => {
    const told = new Set<string>();
    const once: Report = (rule, at, message, details) => {
      if (!everyOne && told.has(rule)) return;
      told.add(rule);
      report(rule, at, message, details);
    };
    for (const place of podsIn(object)) {
      const scope = `${place.work} ${place.count}`;
      kept.run(place.spec, { surroundings: alwaysTheSame, scope, report: once }, file => advise(place, file));
    }
  };
  const kinds = [...Object.keys(kindPlaces), 'kubeflow.org/Experiment'];
  return { facts, kinds: Object.fromEntries(kinds.map(kind => [kind, check])) };
}
