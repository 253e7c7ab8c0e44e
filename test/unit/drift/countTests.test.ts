import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { chiSquareTest, proportionsTest } from '../../../src/drift/countTests.ts';
import { assertClose } from './support.ts';

const counts = (reference: readonly number[], current: readonly number[]) => ({
  reference: Float64Array.from(reference),
  current: Float64Array.from(current),
});

suite('chiSquareTest', () => {
  test('compares with the reference scaled to the size of the current table', () => {
    const { statistic, pValue } = chiSquareTest(counts([32, 36, 20], [16, 16, 12]));
    assertClose(statistic, 4 / 18 + 4 / 10);
    // With two degrees of freedom, the tail is an exponential.
    assertClose(pValue, Math.exp(-statistic / 2));
  });

  test('is certain of drift where the reference lacks a category', () => {
    const { statistic, pValue } = chiSquareTest(counts([10, 0], [8, 2]));
    assert.equal(statistic, Number.POSITIVE_INFINITY);
    assert.equal(pValue, 0);
  });

  test('finds nothing in equal shares', () => {
    assert.deepEqual(chiSquareTest(counts([10, 20, 30], [1, 2, 3])), { statistic: 0, pValue: 1 });
  });

  test('has no p-value for a single category', () => {
    assert.ok(Number.isNaN(chiSquareTest(counts([10], [20])).pValue));
  });
});

suite('proportionsTest', () => {
  test('agrees with the pooled z test', () => {
    assertClose(proportionsTest(counts([1, 3], [3, 1])).pValue, 0.15729920705028522);
  });

  test('does not depend on which category comes first', () => {
    const one = proportionsTest(counts([40, 60], [55, 45]));
    const other = proportionsTest(counts([60, 40], [45, 55]));
    assertClose(one.pValue, other.pValue);
    assertClose(one.statistic, -other.statistic);
  });

  test('keeps full precision far out, where one minus the distribution function has none', () => {
    const { pValue } = proportionsTest(counts([900, 100], [100, 900]));
    assert.ok(pValue > 0 && pValue < 1e-200);
  });

  test('is 1 for a single category that both share', () => {
    assert.deepEqual(proportionsTest(counts([10], [20])), { statistic: 0, pValue: 1 });
  });
});
