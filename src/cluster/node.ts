import { readMetadata } from './metadata.ts';
import type { FactKind, ObjectFacts } from './objectFacts.ts';
import { parseUnits } from './quantity.ts';
import { kinds, type WireObject } from './resource.ts';
import { type ResourceAmounts, readAmounts } from './resourceAmounts.ts';
import { flagAt, listAt, recordAt, shortText, textAt } from './wireReader.ts';

/** What Timonel keeps of a node. */
export interface NodeFacts extends ObjectFacts {
  /** As kubectl prints it: `Ready`, `NotReady`, `Unknown`, with `,SchedulingDisabled` for a cordoned node. */
  readonly status: string;
  readonly isReady: boolean;
  readonly isCordoned: boolean;
  /** Why the node is not ready, in the words of its condition. */
  readonly problem: string | undefined;
  /** Conditions other than Ready that are true: `MemoryPressure`, `DiskPressure` … */
  readonly pressures: readonly string[];
  /** Sorted: `control-plane`, `worker`. */
  readonly roles: readonly string[];
  readonly allocatable: ResourceAmounts;
  /** How many pods the kubelet accepts; 0 where it does not say. */
  readonly maxPods: number;
  /** `key=value:Effect`. */
  readonly taints: readonly string[];
  readonly gpu: NodeGpuFacts | undefined;
  /** `InternalIP 10.0.0.4`. */
  readonly addresses: readonly string[];
  readonly kubeletVersion: string | undefined;
}

/** What the node's labels say of its GPUs (NVIDIA GPU feature discovery, AMD's node labeller). */
export interface NodeGpuFacts {
  /** `NVIDIA-A100-SXM4-80GB`; with `-SHARED` or `-MIG-1g.5gb` at its end as the labels have it. */
  readonly product: string | undefined;
  /** Physical GPUs, which can be fewer than the schedulable ones when they are shared. */
  readonly physicalCount: number | undefined;
  /** MiB of one GPU, or of one slice where the label describes slices. */
  readonly memoryMib: number | undefined;
  /** `single` or `mixed`; absent where GPUs are not sliced. */
  readonly migStrategy: string | undefined;
  /** `time-slicing` or `mps`; absent where GPUs are not shared. */
  readonly sharing: string | undefined;
  /** Schedulable shares of one GPU. */
  readonly replicas: number | undefined;
}

export const nodeKind: FactKind<NodeFacts> = {
  resource: kinds.nodes,
  toFacts(wire) {
    const conditions = listAt(wire, 'status', 'conditions');
    const ready = conditions.find(condition => textAt(condition, 'type') === 'Ready');
    const isReady = textAt(ready, 'status') === 'True';
    const isCordoned = flagAt(wire, 'spec', 'unschedulable');
    const word = ready === undefined ? 'Unknown' : isReady ? 'Ready' : 'NotReady';
    const allocatable = recordAt(wire, 'status', 'allocatable');
    return {
      ...readMetadata(wire),
      status: isCordoned ? `${word},SchedulingDisabled` : word,
      isReady,
      isCordoned,
      problem: isReady ? undefined : shortText(textAt(ready, 'message') ?? textAt(ready, 'reason')),
      pressures: conditions.flatMap(pressureOf),
      roles: rolesOf(wire),
      allocatable: readAmounts(allocatable),
      maxPods: parseUnits(allocatable['pods']),
      taints: listAt(wire, 'spec', 'taints').map(taintText),
      gpu: gpuOf(wire),
      addresses: listAt(wire, 'status', 'addresses').map(addressText),
      kubeletVersion: textAt(wire, 'status', 'nodeInfo', 'kubeletVersion'),
    };
  },
};

function pressureOf(condition: unknown): string[] {
  const type = textAt(condition, 'type');
  return type === undefined || type === 'Ready' || textAt(condition, 'status') !== 'True' ? [] : [type];
}

function rolesOf(wire: WireObject): readonly string[] {
  const prefix = 'node-role.kubernetes.io/';
  const labels = recordAt(wire, 'metadata', 'labels');
  const roles = Object.keys(labels)
    .filter(label => label.startsWith(prefix) && label.length > prefix.length)
    .map(label => label.slice(prefix.length));
  const named = textAt(labels, 'kubernetes.io/role');
  return [...new Set(named === undefined ? roles : [...roles, named])].sort();
}

function taintText(taint: unknown): string {
  const value = textAt(taint, 'value');
  return `${textAt(taint, 'key') ?? ''}${value === undefined ? '' : `=${value}`}:${textAt(taint, 'effect') ?? ''}`;
}

function addressText(address: unknown): string {
  return `${textAt(address, 'type') ?? ''} ${textAt(address, 'address') ?? ''}`.trim();
}

function gpuOf(wire: WireObject): NodeGpuFacts | undefined {
  const labels = recordAt(wire, 'metadata', 'labels');
  const label = (name: string) => textAt(labels, name);
  const facts: NodeGpuFacts = {
    product: label('nvidia.com/gpu.product') ?? label('amd.com/gpu.product-name'),
    physicalCount: countOf(label('nvidia.com/gpu.count')),
    memoryMib: countOf(label('nvidia.com/gpu.memory')),
    migStrategy: unlessNone(label('nvidia.com/mig.strategy')),
    sharing: unlessNone(label('nvidia.com/gpu.sharing-strategy')),
    replicas: countOf(label('nvidia.com/gpu.replicas')),
  };
  return Object.values(facts).some(value => value !== undefined) ? facts : undefined;
}

function unlessNone(value: string | undefined): string | undefined {
  return value === 'none' ? undefined : value;
}

function countOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
