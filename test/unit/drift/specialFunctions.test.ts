import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  chiSquareTail,
  deviance,
  erfc,
  logGamma,
  normalTwoSidedTail,
  stirlingError,
  upperGamma,
} from '../../../src/drift/specialFunctions.ts';
import { assertClose, readFixture } from './support.ts';

interface Distributions {
  readonly chiSquareTail: readonly (readonly [value: number, degrees: number, tail: number])[];
  readonly normalTwoSidedTail: readonly (readonly [z: number, tail: number])[];
}

const golden = readFixture<Distributions>('distributions.json');

suite('special functions', () => {
  test('agree with SciPy on the tail of χ², from one degree of freedom to 20,000', () => {
    for (const [value, degrees, tail] of golden.chiSquareTail) {
      assertClose(chiSquareTail(value, degrees), tail, `χ² ${value} of ${degrees}`, 0);
    }
  });

  test('agree with SciPy on both tails of the normal distribution, however far out', () => {
    for (const [z, tail] of golden.normalTwoSidedTail) assertClose(normalTwoSidedTail(z), tail, `z ${z}`, 0);
  });

  test('are symmetric in the sign of z', () => {
    assert.equal(normalTwoSidedTail(-1.7), normalTwoSidedTail(1.7));
  });

  test('give the factorials as logarithms', () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n++) {
      factorial *= n;
      assertClose(logGamma(n + 1), Math.log(factorial), `${n}!`);
    }
    assertClose(logGamma(0.5), Math.log(Math.sqrt(Math.PI)), 'Γ(½)');
  });

  test('agree on what Stirling leaves out on both sides of the change of method', () => {
    assertClose(stirlingError(1), 1 - Math.log(Math.sqrt(2 * Math.PI)), 'of 1!');
    for (const x of [15, 15.999999, 16, 17, 1000]) {
      const series = 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5) - 1 / (1680 * x ** 7);
      assertClose(stirlingError(x), series, `of ${x}`);
    }
  });

  test('keep the deviance exact next to its zero', () => {
    assert.equal(deviance(5, 5), 0);
    assert.equal(deviance(0, 3), 3);
    // The plain formula would give 0 or a negative number here.
    assertClose(deviance(1e8 + 1, 1e8), 1 / (2 * (1e8 + 1 / 3)), 'next to the mean', 0);
    assertClose(deviance(10, 2), 10 * Math.log(5) - 8, 'far from the mean', 0);
  });

  test('take the ends of their ranges', () => {
    assert.equal(upperGamma(2, 0), 1);
    assert.equal(upperGamma(2, Number.POSITIVE_INFINITY), 0);
    assert.equal(erfc(0), 1);
  });
});
