import type { NodeFacts } from '../cluster/node.ts';
import type { ResourceAmounts } from '../cluster/resourceAmounts.ts';

/** GPUs of one product and one form: how many are taken of those that can be. */
export interface GpuUse {
  /** `A100-SXM4-80GB`, `A100-SXM4-40GB MIG 1g.5gb`, `Tesla-T4 shared`, or `GPU` where no label tells the product. */
  readonly label: string;
  readonly taken: number;
  readonly allocatable: number;
}

/** The node's accelerators, resource by resource. A resource that only pods name (on a node that lost it) counts too. */
export function gpuUse(node: NodeFacts, taken: ResourceAmounts): readonly GpuUse[] {
  const names = new Set([...Object.keys(node.allocatable.gpus ?? {}), ...Object.keys(taken.gpus ?? {})]);
  return [...names].sort().map(name => ({
    label: labelOf(node, name),
    taken: taken.gpus?.[name] ?? 0,
    allocatable: node.allocatable.gpus?.[name] ?? 0,
  }));
}

/** Adds up uses with the same label, in the order of labels. */
export function totalGpuUse(uses: Iterable<GpuUse>): readonly GpuUse[] {
  const totals = new Map<string, GpuUse>();
  for (const use of uses) {
    const before = totals.get(use.label);
    totals.set(use.label, {
      label: use.label,
      taken: (before?.taken ?? 0) + use.taken,
      allocatable: (before?.allocatable ?? 0) + use.allocatable,
    });
  }
  return [...totals.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
}

/** A resource name in words: `GPU`, `MIG 1g.5gb`, `GPU shared`. */
export function gpuWord(resourceName: string): string {
  const [, , form = ''] = /^(?:([^/]+)\/)?(.*)$/.exec(resourceName) ?? [];
  if (form.startsWith('mig-')) return `MIG ${form.slice('mig-'.length)}`;
  if (form === 'gpu') return 'GPU';
  return form === 'gpu.shared' ? 'GPU shared' : form;
}

function labelOf(node: NodeFacts, resourceName: string): string {
  const product = node.gpu?.product?.replace(/^NVIDIA-/, '');
  const word = gpuWord(resourceName);
  // A node whose shared GPUs keep the plain name says so in its sharing strategy.
  const isShared = word === 'GPU shared' || (word === 'GPU' && node.gpu?.sharing !== undefined);
  if (product === undefined) return isShared ? 'GPU shared' : word;
  if (isShared) return `${product.replace(/-SHARED$/, '')} shared`;
  return word === 'GPU' ? product : `${product} ${word}`;
}
