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
  /**
   * Takes the place of the next column that nobody compares yet, from 0; threads that share it share the columns among
   * them. Absent: all of them, one after another.
   */
  readonly takeColumn?: () => number;
}

/** What came of one of the columns that both tables have. */
export interface ComparedColumn {
  /** Its place among them, in the order of the reference. */
  readonly index: number;
  readonly result: ComparedFeature | SkippedColumn;
}

/** Compares every column that both tables have. Throws the signal's reason when aborted. */
export async function compareTables(
  reference: Table,
  current: Table,
  options: ComparisonOptions = {},
): Promise<TableComparison> {
  return joinColumns(reference, current, await compareSharedColumns(reference, current, options));
}

/**
 * Compares the columns that it takes, one after another, so that only a few columns are in memory beside what the tables
 * themselves hold. Throws the signal's reason when aborted.
 */
export async function compareSharedColumns(
  reference: Table,
  current: Table,
  { signal, onProgress, takeColumn = counter() }: ComparisonOptions = {},
): Promise<readonly ComparedColumn[]> {
  const memory = new SortMemory();
  const shared = sharedColumns(reference, current);
  const compared: ComparedColumn[] = [];
  let index = takeColumn();
  let pair = readPair(reference, current, shared[index]);
  for (let name = shared[index]; name !== undefined && pair; name = shared[index]) {
    signal?.throwIfAborted();
    onProgress?.(index / shared.length, name);
    const columns = await pair;
    const at = index;
    // The next columns are read from the disk while these are compared.
    index = takeColumn();
    pair = readPair(reference, current, shared[index]);
    compared.push({ index: at, result: compareColumns(...columns, memory) });
  }
  return compared;
}

/** The columns that both tables have, in the order of the reference. */
export function sharedColumns(reference: Table, current: Table): readonly string[] {
  return reference.columnNames.filter(name => current.columnNames.includes(name));
}

/** The verdict on two tables, of all their compared columns, whoever compared them and in whatever order. */
export function joinColumns(
  reference: Table,
  current: Table,
  columns: readonly ComparedColumn[],
): TableComparison {
  const results = columns.toSorted((a, b) => a.index - b.index).map(({ result }) => result);
  const compared = results.filter(result => 'feature' in result);
  const skipped = results.filter(result => 'why' in result);
  return {
    report: summarize(
      compared.map(({ feature }) => feature),
      [...skipped, ...onlyInOne(reference, current)],
    ),
    distributions: compared.map(({ distribution }) => distribution),
  };
}

function counter(): () => number {
  let next = 0;
  return () => next++;
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
