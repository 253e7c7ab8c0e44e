import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { CsvColumn } from '../../../../src/drift/table/csvColumn.ts';
import type { Column } from '../../../../src/drift/table/table.ts';

/** Hands fields to a column one by one, as a scanner would out of one text. */
function collect(
  fields: readonly string[],
  { isWords = false, room = fields.length } = {},
): Column & { readonly late?: boolean } {
  const column = new CsvColumn('x', isWords);
  const bytes = new TextEncoder().encode(fields.join(','));
  const text = new TextDecoder('latin1').decode(bytes);
  const latin = () => text;
  column.reserve(room);
  let start = 0;
  for (const [row, field] of fields.entries()) {
    const end = start + new TextEncoder().encode(field).length;
    column.set(row, { bytes, latin }, start, end);
    start = end + 1;
  }
  const finished = column.finish(fields.length);
  return column.hasWordAmongNumbers ? { ...finished, late: true } : finished;
}

suite('CsvColumn', () => {
  test('takes the first value for the kind of the column', () => {
    assert.equal(collect(['', 'NA', '1', '2']).kind, 'numeric');
    assert.equal(collect(['', 'NA', 'a', '2']).kind, 'categorical');
  });

  test('tells of a word among numbers, so that they can be read again', () => {
    assert.equal(collect(['1', '2', 'three']).late, true);
    assert.equal(collect(['one', '2', '3']).late, undefined);
    assert.equal(collect(['1', '', 'nan', 'inf']).late, undefined);
  });

  test('keeps the notation of numbers in a column of words', () => {
    const column = collect(['007', '1.0', '7'], { isWords: true });
    assert.ok(column.kind === 'categorical');
    assert.deepEqual(column.dictionary, ['007', '1.0', '7']);
  });

  test('reads numbers that need the whole precision of a double', () => {
    const texts = ['0.1234567890123456', '1e-7', '-9007199254740993', '179769313486231570000', '4.9e-324'];
    const column = collect(texts);
    assert.ok(column.kind === 'numeric');
    assert.deepEqual([...column.values], texts.map(Number));
  });

  test('trims spaces around words and numbers', () => {
    const words = collect([' a', 'a ', ' a ']);
    assert.ok(words.kind === 'categorical');
    assert.deepEqual(words.dictionary, ['a']);
    const numbers = collect([' 1', '2 ']);
    assert.ok(numbers.kind === 'numeric');
    assert.deepEqual([...numbers.values], [1, 2]);
  });

  test('decodes each word once, with its characters right', () => {
    const column = collect(['año', '東京', 'año', 'ano']);
    assert.ok(column.kind === 'categorical');
    assert.deepEqual(column.dictionary, ['año', '東京', 'ano']);
    assert.deepEqual([...column.codes], [0, 1, 0, 2]);
  });

  test('cuts off the room that was not needed', () => {
    const column = collect(['1', '2'], { room: 100 });
    assert.ok(column.kind === 'numeric');
    assert.equal(column.values.length, 2);
  });

  test('keeps what it has when it gets more room', () => {
    const column = new CsvColumn('x', false);
    const bytes = new TextEncoder().encode('12ab');
    const chunk = { bytes, latin: () => '12ab' };
    column.reserve(1);
    column.set(0, chunk, 0, 1);
    column.reserve(3);
    column.set(1, chunk, 1, 2);
    const finished = column.finish(3);
    assert.ok(finished.kind === 'numeric');
    assert.deepEqual([...finished.values], [1, 2, Number.NaN]);
  });

  test('gives up words that are hardly ever repeated', () => {
    const rows = 120_000;
    const column = collect(Array.from({ length: rows }, (_, i) => `w${i}`));
    assert.deepEqual(column, { kind: 'other', name: 'x', holds: 'text', rows });
  });

  test('keeps many words that are repeated', () => {
    const column = collect(
      Array.from({ length: 300_000 }, (_, i) => `w${i % 60_000}`),
      { isWords: true },
    );
    assert.equal(column.kind, 'other');
    const calm = collect(
      Array.from({ length: 300_000 }, (_, i) => `w${i % 40_000}`),
      { isWords: true },
    );
    assert.ok(calm.kind === 'categorical');
    assert.equal(calm.dictionary.length, 40_000);
  });

  test('knows dates with and without a time', () => {
    const dates = ['2025-01-31', '2025-01-31 10:20', '2025-01-31T10:20:30.123Z', '2025-01-31T10:20:30+02:00'];
    assert.equal(collect(dates).kind, 'other');
    assert.equal(collect([...dates, 'soon']).kind, 'categorical');
  });

  test('takes a column without any value for numbers that are missing', () => {
    const column = collect(['', 'NA']);
    assert.ok(column.kind === 'numeric');
    assert.ok(column.values.every(value => Number.isNaN(value)));
    assert.equal(column.areIntegers, false);
  });
});
