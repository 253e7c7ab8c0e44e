import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startControlPlane } from '../control-plane/start.ts';
import { benchTarget, type LogReading, lineCount, load } from './logs/load.ts';
import type { BenchRow } from './row.ts';

const rounds = 3;
const reader = join(import.meta.dirname, 'logs', 'readLogs.ts');
const binaries = join(import.meta.dirname, '..', '..', '.cache', 'bench', 'bin');

/**
 * Reads 1,600,000 lines of 8 pods through a real control plane into the panel's model, beside eight plain HTTP
 * readers and stern, by turns. Every reading is a process of its own.
 */
export default async function logs(): Promise<readonly BenchRow[]> {
  const stern = findStern();
  const plane = await startControlPlane({ nodes: 1, onProgress: line => console.error(line) });
  try {
    await load(plane);
    return await measure(plane.kubeconfig, stern);
  } finally {
    await plane.stop();
  }
}

async function measure(kubeconfig: string, stern: string | undefined): Promise<readonly BenchRow[]> {
  // The first reading of all fills the caches of the machine's disk.
  await read('plain', kubeconfig);
  const checked = await read('check', kubeconfig);
  const ours: number[] = [];
  const plain: number[] = [];
  const sterns: number[] = [];
  for (let round = 0; round < rounds; round++) {
    plain.push(speedOf(await read('plain', kubeconfig)));
    ours.push(speedOf(await read('run', kubeconfig)));
    if (stern) sterns.push(speedOf(await readWithStern(stern, kubeconfig)));
  }
  const value = median(ours);
  const peerValue = median(plain);
  const goal = 0.9 * peerValue;
  const name = `logs: ${lineCount} lines of 8 pods to the panel's model`;
  const peer = 'eight plain HTTP readers';
  return [
    { name, value, unit: 'lines/s', peer, peerValue, goal, met: value >= goal },
    sternRow(name, value, sterns),
    none('logs: lines lost, each counted at both ends', checked.lost),
    none('logs: lines doubled, each counted at both ends', checked.doubled),
  ];
}

function sternRow(name: string, value: number, sterns: readonly number[]): BenchRow {
  const row = { name, value, unit: 'lines/s', goal: null, met: null };
  if (sterns.length === 0) return { ...row, peer: 'stern v1.34 (not to be had)', peerValue: null };
  return { ...row, peer: 'stern v1.34', peerValue: median(sterns) };
}

function none(name: string, value: number): BenchRow {
  return { name, value, unit: 'lines', peer: null, peerValue: null, goal: 0, met: value === 0 };
}

async function read(mode: 'run' | 'check' | 'plain', kubeconfig: string): Promise<LogReading> {
  const child = spawn(process.execPath, [reader, mode, kubeconfig, String(lineCount)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', text => {
    said += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`Reading the logs (${mode}) failed with code ${code}.`);
  return JSON.parse(said) as LogReading;
}

async function readWithStern(stern: string, kubeconfig: string): Promise<LogReading> {
  const startedMs = performance.now();
  const selector = `job-name=${benchTarget.name}`;
  const args = [
    '--kubeconfig',
    kubeconfig,
    '-n',
    benchTarget.namespace,
    '-l',
    selector,
    '--no-follow',
    '--color=never',
  ];
  const child = spawn(
    stern,
    [...args, '--timestamps=default', '--since=99999h', '--tail=-1', '--max-log-requests=20'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  let lines = 0;
  child.stdout.on('data', (bytes: Buffer) => {
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
  });
  await once(child, 'close');
  return { ms: performance.now() - startedMs, lines, lost: lineCount - lines, doubled: 0 };
}

/** stern, built from its module into the cache where it is not there yet; `undefined` where that cannot be done. */
function findStern(): string | undefined {
  const built = join(binaries, 'stern');
  if (existsSync(built)) return built;
  mkdirSync(binaries, { recursive: true });
  console.error('building stern');
  const done = spawnSync('go', ['install', 'github.com/stern/stern@v1.34.0'], {
    env: { ...process.env, GOBIN: binaries },
  });
  return done.status === 0 ? built : undefined;
}

function speedOf({ lines, ms }: LogReading): number {
  return (lines / ms) * 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
