import type { ByteSource, ReadOptions } from './byteSource.ts';
import { type CsvChunk, CsvColumn } from './csvColumn.ts';
import { sniffDialect } from './csvDialect.ts';
import { CsvScanner, type CsvSink, CsvSyntaxError } from './csvScanner.ts';
import { type Table, TableError } from './table.ts';

const CHUNK_BYTES = 4 * 1024 * 1024;
/** A single record longer than this is taken for a quote that was forgotten. */
const LONGEST_RECORD_BYTES = 64 * 1024 * 1024;

/**
 * Reads a delimited text with a header line: comma, semicolon, tab or bar, quotes with line breaks in them, UTF-8.
 * Throws a {@link TableError} where a row has not as many fields as the header.
 *
 * The text passes through in pieces; only the typed columns stay. It passes twice where a word comes late in a column
 * that began with numbers.
 */
export async function readCsv(source: ByteSource, options: ReadOptions = {}): Promise<Table> {
  const beginning = new Uint8Array(await source.slice(0, Math.min(source.sizeBytes, 64 * 1024)));
  const { separator, markBytes } = sniffDialect(beginning);
  let rows = new CsvRows(source, new Set());
  await pass(source, new CsvScanner(separator, rows), { ...options, rows, start: markBytes });
  const mixed = rows.columnsWithWordsAmongNumbers();
  if (mixed.size > 0) {
    rows = new CsvRows(source, mixed);
    await pass(source, new CsvScanner(separator, rows), { ...options, rows, start: markBytes });
  }
  return rows.finish();
}

interface PassOptions extends ReadOptions {
  readonly rows: CsvRows;
  readonly start: number;
}

async function pass(source: ByteSource, scanner: CsvScanner, options: PassOptions): Promise<void> {
  const { rows, signal, onProgress } = options;
  let carried = new Uint8Array();
  let at = options.start;
  while (at < source.sizeBytes || carried.length > 0) {
    signal?.throwIfAborted();
    const end = Math.min(source.sizeBytes, at + CHUNK_BYTES);
    const bytes = join(carried, new Uint8Array(await source.slice(at, end)));
    at = end;
    const consumed = rows.take(bytes, scanner, at === source.sizeBytes);
    carried = bytes.slice(consumed);
    if (at === source.sizeBytes) break;
    if (carried.length > LONGEST_RECORD_BYTES) throw rows.error('is longer than 64 MB; is a quote missing?');
    onProgress?.(at / source.sizeBytes);
  }
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}

/** Turns the records of a scanner into columns. */
class CsvRows implements CsvSink {
  readonly #source: ByteSource;
  readonly #wordColumns: ReadonlySet<number>;
  readonly #header: string[] = [];
  #columns: CsvColumn[] | undefined;
  #chunk: CsvChunk = { bytes: new Uint8Array(), latin: () => '' };
  #rows = 0;
  #records = 0;
  #reserved = 0;
  #bytesSeen = 0;

  constructor(source: ByteSource, wordColumns: ReadonlySet<number>) {
    this.#source = source;
    this.#wordColumns = wordColumns;
  }

  take(bytes: Uint8Array, scanner: CsvScanner, isLast: boolean): number {
    let text: string | undefined;
    // The whole piece is decoded at once, and only where something in it is no plain number.
    this.#chunk = { bytes, latin: () => (text ??= latinText(bytes)) };
    try {
      const consumed = scanner.scan(bytes, isLast);
      this.#bytesSeen += consumed;
      return consumed;
    } catch (error) {
      throw error instanceof CsvSyntaxError ? this.error(error.message) : error;
    }
  }

  field(column: number, start: number, end: number, isEscaped: boolean): void {
    if (!this.#columns) {
      this.#header[column] = this.#text(start, end, isEscaped).trim();
      return;
    }
    const target = this.#columns[column];
    if (!target) return;
    if (this.#rows === this.#reserved) this.#reserve();
    if (isEscaped) {
      const text = this.#text(start, end, true);
      target.setText(this.#rows, text, () => text);
    } else {
      target.set(this.#rows, this.#chunk, start, end);
    }
  }

  record(fields: number, isEmpty: boolean): void {
    this.#records++;
    if (isEmpty) return;
    if (!this.#columns) {
      this.#columns = uniqueNames(this.#header).map(
        (name, i) => new CsvColumn(name, this.#wordColumns.has(i)),
      );
      return;
    }
    const expected = this.#columns.length;
    if (fields !== expected) {
      this.#records--;
      throw this.error(`has ${fields} ${fields === 1 ? 'field' : 'fields'}; the header has ${expected}`);
    }
    this.#rows++;
  }

  /** An error about the record that comes next, counted as a spreadsheet does: the header is row 1. */
  error(what: string): TableError {
    return new TableError(`${this.#source.name}: row ${this.#records + 1} ${what}`);
  }

  columnsWithWordsAmongNumbers(): ReadonlySet<number> {
    return new Set(
      [...(this.#columns ?? []).entries()]
        .filter(([, { hasWordAmongNumbers }]) => hasWordAmongNumbers)
        .map(([i]) => i),
    );
  }

  finish(): Table {
    if (!this.#columns) throw new TableError(`${this.#source.name} is empty.`);
    const columns = new Map(uniqueNames(this.#header).map((name, i) => [name, this.#columns?.[i]]));
    return {
      rows: this.#rows,
      columnNames: [...columns.keys()],
      isReadByColumn: false,
      column: async name => {
        const column = columns.get(name)?.finish(this.#rows);
        if (!column) throw new TableError(`${this.#source.name} has no column ${name}.`);
        return column;
      },
    };
  }

  /** Makes room for the rows that the file probably has, by the length of the rows so far. */
  #reserve(): void {
    const bytesARow = (this.#bytesSeen + 1) / Math.max(1, this.#rows);
    const expected = this.#rows === 0 ? 0 : (this.#source.sizeBytes / bytesARow) * 1.02;
    this.#reserved = Math.ceil(Math.max(16_384, this.#rows * 1.5, this.#bytesSeen > 0 ? expected : 0));
    for (const column of this.#columns ?? []) column.reserve(this.#reserved);
  }

  #text(start: number, end: number, isEscaped: boolean): string {
    const text = new TextDecoder().decode(this.#chunk.bytes.subarray(start, end));
    return isEscaped ? text.replaceAll('""', '"') : text;
  }
}

function latinText(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

/** Names as pandas makes them: `Unnamed: 3` for an empty one, `price.1` for a second `price`. */
function uniqueNames(header: readonly string[]): string[] {
  const names: string[] = [];
  for (const [index, given] of header.entries()) {
    const name = given === '' ? `Unnamed: ${index}` : given;
    let unique = name;
    for (let copy = 1; names.includes(unique); copy++) unique = `${name}.${copy}`;
    names.push(unique);
  }
  return names;
}
