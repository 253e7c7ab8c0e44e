import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DriftReport } from '../../src/drift/compareTables.ts';
import { providePython, runPython } from './drift/pythonPeer.ts';
import type { BenchRow } from './row.ts';

const scripts = 'test/bench/drift';
const folder = '.cache/bench/drift';
const runs = 3;
const goals = { timesFaster: 50, peakMb: 600, difference: 1e-9 } as const;
const sizes = [
  { name: 'drift: 1 M rows × 20 columns', rows: 1_000_000, columns: 20 },
  { name: 'drift: 100 k rows × 100 columns', rows: 100_000, columns: 100 },
] as const;

type Columns = Readonly<Record<string, Readonly<Record<string, number>>>>;

interface Peer {
  readonly version: string;
  readonly seconds: number;
  readonly peakMb: number;
  readonly columns: Columns;
}

interface Ours {
  readonly seconds: number;
  readonly peakMb: number;
  readonly report: DriftReport;
}

/**
 * Compares tables with the command as it is shipped, start of the process and reading included, and with Evidently, of which
 * only the comparison counts. Every statistic of every column is held against SciPy's.
 */
export default async function drift(): Promise<readonly BenchRow[]> {
  const built = spawnSync('webpack', ['--config-name', 'host', '--stats=errors-warnings'], {
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`The build failed:\n${built.stdout}${built.stderr}`);
  const python = providePython();
  mkdirSync(folder, { recursive: true });
  return sizes.flatMap(size => {
    const tables = provideTables(python, size);
    const ours = Array.from({ length: runs }, () => compare(tables)).toSorted(
      (a, b) => a.seconds - b.seconds,
    );
    const peer = JSON.parse(runPython(python, [join(scripts, 'peer.py'), ...tables])) as Peer;
    return rowsOf(size.name, ours[Math.floor(runs / 2)] as Ours, peer);
  });
}

function provideTables(python: string, { rows, columns }: (typeof sizes)[number]): readonly [string, string] {
  const file = (side: string) => join(folder, `${rows}x${columns}-${side}.parquet`);
  const tables = [file('reference'), file('current')] as const;
  if (!tables.every(path => existsSync(path))) {
    runPython(python, [join(scripts, 'tables.py'), String(rows), String(columns), ...tables]);
  }
  return tables;
}

function compare(tables: readonly [string, string]): Ours {
  const peak = join(folder, 'peak.txt');
  const started = performance.now();
  const done = spawnSync(
    process.execPath,
    ['--require', `./${scripts}/peakMemory.cjs`, 'dist/cli.js', 'drift', ...tables, '--format', 'json'],
    { encoding: 'utf8', env: { ...process.env, TIMONEL_PEAK_MEMORY: peak } },
  );
  const seconds = (performance.now() - started) / 1000;
  if (done.status !== 0 && done.status !== 1) throw new Error(`The comparison failed: ${done.stderr}`);
  const report = JSON.parse(done.stdout) as DriftReport;
  return { seconds, report, peakMb: Number(readFileSync(peak, 'utf8')) };
}

function rowsOf(name: string, ours: Ours, peer: Peer): readonly BenchRow[] {
  const evidently = `Evidently ${peer.version}, without start and reading`;
  const wanted = peer.seconds / goals.timesFaster;
  const difference = largestDifference(ours.report, peer.columns);
  return [
    {
      name,
      value: ours.seconds,
      unit: 's',
      peer: evidently,
      peerValue: peer.seconds,
      goal: wanted,
      met: ours.seconds <= wanted,
    },
    {
      name: `${name}: peak memory`,
      value: ours.peakMb,
      unit: 'MB',
      peer: evidently,
      peerValue: peer.peakMb,
      goal: goals.peakMb,
      met: ours.peakMb <= goals.peakMb,
    },
    {
      name: `${name}: largest relative difference of a statistic`,
      value: difference,
      unit: '',
      peer: 'SciPy',
      peerValue: null,
      goal: goals.difference,
      met: difference <= goals.difference,
    },
  ];
}

/** The largest relative difference of any statistic of any column; infinite where one is missing. */
function largestDifference({ features }: DriftReport, columns: Columns): number {
  const differences = Object.entries(columns).flatMap(([column, expected]) => {
    const found: Readonly<Record<string, number>> = {
      ...features.find(({ name }) => name === column)?.statistics,
    };
    return Object.entries(expected).map(([statistic, value]) => relativeDifference(found[statistic], value));
  });
  return Math.max(...differences);
}

/** Below the smallest normal double, p-values have fewer digits than the goal asks for. */
const SMALLEST_NORMAL = 2 ** -1022;

function relativeDifference(found: number | undefined, expected: number): number {
  return found === undefined
    ? Number.POSITIVE_INFINITY
    : Math.abs(found - expected) / Math.max(Math.abs(expected), SMALLEST_NORMAL);
}
