import { insertField, insertItem, renameKey, replaceValue } from '../../fix/edits.ts';
import type { Fix } from '../../fix/fix.ts';
import type { Report, ReportDetails } from '../../rule.ts';
import { say } from '../../say.ts';
import type { NodeRoom } from '../../surroundings.ts';
import { entryOf, nodeAt, scalarAt } from '../../syntax/lookup.ts';
import type { Entry, MapNode, SyntaxNode } from '../../syntax/node.ts';
import { nearest } from '../core/nearest.ts';
import { facts } from '../core/reading.ts';
import { amountWords, bareAmount } from './amounts.ts';
import type { WrittenNeeds } from './podNeeds.ts';
import type { Hurdle } from './whereFits.ts';

const pending = 'The scheduler leaves the pods pending, with the reason in their events.';

export const unknownResource = facts(
  'room/unknown-resource',
  'warning',
  'Pods ask for a resource that no node of the cluster offers.',
  `${pending} MIG profiles and shared GPUs have names of their own, which depend on how the nodes are set up.`,
);
export const tooLarge = facts(
  'room/too-large',
  'warning',
  'Pods ask for more than any node of the cluster has.',
  `${pending} Only an autoscaler that adds larger nodes can help.`,
);
export const notFree = facts(
  'room/not-free',
  'warning',
  'Pods ask for more than any node of the cluster has left.',
  `${pending} They start when others end.`,
);
export const tainted = facts(
  'room/untolerated-taint',
  'warning',
  'All nodes that have what pods ask for are tainted or cordoned, and the pods tolerate that not.',
  pending,
);
export const noNode = facts(
  'room/no-such-node',
  'warning',
  'No node of the cluster has the labels that pods want of theirs.',
  pending,
);

/** Where a hurdle is told, and what can be done about it. */
export interface HurdlePlace {
  readonly spec: MapNode;
  readonly needs: WrittenNeeds;
  readonly nodes: readonly NodeRoom[];
  readonly report: Report;
}

/** Tells why a pod fits nowhere, at the field that asks too much. */
export function reportHurdle(hurdle: Hurdle, place: HurdlePlace): void {
  if (hurdle.kind === 'resource') reportResource(hurdle.resource, place);
  else if (hurdle.kind === 'selector') reportSelector(place);
  else if (hurdle.kind === 'affinity') reportAffinity(place);
  else if (hurdle.kind === 'size') reportSize(hurdle, place);
  else if (hurdle.kind === 'room') reportRoom(hurdle, place);
  else reportTaint(hurdle, place);
}

function entryAt({ needs, spec }: HurdlePlace, resource: string | undefined): SyntaxNode {
  return (resource === undefined ? undefined : needs.places.get(resource)?.value) ?? spec;
}

function reportResource(resource: string, { needs, nodes, report, spec }: HurdlePlace): void {
  const entry = needs.places.get(resource);
  const domain = resource.slice(0, resource.indexOf('/') + 1);
  const offered = [
    ...new Set(
      nodes.flatMap(node => Object.keys(node.allocatable).filter(name => (node.allocatable[name] ?? 0) > 0)),
    ),
  ].filter(name => domain !== '' && name.startsWith(domain));
  const words =
    offered.length === 0
      ? say`No node of the cluster offers ${resource}.`
      : say`No node of the cluster offers ${resource}; there is ${offered.slice(0, 6).join(', ')}.`;
  report(unknownResource.id, entry?.key ?? spec, words, renamed(entry, resource, offered));
}

function renamed(entry: Entry | undefined, resource: string, offered: readonly string[]): ReportDetails {
  const meant = nearest(resource, offered) ?? (offered.length === 1 ? offered[0] : undefined);
  if (meant === undefined || entry === undefined) return {};
  const { parent } = entry.key;
  // Requests and limits of a device have to be the same, so both change their name.
  const lists = parent?.parent?.kind === 'map' ? ['limits', 'requests'] : [];
  const fix = (): Fix => ({
    title: say`Ask for ${meant}`,
    edits: lists
      .flatMap(list => entryOf(nodeAt(parent?.parent, list), resource) ?? [])
      .flatMap(({ key }) => renameKey(key, meant)),
    isSafe: false,
  });
  return { fixes: () => [fix()] };
}

