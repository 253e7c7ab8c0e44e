import { type EventFacts, eventKind } from '../cluster/event.ts';
import type { FactKind } from '../cluster/objectFacts.ts';
import type { WireObject } from '../cluster/resource.ts';
import { textAt } from '../cluster/wireReader.ts';
import {
  daemonSetKind,
  deploymentKind,
  replicaSetKind,
  statefulSetKind,
  type WorkloadFacts,
} from '../cluster/workload.ts';
import { describeGeneric } from './describeGeneric.ts';
import { describeJob, describeModel, describeNode, describeWorkload } from './describeOthers.ts';
import { describePod } from './describePod.ts';
import { moment } from './moment.ts';
import { oneLine } from './rowText.ts';
import { type TextBlock, writeBlock, writeTable } from './textBlock.ts';

type Describer = (wire: WireObject) => TextBlock;

const workload =
  (kind: FactKind<WorkloadFacts>): Describer =>
  wire =>
    describeWorkload(wire, kind.toFacts(wire));

const describers: Readonly<Record<string, Describer>> = {
  'v1/Pod': describePod,
  'v1/Node': describeNode,
  'batch/v1/Job': describeJob,
  'apps/v1/Deployment': workload(deploymentKind),
  'apps/v1/StatefulSet': workload(statefulSetKind),
  'apps/v1/DaemonSet': workload(daemonSetKind),
  'apps/v1/ReplicaSet': workload(replicaSetKind),
  'serving.kserve.io/v1beta1/InferenceService': describeModel,
};

/**
 * An object in words, in the way of `kubectl describe`: what matters first, then the rest, then its events.
 *
 * Values of Secrets are never among it. Times are absolute, so that the text stays true while it stands.
 *
 * @param events wire objects of the events about this object, in any order
 */
export function describeObject(wire: WireObject, events: readonly WireObject[]): string {
  const key = `${textAt(wire, 'apiVersion') ?? ''}/${textAt(wire, 'kind') ?? ''}`;
  const describer = Object.hasOwn(describers, key) ? describers[key] : undefined;
  return `${writeBlock((describer ?? describeGeneric)(wire))}${eventTable(events)}`;
}

function eventTable(events: readonly WireObject[]): string {
  const facts = events.map(eventKind.toFacts).sort((a, b) => a.lastSeenAtMs - b.lastSeenAtMs);
  if (facts.length === 0) return 'Events: none\n';
  return `Events:\n${writeTable(['Last seen', 'Type', 'Reason', 'From', 'Message'], facts.map(eventRow))}`;
}

function eventRow(event: EventFacts): readonly string[] {
  const times = event.count > 1 ? `${event.count}× ` : '';
  return [
    moment(event.lastSeenAtMs) ?? '',
    event.isWarning ? 'Warning' : 'Normal',
    event.reason,
    event.source ?? '',
    `${times}${oneLine(event.message, 1000)}`,
  ];
}
