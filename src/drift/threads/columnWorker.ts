import { parentPort, workerData } from 'node:worker_threads';
import { type ComparedColumn, compareSharedColumns } from '../compareTables.ts';
import { type ColumnAnswer, type ColumnTask, takeFrom } from './columnTask.ts';
import { openTableFile } from './openTableFile.ts';

const answer = await compare(workerData as ColumnTask).then(
  (columns): ColumnAnswer => ({ kind: 'compared', columns }),
  (error: unknown): ColumnAnswer => ({
    kind: 'failed',
    message: error instanceof Error ? error.message : String(error),
  }),
);
parentPort?.postMessage(answer);

async function compare(task: ColumnTask): Promise<readonly ComparedColumn[]> {
  await using reference = await openTableFile(task.reference);
  await using current = await openTableFile(task.current);
  return await compareSharedColumns(reference.table, current.table, { takeColumn: takeFrom(task.next) });
}
