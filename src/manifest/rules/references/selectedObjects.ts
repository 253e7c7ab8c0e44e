import { replaceValue } from '../../fix/edits.ts';
import type { ManifestObject } from '../../object.ts';
import { type Selection, selectionOf, selects } from '../../references/selectors.ts';
import type { Report, ReportDetails, RuleSet, SurroundingsCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import type { KnownObject, Surroundings } from '../../surroundings.ts';
import { entryOf, scalarAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { nearest } from '../core/nearest.ts';
import { facts } from '../core/reading.ts';
import { KeptVerdicts } from './keptVerdicts.ts';
import { inSameTree } from './sameTree.ts';

const selectsNothing = facts(
  'references/selects-nothing',
  'information',
  'A selector matches nothing that is known.',
  'A Service without pods answers nobody, a budget or policy without pods protects nobody, and a monitor without Services reads nothing; no one reports it.',
);

/** Kinds whose pods carry labels that a file tells. */
const workloads = [
  '/Pod',
  'apps/Deployment',
  'apps/StatefulSet',
  'apps/DaemonSet',
  'apps/ReplicaSet',
  '/ReplicationController',
  'batch/Job',
  'argoproj.io/Rollout',
].map(name => ({ group: name.slice(0, name.indexOf('/')), kind: name.slice(name.indexOf('/') + 1) }));

type Labels = Readonly<Record<string, string>>;

function selectedObjects(): SurroundingsCheck {
  const kept = new KeptVerdicts<MapNode>();
  return (object, surroundings, report) => {
    const selection = selectionOf(object);
    if (selection === undefined || !selection.isWhole || looksElsewhere(object)) return;
    const scope = `${object.namespace ?? ''} ${surroundings.fileOf?.(object) ?? ''}`;
    kept.run(selection.at, { surroundings, scope, report }, file =>
      judge(object, selection, surroundings, file),
    );
  };
}

/** Monitors may look into other namespaces, where other labels count. */
function looksElsewhere({ node, kind }: ManifestObject): boolean {
  return kind.endsWith('Monitor') && scalarOrMap(node, 'namespaceSelector');
}

function scalarOrMap(node: MapNode, field: string): boolean {
  return entryOf(entryOf(node, 'spec')?.value, field) !== undefined;
}

function judge(
  object: ManifestObject,
  selection: Selection,
  surroundings: Surroundings,
  report: Report,
): void {
  const kinds = selection.finds === 'pods' ? workloads : [selection.finds];
  const known = kinds.flatMap(kind => surroundings.all(kind, object.namespace));
  const labelled = known.filter(one => one.labels !== undefined);
  if (labelled.some(one => selects(selection.labels, one.labels))) return;
  if (kinds.some(kind => surroundings.certainty(kind, object.namespace) === 'no')) return;
  const near = inSameTree(object, labelled, surroundings);
  // A key that nothing here carries is one that a controller gives its pods.
  const isOurs = Object.keys(selection.labels).every(key =>
    near.some(one => one.labels?.[key] !== undefined),
  );
  if (!isOurs) return;
  const closest = near.toSorted((a, b) => agreeing(selection.labels, b) - agreeing(selection.labels, a))[0];
  if (closest !== undefined) reportNothing(object, selection, closest, report);
}

function agreeing(wanted: Labels, { labels }: KnownObject): number {
  return Object.entries(wanted).filter(([key, value]) => labels?.[key] === value).length;
}

function reportNothing(
  { kind }: ManifestObject,
  { at, labels, finds }: Selection,
  closest: KnownObject,
  report: Report,
): void {
  const differing = Object.keys(labels).filter(key => closest.labels?.[key] !== labels[key]);
  const [first = ''] = differing;
  const isOnly = differing.length === 1;
  const carried = closest.labels?.[first];
  const place = isOnly ? (scalarAt(at, first) ?? at) : at;
  const name = `${closest.kind} "${closest.name}"`;
  const words =
    carried === undefined
      ? say`This ${kind} selects nothing that is known; ${name} comes closest, but lacks ${first}.`
      : say`This ${kind} selects nothing that is known; ${name} comes closest, with ${first}: ${carried}.`;
  const scalar = isOnly ? scalarAt(at, first) : undefined;
  const mend: ReportDetails =
    scalar === undefined || carried === undefined
      ? {}
      : {
          fixes: () => [
            { title: say`Change to ${carried}`, edits: replaceValue(scalar, carried), isSafe: false },
          ],
        };
  const isService = kind === 'Service' && finds === 'pods';
  const isAlike =
    agreeing(labels, closest) > 0 ||
    (carried !== undefined && nearest(labels[first] ?? '', [carried]) !== undefined);
  // With nothing in common, other files or a controller may well bring what a policy or pool is after.
  if (!isService && !isAlike) return;
  const severity = isService && isAlike ? 'information' : 'hint';
  report(selectsNothing.id, place, words, { ...mend, severity });
}

/** Selectors of Services, budgets, policies and monitors against the labels that are known. */
export const selectedObjectRules: RuleSet = {
  facts: [selectsNothing],
  surroundings: [selectedObjects()],
};
