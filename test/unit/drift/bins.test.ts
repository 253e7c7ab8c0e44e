import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  countByValue,
  countInBins,
  equalEdges,
  firstAbove,
  firstAtLeast,
  sturgesEdges,
  toShares,
} from '../../../src/drift/bins.ts';

const sorted = (...values: readonly number[]) => Float64Array.from(values).sort();

suite('sturgesEdges', () => {
  test('makes ⌈log₂ n⌉ + 1 bins over both samples', () => {
    const edges = sturgesEdges({ reference: sorted(0, 1, 2, 3, 4), current: sorted(5, 6, 7, 8, 10) }, false);
    assert.equal(edges.length - 1, 5);
    assert.equal(edges[0], 0);
    assert.equal(edges.at(-1), 10);
  });

  test('gives whole numbers no bin narrower than 1', () => {
    const pair = { reference: sorted(0, 0, 1, 1, 2, 2, 3, 3), current: sorted(0, 1, 2, 3, 0, 1, 2, 3) };
    assert.equal(sturgesEdges(pair, true).length - 1, 3);
    assert.equal(sturgesEdges(pair, false).length - 1, 5);
  });

  test('puts a single value in the middle of one bin', () => {
    assert.deepEqual([...sturgesEdges({ reference: sorted(7, 7), current: sorted(7) }, false)], [6.5, 7.5]);
  });
});

suite('equalEdges', () => {
  test('ends exactly at the last edge, whatever the rounding of the steps', () => {
    assert.equal(equalEdges(0, 0.7, 7).at(-1), 0.7);
    assert.deepEqual([...equalEdges(1, 3, 4)], [1, 1.5, 2, 2.5, 3]);
  });
});

suite('countInBins', () => {
  test('counts edges into the bin that they open, and the last one into the last bin', () => {
    const counts = countInBins(sorted(0, 0.5, 1, 1.5, 2), Float64Array.of(0, 1, 2));
    assert.deepEqual([...counts], [2, 3]);
  });

  test('leaves out what lies beyond the edges', () => {
    assert.deepEqual([...countInBins(sorted(-5, 0, 1, 9), Float64Array.of(0, 1, 2))], [1, 1]);
  });

  test('counts nothing of an empty sample', () => {
    assert.deepEqual([...countInBins(sorted(), Float64Array.of(0, 1, 2))], [0, 0]);
  });
});

suite('countByValue', () => {
  test('lists the values of both samples upwards', () => {
    const counted = countByValue({ reference: sorted(2, 1, 2), current: sorted(3, 2) });
    assert.deepEqual(counted.values, [1, 2, 3]);
    assert.deepEqual([...counted.reference], [1, 2, 0]);
    assert.deepEqual([...counted.current], [0, 1, 1]);
  });

  test('takes both zeros for the same value', () => {
    assert.equal(countByValue({ reference: sorted(0, -0), current: sorted(0) }).values.length, 1);
  });
});

suite('toShares', () => {
  test('divides by the total', () => {
    assert.deepEqual([...toShares(Float64Array.of(1, 3), 4)], [0.25, 0.75]);
  });
});

suite('firstAtLeast and firstAbove', () => {
  const values = sorted(1, 2, 2, 2, 5);

  test('stand on both sides of equal values', () => {
    assert.equal(firstAtLeast(values, 2), 1);
    assert.equal(firstAbove(values, 2), 4);
  });

  test('agree where the bound does not occur', () => {
    assert.equal(firstAtLeast(values, 3), 4);
    assert.equal(firstAbove(values, 3), 4);
  });

  test('stay between the indices that they are given', () => {
    assert.equal(firstAtLeast(values, 0, 2, 4), 2);
    assert.equal(firstAbove(values, 9, 2, 4), 4);
  });

  test('find the ends', () => {
    assert.equal(firstAtLeast(values, -1), 0);
    assert.equal(firstAbove(values, 5), 5);
    assert.equal(firstAbove(sorted(), 5), 0);
  });
});
