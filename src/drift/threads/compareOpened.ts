import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import {
  type ComparedColumn,
  type ComparisonOptions,
  compareSharedColumns,
  joinColumns,
  sharedColumns,
  type TableComparison,
} from '../compareTables.ts';
import { type ColumnAnswer, type ColumnTask, takeFrom } from './columnTask.ts';
import type { OpenedTable } from './openTableFile.ts';

/** More threads would wait for the disk, and each of them holds a few columns. */
const mostThreads = 4;
/** A thread is worth its start from about this many bytes of tables on. */
const worthAThread = 16 * 1024 * 1024;

export interface ThreadOptions extends ComparisonOptions {
  /** As many threads as the machine can run at once compare, if each gets so many bytes of tables. */
  readonly bytesAThread?: number;
}

/**
 * Compares two tables column by column, in several threads where their columns are read one by one and there is enough
 * to do. The helping threads have ended when the promise settles. Throws the signal's reason when aborted.
 */
export async function compareOpened(
  reference: OpenedTable,
  current: OpenedTable,
  { bytesAThread = worthAThread, ...options }: ThreadOptions = {},
): Promise<TableComparison> {
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const helpers = startHelpers(helpersFor(reference, current, bytesAThread), { reference, current, next });
  try {
    const [own, ...helped] = await Promise.all([
      compareSharedColumns(reference.table, current.table, { ...options, takeColumn: takeFrom(next) }),
      ...helpers.map(columnsOf),
    ]);
    return joinColumns(reference.table, current.table, [own, ...helped].flat());
  } finally {
    await Promise.all(helpers.map(helper => helper.terminate()));
  }
}

function startHelpers(
  count: number,
  { reference, current, next }: Record<'reference' | 'current', OpenedTable> & Pick<ColumnTask, 'next'>,
): readonly Worker[] {
  if (reference.path === undefined || current.path === undefined) return [];
  const workerData: ColumnTask = { reference: reference.path, current: current.path, next };
  return Array.from(
    { length: count },
    () =>
      new Worker(new URL(/* webpackChunkName: "driftColumns" */ './columnWorker.ts', import.meta.url), {
        workerData,
      }),
  );
}

function helpersFor(reference: OpenedTable, current: OpenedTable, bytesAThread: number): number {
  if (!reference.table.isReadByColumn || !current.table.isReadByColumn) return 0;
  const threads = Math.min(
    mostThreads,
    availableParallelism(),
    Math.floor((reference.sizeBytes + current.sizeBytes) / bytesAThread),
    sharedColumns(reference.table, current.table).length,
  );
  return Math.max(0, threads - 1);
}

function columnsOf(helper: Worker): Promise<readonly ComparedColumn[]> {
  return new Promise((resolve, reject) => {
    helper.on('error', reject);
    helper.on('exit', code => reject(new Error(`the comparison ended early, with code ${code}`)));
    helper.on('message', (answer: ColumnAnswer) => {
      if (answer.kind === 'compared') resolve(answer.columns);
      else reject(new Error(answer.message));
    });
  });
}
