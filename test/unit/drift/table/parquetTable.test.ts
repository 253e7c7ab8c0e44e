import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { openParquet } from '../../../../src/drift/table/parquetTable.ts';
import { type Column, TableError } from '../../../../src/drift/table/table.ts';
import { readFixture } from '../support.ts';
import { fixtureSource, sourceOf } from './support.ts';

const expected = readFixture<Readonly<Record<string, readonly (number | null)[]>>>('numbers.json');

suite('openParquet', () => {
  for (const codec of ['none', 'snappy', 'zstd', 'gzip', 'brotli', 'lz4']) {
    for (const version of [1, 2]) {
      test(`reads numbers over row groups, compressed by ${codec}, in pages of version ${version}`, async () => {
        const table = await openParquet(fixtureSource(`numbers-${codec}-${version}.parquet`));
        assert.equal(table.rows, 300);
        assert.deepEqual(table.columnNames, Object.keys(expected));
        for (const [name, values] of Object.entries(expected)) {
          assert.deepEqual(valuesOf(await table.column(name)), values, name);
        }
      });
    }
  }

  test('takes integer columns without gaps for whole numbers, as pandas does', async () => {
    const table = await openParquet(fixtureSource('numbers-snappy-1.parquet'));
    const areIntegers = async (name: string) => {
      const column = await table.column(name);
      return column.kind === 'numeric' && column.areIntegers;
    };
    assert.equal(await areIntegers('longs'), true);
    assert.equal(await areIntegers('ints'), false);
    assert.equal(await areIntegers('floats'), false);
  });

  test('reads no more than the column that is asked for', async () => {
    const source = fixtureSource('numbers-none-1.parquet');
    const table = await openParquet(source);
    source.reads.length = 0;
    await table.column('floats');
    const read = source.reads.reduce((sum, [start, end]) => sum + end - start, 0);
    assert.ok(read < source.sizeBytes / 3, `${read} of ${source.sizeBytes}`);
  });
});

suite('openParquet, of other types', () => {
  const column = async (name: string) => (await openParquet(fixtureSource('types.parquet'))).column(name);

  test('reads words, coded or not', async () => {
    assert.deepEqual(wordsOf(await column('word')), ['a', 'b', null, 'a', 'é', 'b']);
    assert.deepEqual(wordsOf(await column('coded')), ['x', 'y', 'x', 'x', null, 'y']);
  });

  test('takes truth values for words', async () => {
    assert.deepEqual(wordsOf(await column('flag')), ['true', 'false', null, 'true', 'true', 'false']);
  });

  test('reads decimals, unsigned, small and delta-coded numbers', async () => {
    assert.deepEqual(valuesOf(await column('price')), [1.25, null, 2.5, 3.75, 4, 5]);
    assert.deepEqual(valuesOf(await column('unsigned')), [1, 2, 3, 2 ** 31 + 5, 5, 6]);
    assert.deepEqual(valuesOf(await column('small')), [1, -2, 3, -4, 5, -6]);
    assert.deepEqual(valuesOf(await column('delta')), [10, 20, 30, 40, 50, 60]);
  });

  test('reads a column without values', async () => {
    assert.deepEqual(
      valuesOf(await column('nothing')),
      Array.from({ length: 6 }, () => null),
    );
  });

  test('says what columns hold that cannot be compared', async () => {
    for (const [name, holds] of [
      ['day', 'dates'],
      ['at', 'dates'],
      ['list', 'nested values'],
      ['pair', 'nested values'],
    ] as const) {
      assert.deepEqual(await column(name), { kind: 'other', name, holds, rows: 6 });
    }
  });

  test('finds the columns behind nested ones', async () => {
    assert.deepEqual(valuesOf(await column('last')), [0.5, 1.5, 2.5, 3.5, 4.5, 5.5]);
  });

  test('names a column that is not there', async () => {
    await assert.rejects(column('nowhere'), new TableError('types.parquet has no column nowhere.'));
  });
});

suite('openParquet, of damaged files', () => {
  test('says that it cannot read them', async () => {
    const source = sourceOf(new TextEncoder().encode('PAR1 and then nothing of use'), 'broken.parquet');
    await assert.rejects(openParquet(source), {
      name: 'TableError',
      message: /^broken\.parquet is no readable Parquet file: /,
    });
  });

  test('names the column whose data are damaged', async () => {
    const whole = new Uint8Array(await fixtureSource('numbers-zstd-1.parquet').slice(0, 7488));
    whole.fill(0xff, 4, 60);
    const table = await openParquet(sourceOf(whole, 'broken.parquet'));
    await assert.rejects(table.column('ints'), {
      name: 'TableError',
      message: /^Column ints of broken\.parquet cannot be read: /,
    });
  });

  test('stops when it is aborted', async () => {
    const controller = new AbortController();
    const table = await openParquet(fixtureSource('numbers-none-1.parquet'), { signal: controller.signal });
    controller.abort(new Error('enough'));
    await assert.rejects(table.column('ints'), /enough/);
  });
});

function valuesOf(column: Column): readonly (number | null)[] {
  assert.ok(column.kind === 'numeric', column.kind);
  return Array.from(column.values, value => (Number.isNaN(value) ? null : value));
}

function wordsOf(column: Column): readonly (string | null)[] {
  assert.ok(column.kind === 'categorical', column.kind);
  return Array.from(column.codes, code => column.dictionary[code] ?? null);
}
