import type { TableComparison } from '../compareTables.ts';

/** Where the worker finds a table: a file that it reads itself, or bytes that the editor read for it. */
export type TablePlace =
  | { readonly kind: 'file'; readonly name: string; readonly path: string }
  | { readonly kind: 'bytes'; readonly name: string; readonly bytes: Uint8Array };

/** What the worker is started with. */
export interface WorkerTask {
  readonly reference: TablePlace;
  readonly current: TablePlace;
}

/** What the worker tells. `done` goes from 0 to 1 over reading and comparing. */
export type FromWorker =
  | { readonly kind: 'progress'; readonly done: number; readonly column?: string }
  | { readonly kind: 'compared'; readonly compared: ComparedInWorker }
  | { readonly kind: 'failed'; readonly message: string };

export interface ComparedInWorker {
  readonly comparison: TableComparison;
  /** Rows of the reference and the current table. */
  readonly rows: readonly [number, number];
}
