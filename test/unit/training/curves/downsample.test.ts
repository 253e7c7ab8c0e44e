import { deepEqual, equal, ok } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { downsample } from '../../../../src/training/curves/downsample.ts';

const count = 10_000;
const xs = Array.from({ length: count }, (_, index) => index);
const calm = xs.map(x => Math.sin(x / 500));

suite('downsample', () => {
  test('leaves a thin curve alone', () => {
    const points = { xs: [1, 2, 3], ys: [3, 2, 1] };
    deepEqual(downsample(points, 100), points);
  });
  test('keeps so few points as the pixels can show, in order, and both ends', () => {
    const thin = downsample({ xs, ys: calm }, 100);
    ok(thin.xs.length <= 600, `${thin.xs.length} points`);
    equal(thin.xs.length, thin.ys.length);
    deepEqual(
      thin.xs,
      thin.xs.toSorted((a, b) => a - b),
    );
    deepEqual([thin.xs[0], thin.xs.at(-1)], [0, count - 1]);
  });
  test('keeps a single peak and a single dip', () => {
    const ys = calm.with(5432, 99).with(1234, -99);
    const thin = downsample({ xs, ys }, 50);
    ok(thin.ys.includes(99) && thin.ys.includes(-99));
  });
  test('keeps a gap', () => {
    const thin = downsample({ xs, ys: calm.with(5000, Number.NaN) }, 50);
    ok(thin.ys.some(Number.isNaN));
  });
  test('a long gap does not cost more than what it shows', () => {
    const thin = downsample({ xs, ys: xs.map(() => Number.NaN) }, 50);
    ok(thin.xs.length <= 300, `${thin.xs.length} points`);
  });
  test('all at one place, and nothing at all', () => {
    equal(downsample({ xs: xs.map(() => 7), ys: calm }, 10).xs.length, count);
    deepEqual(downsample({ xs: [], ys: [] }, 10), { xs: [], ys: [] });
  });
  test('places far apart: empty buckets cost nothing', () => {
    const far = [...xs.slice(0, 500), 1e9];
    const thin = downsample({ xs: far, ys: far }, 100);
    deepEqual([thin.xs[0], thin.xs.at(-1)], [0, 1e9]);
    ok(thin.xs.length < 20);
  });
});
