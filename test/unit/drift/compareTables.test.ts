import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compareTables } from '../../../src/drift/compareTables.ts';
import { aTable, bell, numbers, words } from './support.ts';

const calm = (name: string) => ({ ...numbers([], false, name), values: bell(1, 200) });
const moved = (name: string) => ({ ...numbers([], false, name), values: bell(1, 200, 1, 3) });

suite('compareTables', () => {
  test('reports features in the order of the reference, and what only one table has', async () => {
    const { report, distributions } = await compareTables(
      aTable(calm('b'), calm('a'), calm('gone')),
      aTable(calm('new'), calm('a'), calm('b')),
    );
    assert.deepEqual(
      report.features.map(({ name }) => name),
      ['b', 'a'],
    );
    assert.equal(distributions.length, 2);
    assert.deepEqual(report.skipped, [
      { name: 'gone', why: 'is only in the reference table' },
      { name: 'new', why: 'is only in the current table' },
    ]);
  });

  test('takes half of the features for drift of the tables', async () => {
    const half = await compareTables(aTable(calm('a'), calm('b')), aTable(calm('a'), moved('b')));
    assert.equal(half.report.share, 0.5);
    assert.equal(half.report.drifted, true);
    const third = await compareTables(
      aTable(calm('a'), calm('b'), calm('c')),
      aTable(calm('a'), moved('b'), calm('c')),
    );
    assert.equal(third.report.drifted, false);
  });

  test('takes tables without a common feature for not drifted', async () => {
    const { report } = await compareTables(
      aTable(words(['a', 'b', 'c'], 'note')),
      aTable(words(['d', 'e', 'f'], 'note')),
    );
    assert.equal(report.drifted, false);
    assert.equal(report.share, 0);
    assert.equal(report.skipped.length, 1);
  });

  test('tells how far it has come', async () => {
    const told: [number, string][] = [];
    const onProgress = (done: number, column: string) => void told.push([done, column]);
    await compareTables(aTable(calm('a'), calm('b')), aTable(calm('a'), calm('b')), { onProgress });
    assert.deepEqual(told, [
      [0, 'a'],
      [0.5, 'b'],
    ]);
  });

  test('stops between columns when it is aborted', async () => {
    const controller = new AbortController();
    const compared: string[] = [];
    const onProgress = (_: number, column: string) => {
      compared.push(column);
      controller.abort(new Error('enough'));
    };
    const options = { signal: controller.signal, onProgress };
    await assert.rejects(
      compareTables(aTable(calm('a'), calm('b')), aTable(calm('a'), calm('b')), options),
      /enough/,
    );
    assert.deepEqual(compared, ['a']);
  });
});
