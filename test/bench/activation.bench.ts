import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSuites } from '../editor/harness/runSuites.ts';
import { type BenchRow, rowAtMost } from './row.ts';

const starts = 7;

/** What one start of the extension host measured, in milliseconds. */
interface Start {
  readonly loadMs: number;
  readonly activateMs: number;
}

/** Times the load of the bundle and the call of `activate` in a real extension host, over several starts. */
export default async function activation(): Promise<readonly BenchRow[]> {
  for (const environment of [[], ['--env', 'suites']]) {
    const done = spawnSync('webpack', [...environment, '--stats=errors-warnings'], { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`The build failed:\n${done.stdout}${done.stderr}`);
  }
  const measured: Start[] = [];
  for (let start = 0; start < starts; start += 1) measured.push(await measureStart());
  const together = median(measured.map(({ loadMs, activateMs }) => loadMs + activateMs));
  return [
    { ...withoutGoal('activation: load of the bundle', median(measured.map(start => start.loadMs))) },
    { ...withoutGoal('activation: activate', median(measured.map(start => start.activateMs))) },
    rowAtMost(`activation: load + activate, median of ${starts} starts`, together, 'ms', 25),
  ];
}

async function measureStart(): Promise<Start> {
  const folder = mkdtempSync(join(tmpdir(), 'timonel-bench-'));
  const path = join(folder, 'start.json');
  try {
    const results = await runSuites('newest', ['startTime'], { TIMONEL_START_TIME: path });
    const failure = results.find(result => result.error ?? result.skipped);
    if (failure || results.length === 0) throw new Error(failure?.error ?? 'The start was not measured.');
    return JSON.parse(readFileSync(path, 'utf8')) as Start;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function withoutGoal(name: string, value: number): BenchRow {
  return { name, value, unit: 'ms', peer: null, peerValue: null, goal: null, met: null };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('There is nothing to take the median of.');
  return middle;
}
