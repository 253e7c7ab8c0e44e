import type { PodFacts } from '../cluster/pod.ts';
import { formatBytes, formatCores } from '../cluster/quantity.ts';
import { kinds } from '../cluster/resource.ts';
import { gpuCount } from '../cluster/resourceAmounts.ts';
import { gpuWord } from './gpuUse.ts';
import { moment } from './moment.ts';
import { counted, joined, oneLine, optionalDescription, tooltipOf } from './rowText.ts';
import { objectTokens } from './rowTokens.ts';
import type { RowTone, TreeRow } from './treeRow.ts';

/** How a pod does: the tone of its row, and what summaries count. */
export type PodHealth = Extract<RowTone, 'good' | 'busy' | 'warning' | 'bad' | 'muted'>;

const underWay = new Set([
  'Pending',
  'ContainerCreating',
  'PodInitializing',
  'SchedulingGated',
  'Running',
  'NotReady',
]);
const initProgress = /^Init:\d+\/\d+$/;

/**
 * A pod's health, from the word that kubectl prints.
 *
 * A pod that the scheduler has given a reason against waits for something that may never come: a warning, where one
 * that is merely being made is only busy.
 */
export function podHealth(pod: PodFacts): PodHealth {
  const { status } = pod;
  if (status === 'Completed' || status === 'Succeeded' || status === 'Terminating') return 'muted';
  if (status === 'Running' && pod.readyCount === pod.containerCount) return 'good';
  if (status === 'Pending' && pod.problem !== undefined) return 'warning';
  return underWay.has(status) || initProgress.test(status) ? 'busy' : 'bad';
}

/** What the first pod that is not well says is wrong with it. The reason of a model or a run is often that of a pod. */
export function problemOfPods(pods: readonly PodFacts[]): string | undefined {
  const unwell = pods.find(pod => {
    const health = podHealth(pod);
    return (health === 'warning' || health === 'bad') && pod.problem !== undefined;
  });
  return unwell?.problem;
}

const icons: Readonly<Record<PodHealth, string>> = {
  good: 'pass',
  busy: 'sync',
  warning: 'warning',
  bad: 'error',
  muted: 'check',
};

/** A pod as a row: its state as kubectl words it, and why it is pending where it is. */
export function podRow(id: string, pod: PodFacts): TreeRow {
  const health = podHealth(pod);
  const gpus = gpuCount(pod.requests);
  const isUnwell = health === 'warning' || health === 'bad';
  return {
    id,
    label: pod.completionIndex === undefined ? pod.name : `${pod.completionIndex}: ${pod.name}`,
    ...optionalDescription(
      joined(
        pod.status,
        health === 'muted' ? undefined : `${pod.readyCount}/${pod.containerCount} ready`,
        pod.restartCount > 0 && counted(pod.restartCount, 'restart'),
        gpus > 0 && counted(gpus, 'GPU'),
        isUnwell && pod.problem !== undefined && oneLine(pod.problem),
      ),
    ),
    icon: pod.status === 'Terminating' ? 'trash' : icons[health],
    tone: health,
    tooltip: podTooltip(pod),
    tokens: objectTokens('pod', 'canLog'),
    isExpandable: pod.containers.length > 0,
    ref: { kind: kinds.pods, namespace: pod.namespace, name: pod.name },
  };
}

function podTooltip(pod: PodFacts) {
  const { requests } = pod;
  return tooltipOf(pod.name, [
    ['Namespace', pod.namespace],
    ['Status', pod.status],
    ['Ready', `${pod.readyCount}/${pod.containerCount}`],
    ['Why', pod.problem],
    ['Restarts', pod.restartCount || undefined],
    ['Last restart', moment(pod.lastRestartAtMs)],
    ['Node', pod.nodeName],
    ['IP', pod.podIp],
    ['CPU requested', requests.cpuMillis > 0 ? formatCores(requests.cpuMillis) : undefined],
    ['Memory requested', requests.memoryBytes > 0 ? formatBytes(requests.memoryBytes) : undefined],
    ...Object.entries(requests.gpus ?? {}).map(([name, count]) => [gpuWord(name), count] as const),
    ['Owner', pod.owner === undefined ? undefined : `${pod.owner.kind} ${pod.owner.name}`],
    [pod.tie?.kind ?? '', pod.tie?.name],
    ['Part', pod.tie?.role],
    ['Created', moment(pod.createdAtMs)],
  ]);
}
