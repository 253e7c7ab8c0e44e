import { type FileHandle, open } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { compareTables } from '../../drift/compareTables.ts';
import type {
  ComparedInWorker,
  FromWorker,
  TablePlace,
  WorkerTask,
} from '../../drift/panel/workerMessages.ts';
import type { ByteSource } from '../../drift/table/byteSource.ts';
import { bytesSource } from '../../drift/table/bytesSource.ts';
import { fileSource } from '../../drift/table/fileSource.ts';
import { openTable } from '../../drift/table/openTable.ts';
import type { Table } from '../../drift/table/table.ts';

/** Reading a table takes about as long as comparing it; what is told is a guess of the whole. */
const READING = 0.5;
/** The page needs no more than this to move smoothly. */
const SMALLEST_STEP = 0.01;

const files: FileHandle[] = [];

compare(workerData as WorkerTask)
  .then(compared => tell({ kind: 'compared', compared }))
  .catch((error: unknown) =>
    tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  )
  .finally(() => Promise.all(files.map(file => file.close())));

async function compare({ reference, current }: WorkerTask): Promise<ComparedInWorker> {
  const first = await read(reference, 0);
  const second = await read(current, READING / 2);
  const comparison = await compareTables(first, second, {
    onProgress: (done, column) => progress(READING + done * (1 - READING), column),
  });
  return { comparison, rows: [first.rows, second.rows] };
}

async function read(place: TablePlace, from: number): Promise<Table> {
  return openTable(await sourceOf(place), { onProgress: done => progress(from + (done * READING) / 2) });
}

async function sourceOf(place: TablePlace): Promise<ByteSource> {
  if (place.kind === 'bytes') return bytesSource(place.name, place.bytes);
  const file = await open(place.path);
  files.push(file);
  return fileSource(place.name, (await file.stat()).size, file);
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
