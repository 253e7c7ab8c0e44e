import { compareColumns } from './compareColumns.ts';
import type { ComparedFeature, Distribution, FeatureDrift, SkippedColumn } from './feature.ts';
import { SortMemory } from './sortNumbers.ts';
import type { Column, Table } from './table/table.ts';

/** The dataset has drifted where at least this share of its features has. */
export const DATASET_THRESHOLD = 0.5;

/** The verdict on two tables. */
export interface DriftReport {
  /** In the order of the reference's columns. */
  readonly features: readonly FeatureDrift[];
  /** Whether `share` reaches {@link DATASET_THRESHOLD}. */
  readonly drifted: boolean;
  /** Share of the compared features that drifted; 0 where none could be compared. */
  readonly share: number;
  readonly skipped: readonly SkippedColumn[];
}

/** A report, and what there is to draw of each of its features, in their order. */
export interface TableComparison {
  readonly report: DriftReport;
  readonly distributions: readonly Distribution[];
}

export interface ComparisonOptions {
  readonly signal?: AbortSignal;
  /** Told the share of columns done, 0 to 1, and the name of the column that comes next. */
  readonly onProgress?: (done: number, column: string) => void;
}

/**
 * Compares every column that both tables have, one after another, so that only a few columns are in memory beside what
 * the tables themselves hold. Throws the signal's reason when aborted.
 */
export async function compareTables(
  reference: Table,
  current: Table,
  { signal, onProgress }: ComparisonOptions = {},
): Promise<TableComparison> {
  const memory = new SortMemory();
  const shared = reference.columnNames.filter(name => current.columnNames.includes(name));
  const compared: ComparedFeature[] = [];
  const skipped: SkippedColumn[] = [];
  let next = readPair(reference, current, shared[0]);
  for (const [index, name] of shared.entries()) {
    signal?.throwIfAborted();
    onProgress?.(index / shared.length, name);
    const pair = await next;
    // The next columns are read from the disk while these are compared.
    next = readPair(reference, current, shared[index + 1]);
    const result = pair && compareColumns(...pair, memory);
    if (!result) continue;
    if ('feature' in result) compared.push(result);
    else skipped.push(result);
  }
  return {
    report: summarize(
      compared.map(({ feature }) => feature),
      [...skipped, ...onlyInOne(reference, current)],
    ),
    distributions: compared.map(({ distribution }) => distribution),
  };
}

function readPair(
  reference: Table,
  current: Table,
  name: string | undefined,
): Promise<readonly [Column, Column]> | undefined {
  if (name === undefined) return undefined;
  const pair = Promise.all([reference.column(name), current.column(name)]);
  // Whoever waits for the pair gets its error; nobody does when the comparison is stopped before.
  pair.catch(() => undefined);
  return pair;
}

function summarize(features: readonly FeatureDrift[], skipped: readonly SkippedColumn[]): DriftReport {
  const share = features.length ? features.filter(({ drifted }) => drifted).length / features.length : 0;
  return { features, drifted: features.length > 0 && share >= DATASET_THRESHOLD, share, skipped };
}

function onlyInOne(reference: Table, current: Table): SkippedColumn[] {
  const missingIn = (names: readonly string[], other: readonly string[], why: string) =>
    names.filter(name => !other.includes(name)).map(name => ({ name, why }));
  return [
    ...missingIn(reference.columnNames, current.columnNames, 'is only in the reference table'),
    ...missingIn(current.columnNames, reference.columnNames, 'is only in the current table'),
  ];
}
