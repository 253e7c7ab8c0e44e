import type { NodeFacts } from '../cluster/node.ts';
import { formatBytes, formatCores } from '../cluster/quantity.ts';
import { kinds } from '../cluster/resource.ts';
import type { ResourceAmounts } from '../cluster/resourceAmounts.ts';
import { gpuUse } from './gpuUse.ts';
import { moment } from './moment.ts';
import { joined, oneLine, optionalDescription, tooltipOf } from './rowText.ts';
import type { RowTone, TreeRow } from './treeRow.ts';

/** What the pods on a node come to. */
export interface NodeLoad {
  readonly podCount: number;
  /** Requests of the pods that have not ended. */
  readonly taken: ResourceAmounts;
  /** Is the pods' list known, so that the sums can be shown? */
  readonly isKnown: boolean;
}

/** A node as a row: what is wrong with it, its GPUs taken and allocatable, then CPU and memory. */
export function nodeRow(id: string, node: NodeFacts, load: NodeLoad): TreeRow {
  const tone = toneOf(node);
  const gpus = gpuUse(node, load.taken).map(
    use => `${use.label} ${load.isKnown ? `${use.taken}/` : ''}${use.allocatable}`,
  );
  return {
    id,
    label: node.name,
    ...optionalDescription(
      joined(
        node.status === 'Ready' ? undefined : node.status,
        node.problem === undefined ? undefined : oneLine(node.problem, 80),
        ...node.pressures,
        ...gpus,
        `cpu ${usedOf(load, formatCores(load.taken.cpuMillis), formatCores(node.allocatable.cpuMillis))}`,
        `mem ${usedOf(load, formatBytes(load.taken.memoryBytes), formatBytes(node.allocatable.memoryBytes))}`,
      ),
    ),
    icon: tone === 'bad' ? 'error' : tone === 'warning' ? 'warning' : 'server',
    tone,
    tooltip: nodeTooltip(node, load, gpus),
    // Deleting a node object does not stop the machine, and the kubelet makes it again: nothing for a menu here.
    tokens: ['node', 'canDescribe', 'canYaml', 'canCopyName'],
    isExpandable: true,
    ref: { kind: kinds.nodes, name: node.name },
  };
}

function toneOf(node: NodeFacts): RowTone {
  if (!node.isReady) return 'bad';
  if (node.pressures.length > 0) return 'warning';
  return node.isCordoned ? 'muted' : 'good';
}

function usedOf(load: NodeLoad, used: string, all: string): string {
  if (!load.isKnown) return all;
  // One unit is enough where both have the same.
  const [, unit] = / (\S+)$/.exec(all) ?? [];
  return unit !== undefined && used.endsWith(` ${unit}`)
    ? `${used.slice(0, -unit.length - 1)}/${all}`
    : `${used}/${all}`;
}

function nodeTooltip(node: NodeFacts, load: NodeLoad, gpus: readonly string[]) {
  const { gpu } = node;
  return tooltipOf(node.name, [
    ['Status', node.status],
    ['Why', node.problem],
    ['Pressure', node.pressures.join(', ')],
    ['Roles', node.roles.join(', ')],
    ['GPUs', gpus.join(', ')],
    ['GPU product', gpu?.product],
    ['Physical GPUs', gpu?.physicalCount],
    ['GPU memory', gpu?.memoryMib === undefined ? undefined : formatBytes(gpu.memoryMib * 2 ** 20)],
    ['MIG strategy', gpu?.migStrategy],
    ['GPU sharing', sharingText(node)],
    ['CPU', usedOf(load, formatCores(load.taken.cpuMillis), formatCores(node.allocatable.cpuMillis))],
    ['Memory', usedOf(load, formatBytes(load.taken.memoryBytes), formatBytes(node.allocatable.memoryBytes))],
    ['Pods', load.isKnown ? `${load.podCount}${node.maxPods > 0 ? ` of ${node.maxPods}` : ''}` : undefined],
    ['Taints', node.taints.join(', ')],
    ['Addresses', node.addresses.join(', ')],
    ['Kubelet', node.kubeletVersion],
    ['Created', moment(node.createdAtMs)],
  ]);
}

function sharingText({ gpu }: NodeFacts): string | undefined {
  if (gpu?.sharing === undefined) return undefined;
  return gpu.replicas === undefined ? gpu.sharing : `${gpu.sharing}, ${gpu.replicas} shares of each GPU`;
}
