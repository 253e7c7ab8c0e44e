import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ReadOptions } from '../table/byteSource.ts';
import { fileSource } from '../table/fileSource.ts';
import { openTable } from '../table/openTable.ts';
import type { Table } from '../table/table.ts';

/** An opened table. */
export interface OpenedTable {
  readonly table: Table;
  readonly sizeBytes: number;
  /** Where other threads find it; absent for one that lies in memory. */
  readonly path?: string;
}

/** A table of a file, open until it is disposed of. */
export interface TableFile extends OpenedTable, AsyncDisposable {
  readonly path: string;
}

/** Opens the table of a file. Throws a `TableError` for a file that is none, and the system's error for one that cannot be read. */
export async function openTableFile(
  path: string,
  options: ReadOptions & { readonly name?: string } = {},
): Promise<TableFile> {
  const file: FileHandle = await open(path);
  try {
    const { size: sizeBytes } = await file.stat();
    const table = await openTable(fileSource(options.name ?? basename(path), sizeBytes, file), options);
    return { table, sizeBytes, path, [Symbol.asyncDispose]: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}
