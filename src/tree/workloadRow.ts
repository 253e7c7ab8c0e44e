import type { PodFacts } from '../cluster/pod.ts';
import { kinds, type ResourceKind } from '../cluster/resource.ts';
import type { WorkloadFacts } from '../cluster/workload.ts';
import { moment } from './moment.ts';
import { podHealth } from './podRow.ts';
import { counted, joined, oneLine, optionalDescription, tooltipOf } from './rowText.ts';
import { objectTokens, type RowKindToken } from './rowTokens.ts';
import type { RowTone, TreeRow } from './treeRow.ts';
import type { WorkloadName } from './workloadNames.ts';

interface KindLook {
  readonly resource: ResourceKind;
  readonly token: RowKindToken;
  readonly icon: string;
}

const looks: Readonly<Record<string, KindLook>> = {
  Deployment: { resource: kinds.deployments, token: 'deployment', icon: 'layers' },
  StatefulSet: { resource: kinds.statefulSets, token: 'statefulSet', icon: 'database' },
  DaemonSet: { resource: kinds.daemonSets, token: 'daemonSet', icon: 'server' },
  ReplicaSet: { resource: kinds.replicaSets, token: 'workload', icon: 'copy' },
};

/**
 * A workload as a row.
 *
 * @param facts its object; absent where only its pods tell of it
 * @param pods its pods
 */
export function workloadRow(
  id: string,
  workload: WorkloadName,
  facts: WorkloadFacts | undefined,
  pods: readonly PodFacts[],
): TreeRow {
  const look = looks[workload.kind];
  const failing = pods.filter(pod => podHealth(pod) === 'bad').length;
  return {
    id,
    label: workload.name,
    ...optionalDescription(
      joined(
        workload.kind,
        counts(facts, pods),
        failing > 0 && `${failing} failing`,
        facts?.isPaused === true && 'paused',
        facts?.problem === undefined ? undefined : oneLine(facts.problem),
      ),
    ),
    icon: look?.icon ?? 'layers',
    tone: toneOf(facts, pods, failing),
    tooltip: workloadTooltip(workload, facts, pods),
    tokens: look === undefined ? ['workload'] : objectTokens(look.token, 'canLog'),
    isExpandable: true,
    ...(look === undefined
      ? {}
      : { ref: { kind: look.resource, namespace: workload.namespace, name: workload.name } }),
  };
}

/** How many pods of a namespace do well or badly. */
export interface NamespacePods {
  readonly failing: number;
  readonly waiting: number;
  readonly all: number;
}

/** A namespace as a row. */
export function namespaceRow(id: string, name: string, pods: NamespacePods): TreeRow {
  return {
    id,
    label: name,
    ...optionalDescription(
      joined(
        counted(pods.all, 'pod'),
        pods.failing > 0 && `${pods.failing} failing`,
        pods.waiting > 0 && `${pods.waiting} pending`,
      ),
    ),
    icon: 'symbol-namespace',
    tone: pods.failing > 0 ? 'bad' : pods.waiting > 0 ? 'warning' : 'plain',
    // Deleting a namespace takes everything in it along: not for a menu beside Copy Name.
    tokens: ['namespace', 'canDescribe', 'canYaml', 'canCopyName'],
    isExpandable: true,
    ref: { kind: kinds.namespaces, name },
  };
}

function counts(facts: WorkloadFacts | undefined, pods: readonly PodFacts[]): string {
  return facts === undefined ? counted(pods.length, 'pod') : `${facts.readyCount}/${facts.wantedCount} ready`;
}

function toneOf(facts: WorkloadFacts | undefined, pods: readonly PodFacts[], failing: number): RowTone {
  if (failing > 0 || facts?.problem !== undefined) return 'bad';
  if (pods.some(pod => podHealth(pod) === 'warning')) return 'warning';
  if (facts === undefined) return pods.some(pod => podHealth(pod) === 'busy') ? 'busy' : 'good';
  if (facts.wantedCount === 0) return 'muted';
  const isComplete = facts.isObserved && facts.updatedCount >= facts.wantedCount;
  return isComplete && facts.readyCount >= facts.wantedCount ? 'good' : 'busy';
}

function workloadTooltip(
  workload: WorkloadName,
  facts: WorkloadFacts | undefined,
  pods: readonly PodFacts[],
) {
  return tooltipOf(workload.name, [
    ['Kind', workload.kind],
    ['Namespace', workload.namespace],
    ['Why', facts?.problem],
    ['Ready', facts === undefined ? undefined : `${facts.readyCount}/${facts.wantedCount}`],
    ['Updated', facts?.updatedCount],
    ['Available', facts?.availableCount],
    ['Paused', facts?.isPaused === true ? 'yes' : undefined],
    ['Pods', pods.length],
    ...(facts?.containers ?? []).map(({ name, image }) => [`Image of ${name}`, image] as const),
    ['Created', moment(facts?.createdAtMs)],
  ]);
}
