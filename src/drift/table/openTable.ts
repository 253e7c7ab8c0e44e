import type { ByteSource, ReadOptions } from './byteSource.ts';
import { readCsv } from './csvTable.ts';
import { openParquet } from './parquetTable.ts';
import { type Table, TableError } from './table.ts';

const PARQUET_MAGIC = 'PAR1';

/**
 * Opens a table, Parquet or delimited text by its first bytes, whatever the file is called. Throws a
 * {@link TableError}, in words for the user, for a source that is neither.
 */
export async function openTable(source: ByteSource, options: ReadOptions = {}): Promise<Table> {
  if (source.sizeBytes === 0) throw new TableError(`${source.name} is empty.`);
  const beginning = new Uint8Array(await source.slice(0, Math.min(source.sizeBytes, 1024)));
  if (String.fromCharCode(...beginning.subarray(0, 4)) === PARQUET_MAGIC) return openParquet(source, options);
  if (beginning.includes(0))
    throw new TableError(`${source.name} is neither a Parquet file nor delimited text.`);
  return readCsv(source, options);
}
