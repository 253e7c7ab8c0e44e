import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { kolmogorovTail } from '../../../src/drift/kolmogorovTail.ts';
import { smirnovTail } from '../../../src/drift/smirnovTail.ts';
import { assertClose, readFixture } from './support.ts';

interface Distributions {
  readonly smirnovTail: readonly (readonly [n: number, distance: number, tail: number])[];
  readonly kolmogorovTail: readonly (readonly [n: number, distance: number, tail: number])[];
}

const golden = readFixture<Distributions>('distributions.json');

suite('smirnovTail', () => {
  test('agrees with SciPy from one value to three millions', () => {
    for (const [n, distance, tail] of golden.smirnovTail) {
      assertClose(smirnovTail(n, distance), tail, `n ${n}, D ${distance}`, 0);
    }
  });

  test('falls as the distance grows', () => {
    const tails = [0.001, 0.002, 0.004, 0.008].map(distance => smirnovTail(100_000, distance));
    assert.deepEqual(
      tails,
      tails.toSorted((a, b) => b - a),
    );
  });
});

suite('kolmogorovTail', () => {
  test('agrees with SciPy in every range of size and distance', () => {
    for (const [n, distance, tail] of golden.kolmogorovTail) {
      assertClose(kolmogorovTail(n, distance), tail, `n ${n}, D ${distance}`, 0);
    }
  });

  test('is certain below the least possible distance and impossible from 1 on', () => {
    assert.equal(kolmogorovTail(10, 0.05), 1);
    assert.equal(kolmogorovTail(10, 1), 0);
    assert.equal(kolmogorovTail(10, 1.5), 0);
  });

  test('gives 0 where the probability is below the smallest double', () => {
    assert.equal(kolmogorovTail(100_000, 0.4), 0);
  });
});
