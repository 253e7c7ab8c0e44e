import type { ComparedColumn } from '../compareTables.ts';

/** What a helping thread is started with. */
export interface ColumnTask {
  readonly reference: string;
  readonly current: string;
  /** One number, shared by all threads: the place of the next column that nobody compares yet. */
  readonly next: Int32Array<SharedArrayBuffer>;
}

/** What it answers with, once no column is left. */
export type ColumnAnswer =
  | { readonly kind: 'compared'; readonly columns: readonly ComparedColumn[] }
  | { readonly kind: 'failed'; readonly message: string };

/** Takes columns from the number that all threads share. */
export function takeFrom(next: Int32Array): () => number {
  return () => Atomics.add(next, 0, 1);
}
