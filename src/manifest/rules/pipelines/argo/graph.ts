import { keptByNode } from '../../../keptByNode.ts';
import { itemsAt } from '../../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../../syntax/node.ts';
import { type Call, scalar } from './call.ts';
import { type DependsReading, readDepends } from './depends.ts';
import { templateOf } from './template.ts';

/** An edge of a DAG: the task that one waits for, and where that is written. */
export interface Link {
  readonly task: string;
  readonly result: string | undefined;
  readonly at: ScalarNode;
}

export interface Task {
  readonly call: Call;
  readonly index: number;
  readonly links: readonly Link[];
  /** The expression of `depends`, where there is one. */
  readonly depends: { readonly at: ScalarNode; readonly reading: DependsReading } | undefined;
}

/** The tasks of a DAG and what they wait for. */
export interface Graph {
  readonly tasks: readonly Task[];
  readonly byName: ReadonlyMap<string, Task>;
  /** Names of tasks that wait for one another, the first once more at the end; undefined where there is no such ring. */
  readonly cycle: readonly string[] | undefined;
  /** Whether a task waits for another, at first or second hand. Taken for granted where there are too many to tell. */
  isAncestor(task: Task, ancestor: Task): boolean;
}

/** The graph of a template's `dag`; without tasks where it has none. */
export const graphOf: (template: MapNode) => Graph = keptByNode(template => {
  const tasks = templateOf(template).calls.map(({ call }, index) => ({
    call,
    index,
    ...waitingOf(call.node),
  }));
  const byName = new Map<string, Task>();
  for (const task of tasks)
    if (task.call.name !== undefined && !byName.has(task.call.name)) byName.set(task.call.name, task);
  const { order, cycle } = sorted(tasks, byName);
  let ancestors: readonly Uint32Array[] | undefined;
  return {
    tasks,
    byName,
    cycle,
    isAncestor(task, ancestor) {
      if (tasks.length > mostTasks) return true;
      ancestors ??= ancestorSets(order, tasks.length, byName);
      const word = ancestors[task.index]?.[ancestor.index >> 5] ?? 0;
      return (word & (1 << (ancestor.index & 31))) !== 0;
    },
  };
});

/** The sets of ancestors grow with the square of their number: this many take 2 MB. */
const mostTasks = 4_096;

const waitingOf: (task: MapNode) => Pick<Task, 'links' | 'depends'> = keptByNode(node => {
  const at = scalar(node, 'depends');
  if (at !== undefined && at.text !== '') {
    const reading = readDepends(at.text);
    return { depends: { at, reading }, links: reading.dependencies.map(link => ({ ...link, at })) };
  }
  const links = itemsAt(node, 'dependencies').flatMap(item =>
    item.kind === 'scalar' ? [{ task: item.text, result: undefined, at: item }] : [],
  );
  return { depends: undefined, links };
});

interface Sorting {
  /** Tasks after all that they wait for. */
  readonly order: readonly Task[];
  readonly cycle: readonly string[] | undefined;
}

/** Depth first without recursion, since a chain of tasks may be longer than the stack. */
function sorted(tasks: readonly Task[], byName: ReadonlyMap<string, Task>): Sorting {
  const order: Task[] = [];
  const isDone = new Set<Task>();
  const isOpen = new Set<Task>();
  let cycle: readonly string[] | undefined;
  for (const start of tasks) {
    const path: { readonly task: Task; next: number }[] = [{ task: start, next: 0 }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      isOpen.add(top.task);
      const link = isDone.has(top.task) ? undefined : top.task.links[top.next++];
      if (link === undefined) {
        if (!isDone.has(top.task)) order.push(top.task);
        isDone.add(top.task);
        isOpen.delete(top.task);
        path.pop();
        continue;
      }
      const target = byName.get(link.task);
      if (target === undefined || isDone.has(target)) continue;
      if (isOpen.has(target))
        cycle ??= ringOf(
          path.map(step => step.task),
          target,
        );
      else path.push({ task: target, next: 0 });
    }
  }
  return { order, cycle };
}

function ringOf(path: readonly Task[], target: Task): readonly string[] {
  const ring = path.slice(path.indexOf(target));
  return [...ring, target].map(task => task.call.name ?? '');
}

/** One bit for each pair of tasks: a thousand tasks take 128 kB and well under a millisecond. */
function ancestorSets(
  order: readonly Task[],
  count: number,
  byName: ReadonlyMap<string, Task>,
): readonly Uint32Array[] {
  const words = (count + 31) >> 5;
  const sets: Uint32Array[] = Array.from({ length: count }, () => new Uint32Array(words));
  for (const task of order) {
    const own = sets[task.index];
    if (own === undefined) continue;
    for (const { task: name } of task.links) {
      const parent = byName.get(name);
      const above = parent && sets[parent.index];
      if (parent === undefined || above === undefined) continue;
      for (let word = 0; word < words; word++) own[word] = (own[word] ?? 0) | (above[word] ?? 0);
      own[parent.index >> 5] = (own[parent.index >> 5] ?? 0) | (1 << (parent.index & 31));
    }
  }
  return sets;
}
