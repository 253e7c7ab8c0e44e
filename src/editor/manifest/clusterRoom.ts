import { readMetadata } from '../../cluster/metadata.ts';
import type { FactKind, ObjectFacts } from '../../cluster/objectFacts.ts';
import type { PodFacts } from '../../cluster/pod.ts';
import { isTerminalPhase } from '../../cluster/podStatus.ts';
import { parseQuantity } from '../../cluster/quantity.ts';
import { kinds, type ResourceKind } from '../../cluster/resource.ts';
import { flagAt, listAt, recordAt, textAt } from '../../cluster/wireReader.ts';
import type { NodeRoom, QuotaRoom } from '../../manifest/surroundings.ts';

/** What the scheduler looks at in a node. */
export interface NodeRoomFacts extends ObjectFacts {
  /** Without what pods have taken. */
  readonly room: Omit<NodeRoom, 'free'>;
}

export const nodeRoomKind: FactKind<NodeRoomFacts> = {
  resource: kinds.nodes,
  toFacts(wire) {
    const metadata = readMetadata(wire);
    return {
      ...metadata,
      room: {
        name: metadata.name,
        labels: textsOf(recordAt(wire, 'metadata', 'labels')),
        taints: listAt(wire, 'spec', 'taints').map(taint => ({
          key: textAt(taint, 'key') ?? '',
          value: textAt(taint, 'value') ?? '',
          effect: textAt(taint, 'effect') ?? '',
        })),
        isSchedulable: !flagAt(wire, 'spec', 'unschedulable') && isReady(wire),
        allocatable: amountsOf(recordAt(wire, 'status', 'allocatable')),
      },
    };
  },
};

export interface QuotaFacts extends ObjectFacts {
  readonly room: QuotaRoom;
}

const resourceQuotas: ResourceKind = {
  group: '',
  version: 'v1',
  plural: 'resourcequotas',
  kind: 'ResourceQuota',
  isNamespaced: true,
};

export const quotaKind: FactKind<QuotaFacts> = {
  resource: resourceQuotas,
  toFacts(wire) {
    const metadata = readMetadata(wire);
    return {
      ...metadata,
      room: {
        namespace: metadata.namespace,
        name: metadata.name,
        // Before its controller has counted, what is written is all that is known.
        hard: amountsOf({ ...recordAt(wire, 'spec', 'hard'), ...recordAt(wire, 'status', 'hard') }),
        used: amountsOf(recordAt(wire, 'status', 'used')),
      },
    };
  },
};

/**
 * What is free on each node: allocatable less the requests of the pods that have not ended. Of resources that pods' facts
 * do not count (all but CPU, memory, accelerators and pods themselves) everything is taken for free.
 */
export function freeRoom(nodes: Iterable<NodeRoomFacts>, pods: Iterable<PodFacts>): readonly NodeRoom[] {
  const taken = new Map<string, Record<string, number>>();
  for (const pod of pods) {
    if (pod.nodeName === undefined || isTerminalPhase(pod.phase)) continue;
    const of = taken.get(pod.nodeName) ?? {};
    taken.set(pod.nodeName, of);
    const { cpuMillis, memoryBytes, gpus } = pod.requests;
    add(of, 'cpu', cpuMillis / 1000);
    add(of, 'memory', memoryBytes);
    add(of, 'pods', 1);
    for (const name in gpus) add(of, name, gpus[name] ?? 0);
  }
  return Array.from(nodes, ({ room }) => ({ ...room, free: less(room.allocatable, taken.get(room.name)) }));
}

function add(amounts: Record<string, number>, name: string, amount: number): void {
  amounts[name] = (amounts[name] ?? 0) + amount;
}

function less(
  allocatable: Readonly<Record<string, number>>,
  taken: Readonly<Record<string, number>> = {},
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    // Sums of thousandths of cores carry the dust of binary fractions.
    Object.entries(allocatable).map(([name, amount]) => [
      name,
      Math.max(0, Math.round((amount - (taken[name] ?? 0)) * 1000) / 1000),
    ]),
  );
}

function isReady(wire: unknown): boolean {
  return listAt(wire, 'status', 'conditions').some(
    condition => textAt(condition, 'type') === 'Ready' && textAt(condition, 'status') === 'True',
  );
}

function amountsOf(list: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(list).flatMap(([name, value]) => {
      const amount = parseQuantity(value);
      return amount === undefined ? [] : [[name, amount] as const];
    }),
  );
}

function textsOf(values: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
