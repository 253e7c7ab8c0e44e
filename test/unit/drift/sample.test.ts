import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { countDistinct, takeSample } from '../../../src/drift/sample.ts';
import {
  areUnique,
  countTogether,
  countValues,
  hasAtMost,
  takeSamplePair,
} from '../../../src/drift/samplePair.ts';
import { assertClose, bell, numbers } from './support.ts';

const { NaN: none, POSITIVE_INFINITY: infinity } = Number;

suite('takeSample', () => {
  test('orders the finite values and counts the others as missing', () => {
    const { sorted, missing } = takeSample(Float64Array.of(3, none, 1, infinity, -infinity, 2));
    assert.deepEqual([...sorted], [1, 2, 3]);
    assert.equal(missing, 3);
  });

  test('brings the column into another order, and loses none of its values', () => {
    const values = Float64Array.of(3, none, 1, infinity, 2);
    const { sorted } = takeSample(values);
    assert.equal(sorted.buffer, values.buffer);
    assert.deepEqual([...values].sort(), [3, none, 1, infinity, 2].sort());
    assert.deepEqual([...takeSample(values).sorted], [1, 2, 3]);
  });

  test('divides the variance by n', () => {
    assert.equal(takeSample(Float64Array.of(1, 3)).standardDeviation, 1);
  });

  test('keeps the deviation of large values that lie close together', () => {
    const spread = takeSample(bell(1, 5000)).standardDeviation;
    assertClose(takeSample(bell(1, 5000, 2 ** -4, 2 ** 16)).standardDeviation, spread * 2 ** -4);
  });

  test('gives 0 for no and for one value', () => {
    assert.equal(takeSample(new Float64Array()).standardDeviation, 0);
    assert.equal(takeSample(Float64Array.of(5)).standardDeviation, 0);
  });
});

suite('countDistinct', () => {
  test('counts runs of equal values', () => {
    assert.equal(countDistinct(Float64Array.of(1, 1, 2, 3, 3)), 3);
    assert.equal(countDistinct(new Float64Array()), 0);
  });

  test('stops above the limit', () => {
    assert.equal(countDistinct(Float64Array.of(1, 2, 3, 4, 5), 2), 3);
    assert.equal(countDistinct(Float64Array.of(1, 2), 2), 2);
  });
});

suite('takeSamplePair', () => {
  test('holds whole numbers only if both columns do', () => {
    const whole = numbers([1, 2], true);
    assert.equal(takeSamplePair(whole, whole).areIntegers, true);
    assert.equal(takeSamplePair(whole, numbers([1, 2])).areIntegers, false);
  });

  test('counts values as categories', () => {
    const counts = countValues(takeSamplePair(numbers([1, 2, null]), numbers([2, 2.5])));
    assert.deepEqual(counts.categories, ['1', '2', '2.5']);
    assert.deepEqual([...counts.reference], [1, 1, 0]);
    assert.deepEqual(counts.n, [2, 2]);
    assert.deepEqual(counts.missing, [1, 0]);
  });

  test('tells unique values', () => {
    assert.equal(areUnique(takeSamplePair(numbers([1, 2]), numbers([2, 3]))), true);
    assert.equal(areUnique(takeSamplePair(numbers([1, 2]), numbers([3, 3]))), false);
  });

  test('counts the values of both together, and gives up above the limit', () => {
    assert.equal(countTogether(takeSamplePair(numbers([1, 2, 2]), numbers([2, 3])), 5), 3);
    assert.ok(countTogether(takeSamplePair(numbers([1, 2, 3]), numbers([1])), 2) > 2);
    assert.equal(hasAtMost(2, Float64Array.of(1, 1, 2)), true);
    assert.equal(hasAtMost(2, Float64Array.of(1, 2, 3)), false);
  });
});
