import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compareColumns } from '../../../src/drift/compareColumns.ts';
import type { Column } from '../../../src/drift/table/table.ts';
import { bell, numbers, words } from './support.ts';

const count = (length: number, from = 0) => Array.from({ length }, (_, i) => i + from);
const many = (value: number | null) => Array.from({ length: 30 }, () => value);

suite('compareColumns, of what is no feature', () => {
  test('skips columns without values', () => {
    skips(numbers(many(null)), numbers([1, 2]), 'all values are missing in the reference table');
    skips(words(['a', 'a', 'b']), words([null, null]), 'all values are missing in the current table');
    skips(
      numbers(many(null)),
      numbers(many(null)),
      'all values are missing in the reference and the current table',
    );
    skips(numbers([Number.POSITIVE_INFINITY]), numbers([1]), 'all values are missing in the reference table');
  });

  test('skips columns of other kinds', () => {
    const dates: Column = { kind: 'other', name: 'x', holds: 'dates', rows: 3 };
    skips(dates, numbers([1]), 'holds dates');
    skips(numbers([1]), { ...dates, holds: 'nested values' }, 'holds nested values');
  });

  test('skips columns that are numbers here and words there', () => {
    skips(numbers([1, 2]), words(['a']), 'holds numbers in the reference and words in the current table');
    skips(words(['a']), numbers([1, 2]), 'holds words in the reference and numbers in the current table');
  });

  test('skips text: words of which more than half differ', () => {
    skips(words(['a', 'a']), words(['a', 'b', 'c']), 'holds text: 3 different values in 3 rows');
    assert.ok('feature' in compareColumns(words(['a', 'b']), words(['a', 'b', 'a', 'b'])));
  });

  test('skips whole numbers that name rows', () => {
    for (const name of ['id', 'ID', 'customer_id', 'Unnamed: 0', 'row_id', 'index', '']) {
      skips(
        numbers(count(50), true, name),
        numbers(count(50, 50), true, name),
        'identifies rows: every value occurs once',
      );
    }
  });

  test('compares unique numbers of other names, and repeated ones of such names', () => {
    assert.ok(
      'feature' in compareColumns(numbers(count(50), true, 'width'), numbers(count(50), true, 'width')),
    );
    const repeated = numbers([...count(50), 3], true, 'id');
    assert.ok('feature' in compareColumns(repeated, repeated));
    const fractions = numbers(count(50), false, 'id');
    assert.ok('feature' in compareColumns(fractions, fractions));
  });
});

suite('compareColumns, of features', () => {
  test('takes whole numbers of up to ten values in the current table for categories', () => {
    const ten = numbers(
      count(40).map(i => i % 10),
      true,
    );
    const eleven = numbers(
      count(40).map(i => i % 11),
      true,
    );
    assert.equal(kindOf(eleven, ten), 'categorical');
    assert.equal(kindOf(ten, eleven), 'numeric');
    assert.equal(kindOf(ten, numbers(count(40).map(i => i % 10))), 'numeric');
  });

  test('draws few values as categories, many as bins', () => {
    const half = numbers(count(40).map(i => (i % 2) / 2));
    assert.equal(distributionOf(half, half), 'categorical');
    const smooth = { ...numbers([]), values: bell(1, 500) };
    assert.equal(distributionOf(smooth, smooth), 'numeric');
  });

  test('counts what is missing beside what is compared', () => {
    const compared = compareColumns(words(['a', null, 'a', 'b']), words(['a', 'a', 'b', 'b', null, null]));
    assert.ok('feature' in compared);
    assert.deepEqual(compared.feature.n, [3, 4]);
    assert.deepEqual(compared.feature.missing, [1, 2]);
  });

  test('finds a category that is new certain drift', () => {
    const compared = compareColumns(words(['a', 'b', 'a', 'b']), words(['a', 'b', 'c', 'a', 'b', 'c']));
    assert.ok('feature' in compared);
    assert.equal(compared.feature.test, 'chisquare');
    assert.equal(compared.feature.pValue, 0);
    assert.equal(compared.feature.drifted, true);
    assert.equal(compared.feature.statistics.chiSquare, undefined);
  });

  test('divides by no deviation smaller than 0.001', () => {
    const steady = numbers(many(1).concat(count(7).map(i => 1 + i * 1e-9)));
    const moved = numbers(many(1.5).concat(count(7).map(i => 1.5 + i * 1e-9)));
    const compared = compareColumns(steady, moved);
    assert.ok('feature' in compared);
    const { wasserstein = 0, wassersteinNormed = 0 } = compared.feature.statistics;
    assert.ok(Math.abs(wassersteinNormed - wasserstein / 0.001) < 1e-9);
  });
});

function skips(reference: Column, current: Column, why: string): void {
  assert.deepEqual(compareColumns(reference, current), { name: reference.name, why });
}

function kindOf(reference: Column, current: Column): string {
  const compared = compareColumns(reference, current);
  return 'feature' in compared ? compared.feature.kind : compared.why;
}

function distributionOf(reference: Column, current: Column): string {
  const compared = compareColumns(reference, current);
  return 'feature' in compared ? compared.distribution.kind : compared.why;
}
