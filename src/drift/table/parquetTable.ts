import type { FileMetaData, SchemaElement } from 'hyparquet';
import { parquetMetadataAsync, parquetRead } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { ByteSource, ReadOptions } from './byteSource.ts';
import { canReadNumbers, readNumbers } from './parquetNumbers.ts';
import { type Column, type Table, TableError } from './table.ts';
import { ValueCollector } from './valueCollector.ts';

/** Columns in which pandas keeps its row labels. */
const ROW_LABELS = /^__index_level_\d+__$/;
const INTEGER_TYPES = /^U?INT_(8|16|32|64)$/;

/**
 * Opens a Parquet file: reads its footer, and later each column when it is asked for. Throws a {@link TableError} for
 * a file that is damaged, encrypted or empty.
 */
export async function openParquet(source: ByteSource, { signal }: ReadOptions = {}): Promise<Table> {
  const file = asyncBuffer(source, signal);
  const metadata = await parquetMetadataAsync(file).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw new TableError(`${source.name} is no readable Parquet file: ${messageOf(error)}`);
  });
  const parquet = { source, file, metadata, rows: Number(metadata.num_rows) };
  const fields = topLevelFields(metadata).filter(({ element }) => !ROW_LABELS.test(element.name));
  if (fields.length === 0) throw new TableError(`${source.name} has no columns.`);
  return {
    rows: parquet.rows,
    columnNames: fields.map(({ element }) => element.name),
    isReadByColumn: true,
    column: async name => {
      const field = fields.find(({ element }) => element.name === name);
      if (!field) throw new TableError(`${source.name} has no column ${name}.`);
      try {
        return await readColumn(parquet, field);
      } catch (error) {
        signal?.throwIfAborted();
        throw new TableError(`Column ${name} of ${source.name} cannot be read: ${messageOf(error)}`);
      }
    },
  };
}

interface OpenParquet {
  readonly source: ByteSource;
  readonly file: ReturnType<typeof asyncBuffer>;
  readonly metadata: FileMetaData;
  readonly rows: number;
}

interface Field {
  readonly element: SchemaElement;
  /** Place of its column in each row group; nested fields have several and start here. */
  readonly chunk: number;
}

function asyncBuffer(source: ByteSource, signal: AbortSignal | undefined) {
  return {
    byteLength: source.sizeBytes,
    slice: (start: number, end: number = source.sizeBytes): Promise<ArrayBuffer> => {
      signal?.throwIfAborted();
      const from = start < 0 ? Math.max(0, source.sizeBytes + start) : start;
      return source.slice(from, Math.min(end, source.sizeBytes));
    },
  };
}

/** The schema lists a tree depth first; only its first level makes columns of a table. */
function topLevelFields({ schema }: FileMetaData): Field[] {
  const fields: Field[] = [];
  let at = 1;
  let chunk = 0;
  while (at < schema.length) {
    fields.push({ element: schema[at] as SchemaElement, chunk });
    let open = 1;
    while (open > 0 && at < schema.length) {
      const children = schema[at]?.num_children ?? 0;
      if (children === 0) chunk++;
      open += children - 1;
      at++;
    }
  }
  return fields;
}

async function readColumn(parquet: OpenParquet, field: Field): Promise<Column> {
  const { element } = field;
  const isNested = (element.num_children ?? 0) > 0 || element.repetition_type === 'REPEATED';
  if (isNested) return { kind: 'other', name: element.name, holds: 'nested values', rows: parquet.rows };
  if (isDate(element)) return { kind: 'other', name: element.name, holds: 'dates', rows: parquet.rows };
  return isPlainNumber(parquet, field)
    ? readNumericColumn(parquet, field)
    : readAnyColumn(parquet, element.name);
}

function isDate({ converted_type: converted, logical_type: logical, type }: SchemaElement): boolean {
  return /^(DATE|TIME)/.test(converted ?? '') || /^(DATE|TIME)/.test(logical?.type ?? '') || type === 'INT96';
}

function isPlainNumber({ metadata }: OpenParquet, { element, chunk }: Field): boolean {
  const hasPlainType = element.converted_type === undefined || INTEGER_TYPES.test(element.converted_type);
  const isUnsigned = element.converted_type?.startsWith('U') ?? false;
  const hasOtherLogic = element.logical_type !== undefined && element.logical_type.type !== 'INTEGER';
  if (!hasPlainType || isUnsigned || hasOtherLogic) return false;
  return metadata.row_groups.every(group => {
    const meta = group.columns[chunk]?.meta_data;
    return meta !== undefined && canReadNumbers(meta);
  });
}

async function readNumericColumn(
  { file, metadata, rows }: OpenParquet,
  { element, chunk }: Field,
): Promise<Column> {
  const values = new Float64Array(rows);
  let row = 0;
  for (const group of metadata.row_groups) {
    const meta = group.columns[chunk]?.meta_data;
    if (!meta) throw new Error('its data lie in another file');
    const dictionaryAt = Number(meta.dictionary_page_offset ?? 0n);
    const dataAt = Number(meta.data_page_offset);
    const start = dictionaryAt > 0 ? Math.min(dictionaryAt, dataAt) : dataAt;
    const bytes = await file.slice(start, start + Number(meta.total_compressed_size));
    const isOptional = element.repetition_type !== 'REQUIRED';
    row += readNumbers(
      { bytes, meta, isOptional, compressors },
      values.subarray(row, row + Number(group.num_rows)),
    );
  }
  if (row !== rows) throw new Error(`it holds ${row} of ${rows} rows`);
  const isInteger = element.type === 'INT32' || element.type === 'INT64';
  return {
    kind: 'numeric',
    name: element.name,
    values,
    areIntegers: isInteger && !values.some(value => Number.isNaN(value)),
  };
}

async function readAnyColumn({ file, metadata, rows }: OpenParquet, name: string): Promise<Column> {
  const collector = new ValueCollector(name, rows);
  await parquetRead({
    file,
    metadata,
    compressors,
    columns: [name],
    onChunk: ({ columnData, rowStart }) => {
      for (let i = 0; i < columnData.length; i++) collector.set(rowStart + i, columnData[i]);
    },
  });
  return collector.finish();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
