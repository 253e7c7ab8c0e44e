import type { DriftReport } from '../drift/compareTables.ts';
import { compareOpened } from '../drift/threads/compareOpened.ts';
import { openTableFile } from '../drift/threads/openTableFile.ts';
import { type Command, execute } from './command.ts';
import { driftText } from './driftText.ts';
import { exitCodes, type Io } from './io.ts';

const usage = `usage: timonel drift REFERENCE CURRENT [--format text|json]

Compares two tables (CSV or Parquet) column by column and says which features drifted.
Tests and thresholds: references of up to 1000 values by p-value (Kolmogorov-Smirnov, chi-square, z; 0.05), larger
ones by distance (Wasserstein divided by the standard deviation, Jensen-Shannon; 0.1). The tables have drifted
where at least half of their features have.
Exit code: 0 the tables have not drifted, 1 they have, 2 they could not be compared.
`;

interface Asked {
  readonly reference: string;
  readonly current: string;
  readonly format: 'text' | 'json';
}

const command: Command<Asked, 'text' | 'json'> = {
  name: 'drift',
  usage,
  formats: ['text', 'json'],
  read: ({ positionals, format }) => {
    const [reference, current, ...more] = positionals;
    return reference === undefined || current === undefined || more.length > 0
      ? 'name two tables, the reference first'
      : { reference, current, format };
  },
  act: async ({ reference, current, format }, io) => {
    const report = await compareFiles(reference, current);
    io.out(format === 'json' ? `${JSON.stringify(report)}\n` : driftText(report));
    return report.drifted ? exitCodes.found : exitCodes.fine;
  },
};

/** `timonel drift REFERENCE CURRENT`: two tables to a verdict on each feature. Resolves to the exit code. */
export function run(args: readonly string[], io: Io): Promise<number> {
  return execute(command, args, io);
}

async function compareFiles(referencePath: string, currentPath: string): Promise<DriftReport> {
  await using reference = await openTableFile(referencePath);
  await using current = await openTableFile(currentPath);
  return (await compareOpened(reference, current)).report;
}
