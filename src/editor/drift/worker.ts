import { parentPort, workerData } from 'node:worker_threads';
import type {
  ComparedInWorker,
  FromWorker,
  TablePlace,
  WorkerTask,
} from '../../drift/panel/workerMessages.ts';
import { bytesSource } from '../../drift/table/bytesSource.ts';
import { openTable } from '../../drift/table/openTable.ts';
import { compareOpened } from '../../drift/threads/compareOpened.ts';
import { type OpenedTable, openTableFile } from '../../drift/threads/openTableFile.ts';

/** Reading a table takes about as long as comparing it; what is told is a guess of the whole. */
const READING = 0.5;
/** The page needs no more than this to move smoothly. */
const SMALLEST_STEP = 0.01;

compare(workerData as WorkerTask)
  .then(compared => tell({ kind: 'compared', compared }))
  .catch((error: unknown) =>
    tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );

async function compare({ reference, current }: WorkerTask): Promise<ComparedInWorker> {
  await using files = new AsyncDisposableStack();
  const first = await read(reference, 0, files);
  const second = await read(current, READING / 2, files);
  const comparison = await compareOpened(first, second, {
    onProgress: (done, column) => progress(READING + done * (1 - READING), column),
  });
  return { comparison, rows: [first.table.rows, second.table.rows] };
}

async function read(place: TablePlace, from: number, files: AsyncDisposableStack): Promise<OpenedTable> {
  const onProgress = (done: number) => progress(from + (done * READING) / 2);
  const { name } = place;
  if (place.kind === 'file') return files.use(await openTableFile(place.path, { name, onProgress }));
  const table = await openTable(bytesSource(name, place.bytes), { onProgress });
  return { table, sizeBytes: place.bytes.length };
}

let told = 0;

function progress(done: number, column?: string): void {
  if (done - told < SMALLEST_STEP) return;
  told = done;
  tell({ kind: 'progress', done, ...(column === undefined ? {} : { column }) });
}

function tell(message: FromWorker): void {
  parentPort?.postMessage(message);
}
