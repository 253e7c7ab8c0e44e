import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { bytesSource } from '../../../../src/drift/table/bytesSource.ts';
import { fileSource } from '../../../../src/drift/table/fileSource.ts';
import { openTable } from '../../../../src/drift/table/openTable.ts';
import { ValueCollector } from '../../../../src/drift/table/valueCollector.ts';
import { fixtureSource, sourceOf } from './support.ts';

suite('fileSource', () => {
  const content = Uint8Array.from({ length: 100 }, (_, i) => i);
  /** A file that gives only a few bytes at a time, as files may. */
  const slowFile = {
    read: async (buffer: Uint8Array, offset: number, length: number, position: number) => {
      const part = content.subarray(position, position + Math.min(length, 7));
      buffer.set(part, offset);
      return { bytesRead: part.length };
    },
  };

  test('reads on until the slice is whole', async () => {
    const slice = await fileSource('x', 100, slowFile).slice(10, 50);
    assert.deepEqual(new Uint8Array(slice), content.slice(10, 50));
  });

  test('says when the file has become shorter', async () => {
    await assert.rejects(
      fileSource('x.csv', 200, slowFile).slice(90, 120),
      /x\.csv became shorter while it was read/,
    );
  });

  test('reads nothing for an empty slice', async () => {
    assert.equal((await fileSource('x', 100, slowFile).slice(5, 5)).byteLength, 0);
  });
});

suite('bytesSource', () => {
  test('copies slices out of bytes that lie amid others', async () => {
    const source = bytesSource('x', Uint8Array.of(9, 1, 2, 3, 9).subarray(1, 4));
    assert.equal(source.sizeBytes, 3);
    assert.deepEqual(new Uint8Array(await source.slice(1, 3)), Uint8Array.of(2, 3));
  });
});

suite('openTable', () => {
  test('knows Parquet by its first bytes', async () => {
    assert.equal((await openTable(fixtureSource('types.parquet'))).rows, 6);
  });

  test('takes other text for delimited text', async () => {
    assert.deepEqual((await openTable(sourceOf('a\n1\n', 'x.txt'))).columnNames, ['a']);
  });

  test('refuses what is neither, and what is empty', async () => {
    await assert.rejects(openTable(sourceOf(Uint8Array.of(1, 0, 2), 'x.bin')), {
      name: 'TableError',
      message: 'x.bin is neither a Parquet file nor delimited text.',
    });
    await assert.rejects(openTable(sourceOf('', 'x.csv')), { message: 'x.csv is empty.' });
  });
});

suite('ValueCollector', () => {
  const collect = (...values: readonly unknown[]) => {
    const collector = new ValueCollector('x', values.length);
    for (const [row, value] of values.entries()) collector.set(row, value);
    return collector.finish();
  };

  test('collects numbers of every sort', () => {
    const column = collect(1, 2n, null, 4.5);
    assert.deepEqual(column, {
      kind: 'numeric',
      name: 'x',
      values: Float64Array.of(1, 2, Number.NaN, 4.5),
      areIntegers: false,
    });
  });

  test('takes whole numbers without gaps for integers', () => {
    const areIntegers = (...values: readonly unknown[]) => {
      const column = collect(...values);
      return column.kind === 'numeric' && column.areIntegers;
    };
    assert.equal(areIntegers(1, 2n), true);
    assert.equal(areIntegers(1, undefined), false);
  });

  test('collects words and truth values', () => {
    const column = collect('a', null, 'b', 'a', true);
    assert.deepEqual(column, {
      kind: 'categorical',
      name: 'x',
      codes: Int32Array.of(0, -1, 1, 0, 2),
      dictionary: ['a', 'b', 'true'],
    });
  });

  test('says what else a column holds', () => {
    const holds = (...values: readonly unknown[]) => {
      const column = collect(...values);
      return column.kind === 'other' ? column.holds : column.kind;
    };
    assert.equal(holds(null, new Date(0)), 'dates');
    assert.equal(holds(Uint8Array.of(1)), 'bytes');
    assert.equal(holds([1], null), 'nested values');
    assert.equal(holds(1, 'a'), 'numbers and words');
    assert.equal(holds(null, null), 'numeric');
  });
});
