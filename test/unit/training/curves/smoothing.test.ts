import { deepEqual, ok } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { smooth } from '../../../../src/training/curves/smoothing.ts';

suite('smooth', () => {
  test('a weight of 0 leaves the curve as it is', () => {
    const values = [3, 1, 2];
    deepEqual(smooth(values, 0), values);
  });
  test('starts without bias: the first value stays, a constant stays constant', () => {
    deepEqual(smooth([5], 0.9), [5]);
    for (const value of smooth(Array(50).fill(7), 0.99)) ok(Math.abs(value - 7) < 1e-9);
  });
  test('by hand: w = 0.5 on 1, 3', () => {
    // s₁ = 0.5, shown 0.5/0.5 = 1; s₂ = 0.25 + 1.5 = 1.75, shown 1.75/0.75.
    deepEqual(smooth([1, 3], 0.5), [1, 1.75 / 0.75]);
  });
  test('a gap stays a gap and pulls at nothing', () => {
    const [first, gap, last] = smooth([4, Number.NaN, 4], 0.9);
    ok(first === 4 && Number.isNaN(gap) && Math.abs((last ?? 0) - 4) < 1e-12);
    deepEqual(smooth([Number.POSITIVE_INFINITY, 2], 0.5), [Number.POSITIVE_INFINITY, 2]);
  });
});
