import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet, SurroundingsCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import type { NodeRoom, Surroundings } from '../../surroundings.ts';
import { nodeAt } from '../../syntax/lookup.ts';
import { type MapNode, type SyntaxNode, sourceOf } from '../../syntax/node.ts';
import { facts } from '../core/reading.ts';
import { KeptVerdicts } from '../references/keptVerdicts.ts';
import { amountWords } from './amounts.ts';
import { noNode, notFree, reportHurdle, tainted, tooLarge, unknownResource } from './hurdles.ts';
import { podNeeds, type WrittenNeeds } from './podNeeds.ts';
import { type PodPlace, podsIn } from './podsIn.ts';
import { type Fit, type Hurdle, whereFits } from './whereFits.ts';

const notAll = facts(
  'room/not-all-free',
  'information',
  'The nodes have room for some of the pods, but not for all of them.',
  'The rest stay pending; training that needs all of its workers at once then holds devices and does nothing.',
);

/** Runs on every node, or is no pod yet. */
const leftOut: ReadonlySet<string> = new Set(['daemon', 'template']);

function fitsNodes(): SurroundingsCheck {
  const kept = new KeptVerdicts<MapNode>();
  return (object, surroundings, report) => {
    const places = podsIn(object).filter(({ work }) => !leftOut.has(work));
    if (places.length === 0) return;
    const { nodes } = surroundings;
    if (nodes === undefined || nodes.length === 0) return;
    const isRunning = isInCluster(object, surroundings);
    const shared = sharedText(places[0]?.defaults);
    for (const place of places) {
      const scope = `${isRunning} ${place.count} ${shared}`;
      kept.run(place.spec, { surroundings, scope, report }, file =>
        judge(place, { nodes, isRunning, surroundings }, file),
      );
    }
  };
}

/** What of a workflow's spec bears on where its pods may go. */
function sharedText(defaults: MapNode | undefined): string {
  const fields = ['nodeSelector', 'tolerations', 'affinity'].map(field => nodeAt(defaults, field));
  return fields
    .filter((node): node is SyntaxNode => node !== undefined)
    .map(sourceOf)
    .join('\n');
}

/** Its own pods take some of what is not free. */
function isInCluster(object: ManifestObject, surroundings: Surroundings): boolean {
  const { name, namespace } = object;
  if (name === undefined) return false;
  return surroundings.named(object, name, namespace).some(({ origin }) => origin === 'cluster');
}

interface Around {
  readonly nodes: readonly NodeRoom[];
  readonly isRunning: boolean;
  readonly surroundings: Surroundings;
}

function judge(place: PodPlace, { nodes, isRunning, surroundings }: Around, report: Report): void {
  const needs = podNeeds(place);
  if (needs.isPlaced) return;
  const { hurdle, times } = fitOf(needs, nodes);
  if (hurdle === undefined) {
    if (!isRunning) reportCount(place, needs, times, report);
  } else if (!isSilent(hurdle, { needs, isRunning, surroundings, isPartial: place.isPartial }))
    reportHurdle(hurdle, { spec: place.spec, needs, nodes, report });
}

/** Most templates of a workflow and replicas of a job ask for the same: they are weighed once, until the nodes change. */
function fitOf(needs: WrittenNeeds, nodes: readonly NodeRoom[]): Fit {
  const { asked, selector, terms, tolerations } = needs;
  const key = JSON.stringify([[...asked], selector, terms, tolerations]);
  const known = fits.get(nodes) ?? new Map<string, Fit>();
  fits.set(nodes, known);
  const fit = known.get(key) ?? whereFits(needs, nodes);
  if (known.size < mostFits) known.set(key, fit);
  return fit;
}

const fits = new WeakMap<readonly NodeRoom[], Map<string, Fit>>();
const mostFits = 1000;

interface Doubt {
  readonly needs: WrittenNeeds;
  readonly isRunning: boolean;
  readonly isPartial: boolean;
  readonly surroundings: Surroundings;
}

const deviceClass = { group: 'resource.k8s.io', kind: 'DeviceClass' };

/** Whether something that the text does not show may take the hurdle. */
function isSilent(hurdle: Hurdle, { needs, isRunning, isPartial, surroundings }: Doubt): boolean {
  if (hurdle.kind === 'room') return isRunning;
  if (hurdle.kind === 'selector' || hurdle.kind === 'affinity' || hurdle.kind === 'size') return false;
  if (hurdle.kind === 'resource')
    // A device class may stand for an extended resource, which no node then lists.
    return (
      needs.claimsDevices || surroundings.all(deviceClass, undefined).some(one => one.origin === 'cluster')
    );
  return isPartial;
}

function reportCount({ count, spec }: PodPlace, needs: WrittenNeeds, times: number, report: Report): void {
  if (count === undefined || count < 2 || times >= count) return;
  const [first] = [...needs.asked].toSorted(([a], [b]) => Number(b.includes('/')) - Number(a.includes('/')));
  if (first === undefined) return;
  const [resource, amount] = first;
  report(
    notAll.id,
    needs.places.get(resource)?.value ?? spec,
    say`${count} pods ask ${amountWords(resource, amount)} each; the nodes have room for ${times} of them now.`,
  );
}

/** Pods against the nodes of a connected cluster. */
export const nodeRoomRules: RuleSet = {
  facts: [unknownResource, tooLarge, notFree, tainted, noNode, notAll],
  surroundings: [fitsNodes()],
};
