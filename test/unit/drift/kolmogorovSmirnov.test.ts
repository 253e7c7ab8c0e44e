import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { kolmogorovSmirnovPValue } from '../../../src/drift/kolmogorovSmirnov.ts';
import { assertClose, readFixture } from './support.ts';

interface Distributions {
  readonly kolmogorovSmirnov: readonly (readonly [statistic: number, m: number, n: number, p: number])[];
}

const golden = readFixture<Distributions>('distributions.json');

suite('kolmogorovSmirnovPValue', () => {
  test('agrees with SciPy, exact up to 10,000 values and approximate beyond', () => {
    for (const [statistic, m, n, p] of golden.kolmogorovSmirnov) {
      assertClose(kolmogorovSmirnovPValue(statistic, m, n), p, `D ${statistic} of ${m} and ${n}`, 0);
    }
  });

  test('does not depend on the order of the samples', () => {
    assert.equal(kolmogorovSmirnovPValue(0.2, 50, 80), kolmogorovSmirnovPValue(0.2, 80, 50));
    assert.equal(kolmogorovSmirnovPValue(0.02, 50_000, 800), kolmogorovSmirnovPValue(0.02, 800, 50_000));
  });

  test('is 1 for equal distributions', () => {
    assert.equal(kolmogorovSmirnovPValue(0, 10, 12), 1);
    assert.equal(kolmogorovSmirnovPValue(0, 10, 10), 1);
    assert.equal(kolmogorovSmirnovPValue(0, 20_000, 10), 1);
  });

  test('counts the paths of tiny samples exactly', () => {
    // Of the C(4, 2) = 6 orders of two and two values, 2 keep the samples apart.
    assertClose(kolmogorovSmirnovPValue(1, 2, 2), 1 / 3, 'two and two');
    // Of the C(3, 1) = 3 orders of one and two values, 2 put the single one at an end.
    assertClose(kolmogorovSmirnovPValue(1, 1, 2), 2 / 3, 'one and two');
  });
});
