import type { Column } from './table.ts';

/** Collects the values of one column, of whatever type a reader gives them, into a typed column. */
export class ValueCollector {
  readonly #name: string;
  readonly #values: Float64Array;
  readonly #codes: Int32Array;
  readonly #codeOf = new Map<string, number>();
  #numbers = 0;
  #words = 0;
  #hasFractions = false;
  #other: string | undefined;

  constructor(name: string, rows: number) {
    this.#name = name;
    this.#values = new Float64Array(rows).fill(Number.NaN);
    this.#codes = new Int32Array(rows).fill(-1);
  }

  /** Takes the value of a row; null and undefined are missing values. */
  set(row: number, value: unknown): void {
    if (value === null || value === undefined) return;
    if (typeof value === 'number' || typeof value === 'bigint') {
      const number = Number(value);
      this.#values[row] = number;
      this.#numbers++;
      this.#hasFractions ||= !Number.isInteger(number);
    } else if (typeof value === 'string' || typeof value === 'boolean') {
      this.#codes[row] = this.#code(String(value));
      this.#words++;
    } else {
      this.#other ??= describe(value);
    }
  }

  /** The column of all values taken so far. A mixture of numbers and words is neither. */
  finish(): Column {
    const rows = this.#values.length;
    const mixed = this.#numbers > 0 && this.#words > 0 ? 'numbers and words' : undefined;
    const holds = this.#other ?? mixed;
    if (holds) return { kind: 'other', name: this.#name, holds, rows };
    if (this.#words > 0) {
      return {
        kind: 'categorical',
        name: this.#name,
        codes: this.#codes,
        dictionary: [...this.#codeOf.keys()],
      };
    }
    const areIntegers = this.#numbers === rows && !this.#hasFractions;
    return { kind: 'numeric', name: this.#name, values: this.#values, areIntegers };
  }

  #code(word: string): number {
    const known = this.#codeOf.get(word);
    if (known !== undefined) return known;
    this.#codeOf.set(word, this.#codeOf.size);
    return this.#codeOf.size - 1;
  }
}

function describe(value: unknown): string {
  if (value instanceof Date) return 'dates';
  return value instanceof Uint8Array ? 'bytes' : 'nested values';
}
