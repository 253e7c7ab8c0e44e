import { systemClock } from '../../../src/base/systemClock.ts';
import type { FeedSource } from '../../../src/cluster/feed.ts';
import { nodeKind } from '../../../src/cluster/node.ts';
import { podKind } from '../../../src/cluster/pod.ts';
import type { ClusterClient } from '../../../src/cluster/ports.ts';
import { ClusterTree } from '../../../src/tree/clusterTree.ts';
import type { TreeRow } from '../../../src/tree/treeRow.ts';

/** What a person waits for in the tree: each value is one expand, or one change. */
export interface TreeReading {
  /** From the opening of a node's row to its pods' rows. */
  readonly expandMs: readonly number[];
  /** From the sending of a change of a pod's status until its row has to be painted anew. */
  readonly repaintMs: readonly number[];
}

const expands = 100;
const changes = 40;
const betweenMs = 300;

/** Opens nodes of a tree over live feeds, then changes pods that are shown. */
export async function measureTree(client: ClusterClient, source: FeedSource): Promise<TreeReading> {
  const tree = new ClusterTree(source, systemClock);
  tree.show(undefined);
  const group = tree.children().find(({ label }) => label === 'Nodes');
  tree.show(group);
  await live(source);
  const nodes = tree.children(group).filter(row => row.ref?.kind.plural === 'nodes');
  const expandMs = nodes.slice(0, expands).map(node => {
    const startedMs = performance.now();
    tree.show(node);
    tree.children(node);
    return performance.now() - startedMs;
  });
  // The row of a pod in trouble says what its container says, whatever else changes.
  const pods = nodes
    .slice(0, expands)
    .flatMap(node => tree.children(node))
    .filter(({ description }) => description?.startsWith('Running'));
  const repaintMs: number[] = [];
  for (const pod of pods.slice(0, changes)) {
    // A tree that was painted just now waits a quarter of a second: each change is measured on its own.
    await new Promise(resolve => setTimeout(resolve, betweenMs));
    repaintMs.push(await timeRepaint(client, tree, pod));
  }
  tree.dispose();
  return { expandMs, repaintMs };
}

async function timeRepaint(client: ClusterClient, tree: ClusterTree, pod: TreeRow): Promise<number> {
  if (!pod.ref) throw new Error(`The row ${pod.label} stands for no pod.`);
  const startedMs = performance.now();
  const painted = new Promise<void>(resolve => {
    const listening = tree.onDidChange(ids => {
      if (!ids.includes(pod.id)) return;
      listening.dispose();
      resolve();
    });
  });
  // The reason is what STATUS shows, as it is in `kubectl get pods`.
  const patched = await client.mergePatch(
    pod.ref,
    { status: { reason: `Changed${Math.round(startedMs)}` } },
    { subresource: 'status' },
  );
  if (!patched.ok) throw new Error(patched.failure.message);
  await painted;
  return performance.now() - startedMs;
}

/** Resolves when both nodes and pods are complete. */
async function live(source: FeedSource): Promise<void> {
  for (const feed of [source.feed(podKind), source.feed(nodeKind)]) {
    while (feed.state.kind !== 'live') await new Promise(resolve => setTimeout(resolve, 20));
  }
}
