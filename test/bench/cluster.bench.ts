import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fill } from '../control-plane/fill.ts';
import { startControlPlane } from '../control-plane/start.ts';
import type { Reading } from './cluster/readCluster.ts';
import { type BenchRow, rowAtMost } from './row.ts';

const nodes = 1_000;
const deployments = 100;
const podsPerDeployment = 100;
const runs = 5;
const reader = join(import.meta.dirname, 'cluster', 'readCluster.ts');
const binaries = join(import.meta.dirname, '..', '..', '.cache', 'bench', 'bin');

/**
 * Reads a real control plane with 1,000 nodes and 10,000 pods, beside `kubectl get pods -A`. Every reading is a process
 * of its own. `TIMONEL_BENCH_KUBECONFIG` names a cluster that is filled already, and is used instead.
 */
export default async function cluster(): Promise<readonly BenchRow[]> {
  const filled = process.env['TIMONEL_BENCH_KUBECONFIG'];
  if (filled) return measure(filled);
  const plane = await startControlPlane({ nodes: 1, onProgress: say });
  try {
    await fill(plane.kubeconfig, { nodes, deployments, podsPerDeployment, onProgress: sayNowAndThen() });
    return await measure(plane.kubeconfig);
  } finally {
    await plane.stop();
  }
}

async function measure(kubeconfig: string): Promise<readonly BenchRow[]> {
  const kubectl = findKubectl();
  const readings: Partial<Reading>[] = [];
  const peers: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    readings.push(await read(kubeconfig));
    if (kubectl) peers.push(await timeKubectl(kubectl, kubeconfig));
  }
  const heap = await read(kubeconfig, 'heap');
  const { expandMs = [], repaintMs = [] } = await read(kubeconfig, 'tree');
  const middle = (of: (reading: Partial<Reading>) => number | undefined) =>
    median(readings.map(reading => of(reading) ?? Number.NaN));
  const changeMs = readings.flatMap(reading => reading.changeMs ?? []);
  const load = `${heap.pods ?? 0} pods`;
  return [
    rowAtMost(
      `cluster, ${load}: first rows after connect`,
      middle(reading => reading.firstRowsMs),
      'ms',
      150,
    ),
    completeRow(
      load,
      middle(reading => reading.completeMs),
      peers,
    ),
    rowAtMost('cluster: change at the server to feed, p95', quantile(changeMs, 0.95), 'ms', 250),
    rowAtMost('cluster: expand of a node, p95', quantile(expandMs, 0.95), 'ms', 50),
    rowAtMost('cluster: change at the server to row repainted, p95', quantile(repaintMs, 0.95), 'ms', 250),
    rowAtMost('cluster: heap held, by pod', heap.bytesPerPod ?? Number.NaN, 'B', 1024),
    rowAtMost(
      'cluster: longest block of the event loop',
      middle(reading => reading.longestBlockMs),
      'ms',
      20,
    ),
    withoutGoal(
      'cluster: longest computing in one turn',
      middle(reading => reading.longestTurnCpuMs),
    ),
  ];
}

function completeRow(load: string, value: number, peers: readonly number[]): BenchRow {
  const name = `cluster, ${load}: every feed complete`;
  if (peers.length === 0) return { ...withoutGoal(name, value), peer: 'kubectl get pods -A (not to be had)' };
  const peerValue = median(peers);
  const goal = peerValue / 2;
  return { name, value, unit: 'ms', peer: 'kubectl get pods -A', peerValue, goal, met: value <= goal };
}

function withoutGoal(name: string, value: number): BenchRow {
  return { name, value, unit: 'ms', peer: null, peerValue: null, goal: null, met: null };
}

async function read(kubeconfig: string, ...more: readonly string[]): Promise<Partial<Reading>> {
  const child = spawn(process.execPath, ['--expose-gc', reader, kubeconfig, ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', text => (said += text));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The reading of the cluster failed with code ${code}.`);
  return JSON.parse(said) as Partial<Reading>;
}

async function timeKubectl(kubectl: string, kubeconfig: string): Promise<number> {
  const startedMs = performance.now();
  const args = ['--kubeconfig', kubeconfig, 'get', 'pods', '-A'];
  const child = spawn(kubectl, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.resume();
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`kubectl failed with code ${code}.`);
  return performance.now() - startedMs;
}

/** The machine's kubectl, else one built from the modules of the control plane, else nothing. */
function findKubectl(): string | undefined {
  if (spawnSync('kubectl', ['version', '--client']).status === 0) return 'kubectl';
  const built = join(binaries, 'kubectl');
  if (existsSync(built)) return built;
  mkdirSync(binaries, { recursive: true });
  say('building kubectl');
  const done = spawnSync('go', ['build', '-o', built, 'k8s.io/kubernetes/cmd/kubectl'], {
    cwd: join(import.meta.dirname, '..', 'control-plane'),
  });
  return done.status === 0 ? built : undefined;
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that so large a part of the others does not exceed. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

function say(line: string): void {
  console.error(line);
}

function sayNowAndThen(): (line: string) => void {
  let lastMs = 0;
  return line => {
    if (Date.now() - lastMs < 10_000) return;
    lastMs = Date.now();
    say(line);
  };
}
