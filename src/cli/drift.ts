import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { compareTables, type DriftReport } from '../drift/compareTables.ts';
import { fileSource } from '../drift/table/fileSource.ts';
import { openTable } from '../drift/table/openTable.ts';
import { driftText } from './driftText.ts';
import { exitCodes, type Io } from './io.ts';

const usage = `usage: timonel drift REFERENCE CURRENT [--format text|json]

Compares two tables (CSV or Parquet) column by column and says which features drifted.
Tests and thresholds: references of up to 1000 values by p-value (Kolmogorov-Smirnov, chi-square, z; 0.05), larger
ones by distance (Wasserstein divided by the standard deviation, Jensen-Shannon; 0.1). The tables have drifted
where at least half of their features have.
Exit code: 0 the tables have not drifted, 1 they have, 2 they could not be compared.
`;

/** `timonel drift REFERENCE CURRENT`: two tables to a verdict on each feature. Resolves to the exit code. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const asked = parse(args);
  if (typeof asked === 'string') {
    io.err(`timonel drift: ${asked}\n\n${usage}`);
    return exitCodes.couldNotRun;
  }
  if (asked.help) {
    io.out(usage);
    return exitCodes.fine;
  }
  try {
    const report = await compareFiles(asked.reference, asked.current);
    io.out(asked.format === 'json' ? `${JSON.stringify(report)}\n` : driftText(report));
    return report.drifted ? exitCodes.found : exitCodes.fine;
  } catch (error) {
    io.err(`timonel drift: ${error instanceof Error ? error.message : String(error)}\n`);
    return exitCodes.couldNotRun;
  }
}

interface Asked {
  readonly reference: string;
  readonly current: string;
  readonly format: 'text' | 'json';
  readonly help: boolean;
}

function parse(args: readonly string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'text' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const { format, help } = values;
    const [reference = '', current = ''] = positionals;
    if (format !== 'text' && format !== 'json') return `no such format: ${format}`;
    if (!help && positionals.length !== 2) return 'name two tables, the reference first';
    return { reference, current, format, help };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function compareFiles(referencePath: string, currentPath: string): Promise<DriftReport> {
  await using reference = await open(referencePath);
  await using current = await open(currentPath);
  const tables = await Promise.all([
    openTable(await sourceOf(referencePath, reference)),
    openTable(await sourceOf(currentPath, current)),
  ]);
  return (await compareTables(...tables)).report;
}

async function sourceOf(path: string, file: Awaited<ReturnType<typeof open>>) {
  return fileSource(basename(path), (await file.stat()).size, file);
}
