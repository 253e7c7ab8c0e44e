import type { ColumnMetaData, Compressors, PageHeader, ParquetType } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { isSingleRun, readHybridRuns, WIDEST_CODE } from './hybridRuns.ts';

/** A chunk of one flat numeric column: its raw bytes and what the footer says of it. */
export interface NumberChunk {
  readonly bytes: ArrayBuffer;
  readonly meta: ColumnMetaData;
  readonly isOptional: boolean;
  readonly compressors: Compressors;
}

const SIZES: Partial<Record<ParquetType, number>> = { DOUBLE: 8, FLOAT: 4, INT32: 4, INT64: 8 };
const ENCODINGS: ReadonlySet<string> = new Set([
  'PLAIN',
  'RLE',
  'BIT_PACKED',
  'PLAIN_DICTIONARY',
  'RLE_DICTIONARY',
]);

/** Whether {@link readNumbers} knows the type and the encodings of the chunk. */
export function canReadNumbers(meta: ColumnMetaData): boolean {
  return SIZES[meta.type] !== undefined && meta.encodings.every(encoding => ENCODINGS.has(encoding));
}

/**
 * Decodes a chunk of numbers straight into `target`, NaN for null.
 *
 * The library's own way makes an array of boxed values for each page, which costs several times the whole comparison;
 * hence page headers and decompression are the library's, and these two common encodings ours.
 *
 * @returns how many rows were written.
 */
export function readNumbers(chunk: NumberChunk, target: Float64Array): number {
  const reader = { view: new DataView(chunk.bytes), offset: 0 };
  let dictionary = new Float64Array();
  let row = 0;
  while (reader.offset < chunk.bytes.byteLength - 1 && row < target.length) {
    const header = parquetHeader(reader);
    const body = new Uint8Array(chunk.bytes, reader.offset, header.compressed_page_size);
    reader.offset += header.compressed_page_size;
    if (header.dictionary_page_header) {
      const page = decompressPage(body, header.uncompressed_page_size, chunk.meta.codec, chunk.compressors);
      dictionary = new Float64Array(header.dictionary_page_header.num_values);
      readPlainNumbers(page, chunk.meta.type, dictionary);
    } else {
      const page = openPage(body, header, chunk);
      const rows = target.subarray(row, row + page.rows);
      readPage(page, chunk.meta.type, dictionary, rows);
      row += rows.length;
    }
  }
  return row;
}

interface DataPage {
  readonly rows: number;
  readonly isDictionaryCoded: boolean;
  /** Runs that tell which rows hold a value; absent where all do. */
  readonly levels: Uint8Array | undefined;
  readonly values: Uint8Array;
}

function openPage(
  body: Uint8Array,
  header: PageHeader,
  { meta, isOptional, compressors }: NumberChunk,
): DataPage {
  const second = header.data_page_header_v2;
  if (second) {
    const levelBytes = second.repetition_levels_byte_length + second.definition_levels_byte_length;
    const packed = body.subarray(levelBytes);
    const size = header.uncompressed_page_size - levelBytes;
    return {
      rows: second.num_values,
      isDictionaryCoded: second.encoding.endsWith('DICTIONARY'),
      levels:
        isOptional && second.num_nulls > 0
          ? body.subarray(second.repetition_levels_byte_length, levelBytes)
          : undefined,
      values: second.is_compressed === false ? packed : decompressPage(packed, size, meta.codec, compressors),
    };
  }
  const first = header.data_page_header;
  if (!first) throw new Error(`page of type ${header.type}`);
  const page = decompressPage(body, header.uncompressed_page_size, meta.codec, compressors);
  const levelBytes = isOptional ? new DataView(page.buffer, page.byteOffset).getUint32(0, true) : 0;
  const start = isOptional ? 4 + levelBytes : 0;
  return {
    rows: first.num_values,
    isDictionaryCoded: first.encoding.endsWith('DICTIONARY'),
    levels: isOptional ? page.subarray(4, start) : undefined,
    values: page.subarray(start),
  };
}

function readPage(page: DataPage, type: ParquetType, dictionary: Float64Array, rows: Float64Array): void {
  const present = page.levels ? presentRows(page.levels, rows.length) : undefined;
  const values = present ? new Float64Array(present.count) : rows;
  if (page.isDictionaryCoded) readCodedNumbers(page.values, dictionary, values);
  else readPlainNumbers(page.values, type, values);
  if (!present) return;
  let next = 0;
  for (let i = 0; i < rows.length; i++)
    rows[i] = present.flags[i] === 1 ? (values[next++] as number) : Number.NaN;
}

/** Which rows hold a value; absent where all do, which most pages of most tables say in a single run. */
function presentRows(levels: Uint8Array, length: number): { flags: Uint32Array; count: number } | undefined {
  if (isSingleRun(levels, length)) return undefined;
  const flags = new Uint32Array(length);
  readHybridRuns(levels, 1, flags);
  let count = 0;
  for (let i = 0; i < length; i++) count += flags[i] as number;
  return count === length ? undefined : { flags, count };
}

function readCodedNumbers(bytes: Uint8Array, dictionary: Float64Array, target: Float64Array): void {
  const width = bytes[0] ?? 0;
  if (width > WIDEST_CODE) throw new Error(`dictionary codes of ${width} bits`);
  // The codes lie in the first half of the target's own memory; from the end, each is read before it is written over.
  const codes = new Uint32Array(target.buffer, target.byteOffset, target.length);
  readHybridRuns(bytes.subarray(1), width, codes);
  for (let i = codes.length - 1; i >= 0; i--) target[i] = dictionary[codes[i] as number] as number;
}

function readPlainNumbers(bytes: Uint8Array, type: ParquetType, target: Float64Array): void {
  const size = (SIZES[type] ?? 0) * target.length;
  if (bytes.length < size) throw new Error(`page of ${bytes.length} bytes for ${target.length} values`);
  if (type === 'DOUBLE') {
    new Uint8Array(target.buffer, target.byteOffset, size).set(bytes.subarray(0, size));
    return;
  }
  // A copy starts at an aligned place, as typed arrays need it.
  const { buffer } = bytes.slice(0, size);
  if (type === 'INT64') {
    const halves = new Int32Array(buffer);
    for (let i = 0; i < target.length; i++) {
      target[i] = (halves[2 * i + 1] as number) * 2 ** 32 + ((halves[2 * i] as number) >>> 0);
    }
  } else {
    target.set(type === 'FLOAT' ? new Float32Array(buffer) : new Int32Array(buffer));
  }
}
