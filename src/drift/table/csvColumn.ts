import { isWholeNotation, parsePlainDecimal } from './decimal.ts';
import { isMissingWord, parseAnyNumber } from './missingWords.ts';
import type { Column } from './table.ts';

/** Columns of words with more different ones than this, in more than half of the rows, are given up as text. */
const MOST_WORDS = 50_000;
const DATE = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/;
const SPACE = 0x20;
const utf8 = new TextDecoder();

/** Bytes of a text, and the same as a string with one character a byte, so that both have the same places. */
export interface CsvChunk {
  readonly bytes: Uint8Array;
  readonly latin: () => string;
}

/**
 * Collects one column of a delimited text.
 *
 * A column starts out as numbers. If a word comes later, its numbers have lost their notation (`007`), so the text must
 * be read again with the column declared as words: see {@link hasWordAmongNumbers}.
 */
export class CsvColumn {
  readonly #name: string;
  #state: 'empty' | 'numbers' | 'words' | 'text';
  #values = new Float64Array();
  #codes = new Int32Array();
  readonly #codeOf = new Map<string, number>();
  readonly #dictionary: string[] = [];
  #areWhole = true;
  #hasMissing = false;
  #capacity = 0;
  hasWordAmongNumbers = false;

  constructor(name: string, isWords: boolean) {
    this.#name = name;
    this.#state = isWords ? 'words' : 'empty';
  }

  /** Makes room for so many rows; those not set are missing. */
  reserve(rows: number): void {
    this.#capacity = rows;
    if (this.#state === 'numbers') this.#values = grow(this.#values, new Float64Array(rows).fill(Number.NaN));
    if (this.#state === 'words') this.#codes = grow(this.#codes, new Int32Array(rows).fill(-1));
  }

  /** Takes a field; its row must lie within the reserved ones. */
  set(row: number, { bytes, latin }: CsvChunk, start: number, end: number): void {
    if (this.#state === 'text') return;
    if (this.#state !== 'words') {
      const number = parsePlainDecimal(bytes, start, end);
      if (!Number.isNaN(number)) {
        this.#setNumber(row, number, this.#areWhole && isWholeNotation(bytes, start, end));
        return;
      }
    }
    const [from, to] = trim(bytes, start, end);
    this.setText(row, latin().slice(from, to), () => utf8.decode(bytes.subarray(from, to)));
  }

  /** Takes a field as trimmed text; `decode` gives it with its characters right, where `key` only tells it from others. */
  setText(row: number, key: string, decode: () => string): void {
    if (isMissingWord(key)) {
      this.#hasMissing = true;
      if (this.#state === 'numbers') this.#values[row] = Number.NaN;
      return;
    }
    if (this.#state === 'empty' || this.#state === 'numbers') {
      const number = parseAnyNumber(key);
      if (number !== undefined) this.#setNumber(row, number, /^[+-]?\d+$/.test(key));
      else if (this.#state === 'numbers') this.hasWordAmongNumbers = true;
      else this.#startWords();
    }
    if (this.#state === 'words') this.#setWord(row, key, decode);
  }

  finish(rows: number): Column {
    const name = this.#name;
    if (this.#state === 'text') return { kind: 'other', name, holds: 'text', rows };
    if (this.#state === 'words') {
      if (this.#dictionary.every(word => DATE.test(word)))
        return { kind: 'other', name, holds: 'dates', rows };
      return {
        kind: 'categorical',
        name,
        codes: this.#codes.subarray(0, rows),
        dictionary: this.#dictionary,
      };
    }
    if (this.#state === 'empty') this.#values = new Float64Array(rows).fill(Number.NaN);
    const areIntegers = this.#areWhole && !this.#hasMissing && this.#state === 'numbers';
    return { kind: 'numeric', name, values: this.#values.subarray(0, rows), areIntegers };
  }

  #setNumber(row: number, number: number, isWhole: boolean): void {
    if (this.#state === 'empty') {
      this.#state = 'numbers';
      this.reserve(this.#capacity);
    }
    this.#values[row] = number;
    if (!isWhole) this.#areWhole = false;
  }

  #startWords(): void {
    this.#state = 'words';
    this.reserve(this.#capacity);
  }

  #setWord(row: number, key: string, decode: () => string): void {
    let code = this.#codeOf.get(key);
    if (code === undefined) {
      code = this.#dictionary.length;
      this.#codeOf.set(key, code);
      this.#dictionary.push(decode());
      if (code >= MOST_WORDS && code > row / 2) this.#giveUp();
    }
    if (this.#state === 'words') this.#codes[row] = code;
  }

  #giveUp(): void {
    this.#state = 'text';
    this.#codeOf.clear();
    this.#dictionary.length = 0;
    this.#codes = new Int32Array();
  }
}

function grow<T extends Float64Array | Int32Array>(from: T, to: T): T {
  to.set(from.subarray(0, Math.min(from.length, to.length)));
  return to;
}

function trim(bytes: Uint8Array, start: number, end: number): [number, number] {
  let [from, to] = [start, end];
  while (from < to && bytes[from] === SPACE) from++;
  while (to > from && bytes[to - 1] === SPACE) to--;
  return [from, to];
}
