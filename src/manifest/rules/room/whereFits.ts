import type { NodeRoom } from '../../surroundings.ts';
import type { PodNeeds } from './needs.ts';
import { hasLabels, meetsTerms, untolerated } from './nodeMatch.ts';

/** What no node of those left over gets past. */
export type Hurdle =
  /** No node of the cluster offers the resource. */
  | { readonly kind: 'resource'; readonly resource: string }
  | { readonly kind: 'selector' }
  | { readonly kind: 'affinity' }
  /** The pod is larger than the largest of the nodes that it may go to; no resource where only their sum is too much. */
  | { readonly kind: 'size'; readonly resource: string | undefined; readonly largest: NodeRoom }
  | {
      readonly kind: 'taint';
      readonly taint: NodeRoom['taints'][number];
      readonly nodes: readonly NodeRoom[];
    }
  | { readonly kind: 'cordon'; readonly nodes: readonly NodeRoom[] }
  /** The pod would fit into an empty node, but not into what is left of any. */
  | { readonly kind: 'room'; readonly resource: string | undefined; readonly freest: NodeRoom };

export interface Fit {
  /** The nodes that would take the pod now, in the order given. */
  readonly nodes: readonly NodeRoom[];
  /** How many such pods they would take together. */
  readonly times: number;
  /** Undefined where a node takes the pod, and where there are no nodes at all, which proves nothing. */
  readonly hurdle: Hurdle | undefined;
}

/**
 * Finds the nodes that a pod fits into, and what it fails at where there is none: the filters of the scheduler (node selector
 * and affinity, size, taints, cordon, free room), one after the other, so that the first one that leaves no node is the reason.
 */
export function whereFits(needs: PodNeeds, nodes: readonly NodeRoom[]): Fit {
  if (nodes.length === 0) return { nodes, times: 0, hurdle: undefined };
  const pod = { ...needs, asked: known(needs.asked, nodes) };
  const offered = [...pod.asked].find(
    ([name, amount]) => amount > 0 && !nodes.some(node => (node.allocatable[name] ?? 0) > 0),
  );
  if (offered !== undefined) return stopped({ kind: 'resource', resource: offered[0] });

  const selected = nodes.filter(node => hasLabels(node, pod.selector));
  if (selected.length === 0) return stopped({ kind: 'selector' });
  const wanted = selected.filter(node => meetsTerms(node, pod.terms));
  if (wanted.length === 0) return stopped({ kind: 'affinity' });

  const large = wanted.filter(node => holdsAll(node.allocatable, pod.asked));
  if (large.length === 0) return stopped({ kind: 'size', ...scarcest(pod.asked, wanted, 'allocatable') });

  const open = large.filter(node => untolerated(node, pod.tolerations) === undefined);
  if (open.length === 0) return stopped(taintOf(pod, large));
  const ready = open.filter(node => node.isSchedulable);
  if (ready.length === 0) return stopped({ kind: 'cordon', nodes: open });

  const free = ready.filter(node => holdsAll(node.free, pod.asked));
  if (free.length > 0)
    return { nodes: free, times: sum(free.map(node => timesIn(node, pod))), hurdle: undefined };
  const { resource, largest } = scarcest(pod.asked, ready, 'free');
  return stopped({ kind: 'room', resource, freest: largest });
}

/** Devices, and of the other resources those that are told of nodes at all: what nobody counts proves nothing. */
function known(asked: PodNeeds['asked'], nodes: readonly NodeRoom[]): PodNeeds['asked'] {
  const isTold = (name: string) => nodes.some(node => name in node.allocatable);
  return new Map([...asked].filter(([name]) => !isPlain(name) || isTold(name)));
}

function stopped(hurdle: Hurdle): Fit {
  return { nodes: [], times: 0, hurdle };
}

function taintOf({ tolerations }: PodNeeds, nodes: readonly NodeRoom[]): Hurdle {
  const [first] = nodes;
  const taint = first && untolerated(first, tolerations);
  if (taint === undefined) return { kind: 'cordon', nodes };
  return { kind: 'taint', taint, nodes };
}

function holdsAll(amounts: NodeRoom['free'], asked: PodNeeds['asked']): boolean {
  for (const [name, amount] of asked) if (amount > 0 && (amounts[name] ?? 0) < amount) return false;
  return true;
}

/** The resource that no single node has enough of (devices first), and the node that has most of it. */
function scarcest(
  asked: PodNeeds['asked'],
  nodes: readonly NodeRoom[],
  field: 'allocatable' | 'free',
): { readonly resource: string | undefined; readonly largest: NodeRoom } {
  const names = [...asked.keys()].toSorted((a, b) => Number(isPlain(a)) - Number(isPlain(b)));
  const most = (name: string) =>
    nodes.reduce((best, node) => ((node[field][name] ?? 0) > (best[field][name] ?? 0) ? node : best));
  for (const name of names) {
    const node = most(name);
    if ((node[field][name] ?? 0) < (asked.get(name) ?? 0)) return { resource: name, largest: node };
  }
  return { resource: undefined, largest: most(names[0] ?? 'cpu') };
}

/** cpu, memory and the like, which every node has; devices have a domain. */
function isPlain(resource: string): boolean {
  return !resource.includes('/');
}

function timesIn({ free }: NodeRoom, { asked }: PodNeeds): number {
  const pods = free['pods'] ?? Number.POSITIVE_INFINITY;
  return [...asked].reduce(
    (times, [name, amount]) => (amount > 0 ? Math.min(times, Math.floor((free[name] ?? 0) / amount)) : times),
    pods,
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
