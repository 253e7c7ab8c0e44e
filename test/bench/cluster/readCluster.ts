import { monitorEventLoopDelay } from 'node:perf_hooks';
import { systemClock } from '../../../src/base/systemClock.ts';
import type { ContextMaterial } from '../../../src/cluster/access.ts';
import { connect } from '../../../src/cluster/client/clusterClient.ts';
import { readKubeconfig } from '../../../src/cluster/client/kubeconfig.ts';
import { configMapKind, secretKind } from '../../../src/cluster/config.ts';
import type { Feed } from '../../../src/cluster/feed.ts';
import { cronJobKind, jobKind } from '../../../src/cluster/job.ts';
import { namespaceKind } from '../../../src/cluster/namespace.ts';
import { allNamespaces } from '../../../src/cluster/namespaceScope.ts';
import { nodeKind } from '../../../src/cluster/node.ts';
import type { FactKind, ObjectFacts } from '../../../src/cluster/objectFacts.ts';
import { type PodFacts, podKind } from '../../../src/cluster/pod.ts';
import type { ClusterClient } from '../../../src/cluster/ports.ts';
import { kinds } from '../../../src/cluster/resource.ts';
import { ScopedFeedSource } from '../../../src/cluster/scopedFeedSource.ts';
import { serviceKind } from '../../../src/cluster/service.ts';
import { claimKind, volumeKind } from '../../../src/cluster/storage.ts';
import { daemonSetKind, deploymentKind, statefulSetKind } from '../../../src/cluster/workload.ts';
import { measureTree, type TreeReading } from './measureTree.ts';

/** What one reading process measured of a cluster. */
export interface Reading extends TreeReading {
  /** From the first use of a new connection to the first page of pods. */
  readonly firstRowsMs: number;
  /** From the first use of a new connection until every feed is live. */
  readonly completeMs: number;
  /** The longest time without a turn of the event loop meanwhile, and the longest that this thread computed in one. */
  readonly longestBlockMs: number;
  readonly longestTurnCpuMs: number;
  readonly pods: number;
  readonly bytesPerPod: number;
  /** From a patch's sending until the feed tells of it. */
  readonly changeMs: readonly number[];
}

/** Everything that the tree can show of a cluster that has no custom kinds. */
const everyKind: readonly FactKind<ObjectFacts>[] = [
  podKind,
  nodeKind,
  namespaceKind,
  deploymentKind,
  statefulSetKind,
  daemonSetKind,
  jobKind,
  cronJobKind,
  serviceKind,
  configMapKind,
  secretKind,
  claimKind,
  volumeKind,
];
const changes = 60;

const [path = '', only] = process.argv.slice(2);
const material = await materialOf(path);
const reading = await readWanted();
process.stdout.write(`${JSON.stringify(reading)}\n`);

function readWanted(): Promise<Partial<Reading>> {
  if (only === 'heap') return readHeap();
  return only === 'tree' ? withFeeds(measureTree) : readTimes();
}

async function readTimes(): Promise<Partial<Reading>> {
  const firstRowsMs = await withFeeds(async (_client, source) => {
    const startedMs = performance.now();
    const feed = source.feed(podKind);
    const told = new Promise<void>(resolve => feed.onDidChange(() => resolve()));
    feed.use();
    await told;
    return performance.now() - startedMs;
  });
  return withFeeds(async (client, source) => {
    const turns = watchTurns();
    const startedMs = performance.now();
    await Promise.all(everyKind.map(kind => untilLive(source.feed(kind))));
    const completeMs = performance.now() - startedMs;
    const blocks = turns.end();
    const changeMs = await measureChanges(client, source.feed(podKind));
    return { firstRowsMs, completeMs, ...blocks, changeMs };
  });
}

/** The heap that the pods' feed holds, once all garbage is gone. Needs `--expose-gc`. */
async function readHeap(): Promise<Partial<Reading>> {
  return withFeeds(async (client, source) => {
    // What a connection costs is there before.
    await client.serverVersion();
    const before = await heapUsed();
    const feed = source.feed(podKind);
    await untilLive(feed);
    return { pods: feed.items.size, bytesPerPod: ((await heapUsed()) - before) / feed.items.size };
  });
}

async function heapUsed(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    await new Promise(resolve => setTimeout(resolve, 100));
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}

async function withFeeds<T>(
  measure: (client: ClusterClient, source: ScopedFeedSource) => Promise<T>,
): Promise<T> {
  const client = connect(material);
  const source = new ScopedFeedSource(client, {
    clock: systemClock,
    random: Math.random,
    scope: allNamespaces,
  });
  try {
    return await measure(client, source);
  } finally {
    source.dispose();
    client.dispose();
  }
}

function untilLive(feed: Feed<ObjectFacts>): Promise<void> {
  return new Promise((resolve, reject) => {
    feed.onDidChangeState(state => {
      if (state.kind === 'live') resolve();
      if ('failure' in state) reject(new Error(`${state.kind}: ${state.failure.message}`));
    });
    feed.use();
  });
}

/** Changes pods one after the other, some every second as in a cluster that lives, and times the way back. */
async function measureChanges(client: ClusterClient, feed: Feed<PodFacts>): Promise<number[]> {
  const waiting = new Map<string, () => void>();
  feed.onDidChange(({ upserted }) => {
    for (const { uid } of upserted) waiting.get(uid)?.();
  });
  const took: number[] = [];
  for (const { uid, namespace, name } of [...feed.items.values()].slice(0, changes)) {
    const startedMs = performance.now();
    const told = new Promise<void>(resolve => waiting.set(uid, resolve));
    const ref = { kind: kinds.pods, namespace, name };
    const annotations = { 'timonel.test/touched': String(Date.now()) };
    const patched = await client.mergePatch(ref, { metadata: { annotations } });
    if (!patched.ok) throw new Error(patched.failure.message);
    await told;
    took.push(performance.now() - startedMs);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  return took;
}

/** Watches how long the event loop is kept from turning, by the clock and by the time that this thread computes. */
function watchTurns(): { end(): Pick<Reading, 'longestBlockMs' | 'longestTurnCpuMs'> } {
  const resolutionMs = 1;
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  let longestTurnCpuMs = 0;
  let lastMs = cpuMs();
  // Between two ticks lies one turn, or several short ones: what is computed in the longest turn is at most this.
  const ticks = setInterval(() => {
    const nowMs = cpuMs();
    longestTurnCpuMs = Math.max(longestTurnCpuMs, nowMs - lastMs);
    lastMs = nowMs;
  }, resolutionMs);
  return {
    end() {
      clearInterval(ticks);
      delay.disable();
      return { longestBlockMs: Math.max(0, delay.max / 1e6 - resolutionMs), longestTurnCpuMs };
    },
  };
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

async function materialOf(kubeconfigPath: string): Promise<ContextMaterial> {
  const config = await readKubeconfig({ path: kubeconfigPath, env: {} });
  const found = config.material(config.contexts.find(context => context.isCurrent)?.name ?? '');
  if (!found.ok) throw new Error(found.failure.message);
  return found.value;
}
