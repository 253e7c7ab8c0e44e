import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { CategoricalColumn, Column, NumericColumn, Table } from '../../../src/drift/table/table.ts';

/** Reads a fixture of the drift room. */
export function readFixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../fixtures/drift/${name}`, import.meta.url), 'utf8')) as T;
}

/** Asserts equality to a relative 1e-9; numbers below `floor` count as equal to 0. */
export function assertClose(actual: number | undefined, expected: number, what = '', floor = 1e-12): void {
  const difference = Math.abs((actual ?? Number.NaN) - expected);
  const allowed = Math.max(1e-9 * Math.abs(expected), Math.abs(expected) < floor ? floor : 0);
  assert.ok(difference <= allowed, `${what}: ${actual} differs from ${expected}`);
}

/** A numeric column; null stands for a missing value. */
export function numbers(values: readonly (number | null)[], areIntegers = false, name = 'x'): NumericColumn {
  return {
    kind: 'numeric',
    name,
    values: Float64Array.from(values, value => value ?? Number.NaN),
    areIntegers,
  };
}

/** A categorical column; null stands for a missing value. */
export function words(values: readonly (string | null)[], name = 'x'): CategoricalColumn {
  const dictionary = [...new Set(values.filter(value => value !== null))];
  return {
    kind: 'categorical',
    name,
    codes: Int32Array.from(values, value => (value === null ? -1 : dictionary.indexOf(value))),
    dictionary,
  };
}

/** A table of columns that lie in memory. */
export function aTable(...columns: readonly Column[]): Table {
  const first = columns[0];
  return {
    rows: first === undefined ? 0 : rowsOf(first),
    columnNames: columns.map(column => column.name),
    isReadByColumn: false,
    column: async name => {
      const column = columns.find(candidate => candidate.name === name);
      assert.ok(column, `no column ${name}`);
      return column;
    },
  };
}

/** Sums of four uniform numbers of a congruential generator, which any language repeats to the last bit. */
export function bell(seed: number, length: number, scale = 1, shift = 0): Float64Array {
  let state = seed;
  const next = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
  return Float64Array.from({ length }, () => (next() + next() + next() + next() - 2) * scale + shift);
}

function rowsOf(column: Column): number {
  if (column.kind === 'numeric') return column.values.length;
  return column.kind === 'categorical' ? column.codes.length : column.rows;
}