function reportSelector({ needs, nodes, report, spec }: HurdlePlace): void {
  const { selectorAt, selector } = needs;
  for (const [key, value] of Object.entries(selector)) {
    if (nodes.some(node => node.labels[key] === value)) continue;
    const at = scalarAt(selectorAt, key);
    const values = [...new Set(nodes.flatMap(node => node.labels[key] ?? []))];
    const meant = nearest(value, values) ?? (values.length === 1 ? values[0] : undefined);
    const words =
      values.length === 0
        ? say`No node of the cluster has a label ${key}.`
        : say`No node of the cluster has the label ${key}: ${value}, only ${values.slice(0, 6).join(', ')}.`;
    report(noNode.id, at ?? spec, words, {
      ...(meant === undefined || at === undefined
        ? {}
        : {
            fixes: () => [{ title: say`Change to ${meant}`, edits: replaceValue(at, meant), isSafe: false }],
          }),
    });
    return;
  }
  report(
    noNode.id,
    selectorAt ?? spec,
    say`No node of the cluster has all labels of this selector together.`,
  );
}

function reportAffinity({ needs, nodes, report, spec }: HurdlePlace): void {
  const expressions = needs.terms.flatMap(term => term.expressions);
  const [only] = expressions;
  const at = needs.termsAt ?? spec;
  if (needs.terms.length !== 1 || expressions.length !== 1 || only === undefined) {
    report(noNode.id, at, say`No node of the cluster meets this required node affinity.`);
    return;
  }
  const values = [...new Set(nodes.flatMap(node => node.labels[only.key] ?? []))];
  const words =
    values.length === 0
      ? say`No node of the cluster has the label ${only.key} that this affinity asks for.`
      : say`No node of the cluster meets this affinity; ${only.key} is ${values.slice(0, 6).join(', ')} there.`;
  report(noNode.id, at, words);
}

function reportSize(hurdle: Extract<Hurdle, { kind: 'size' }>, place: HurdlePlace): void {
  const { resource, largest } = hurdle;
  const asked = place.needs.asked.get(resource ?? '') ?? 0;
  const words =
    resource === undefined
      ? say`No node has all that this pod asks for together; the nearest is ${largest.name}.`
      : say`Asks ${amountWords(resource, asked)}; the largest node has ${bareAmount(resource, largest.allocatable[resource] ?? 0)} (${largest.name}).`;
  place.report(tooLarge.id, entryAt(place, resource), words);
}

function reportRoom(hurdle: Extract<Hurdle, { kind: 'room' }>, place: HurdlePlace): void {
  const { resource, freest } = hurdle;
  const asked = place.needs.asked.get(resource ?? '') ?? 0;
  const words =
    resource === undefined
      ? say`No node has all that this pod asks for free at once; the freest is ${freest.name}.`
      : say`Asks ${amountWords(resource, asked)}; the freest node has ${bareAmount(resource, freest.free[resource] ?? 0)} of ${bareAmount(resource, freest.allocatable[resource] ?? 0)} (${freest.name}).`;
  place.report(notFree.id, entryAt(place, resource), words);
}

function reportTaint(hurdle: Extract<Hurdle, { kind: 'taint' | 'cordon' }>, place: HurdlePlace): void {
  const device = [...place.needs.asked.keys()].find(name => name.includes('/'));
  const names = hurdle.nodes
    .slice(0, 3)
    .map(({ name }) => name)
    .join(', ');
  const at = entryAt(place, device);
  if (hurdle.kind === 'cordon') {
    place.report(tainted.id, at, say`The nodes that would take this pod are cordoned or tainted (${names}).`);
    return;
  }
  const { key, value, effect } = hurdle.taint;
  const toleration =
    value === '' ? { key, operator: 'Exists', effect } : { key, operator: 'Equal', value, effect };
  const taint = value === '' ? `${key}:${effect}` : `${key}=${value}:${effect}`;
  const words =
    device === undefined
      ? say`Every node that would take this pod has a taint that it does not tolerate, as ${taint} (${names}).`
      : say`The nodes with ${device} have the taint ${taint}, which this pod does not tolerate (${names}).`;
  place.report(tainted.id, at, words, {
    fixes: () => [
      { title: say`Tolerate ${taint}`, edits: tolerating(place.spec, toleration), isSafe: false },
    ],
  });
}

function tolerating(spec: MapNode, toleration: object) {
  const list = entryOf(spec, 'tolerations')?.value;
  return list?.kind === 'sequence' && list.items.length > 0
    ? insertItem(list, toleration)
    : insertField(spec, 'tolerations', [toleration]);
}
