import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { largestGap } from '../../../src/drift/largestGap.ts';
import {
  jensenShannonDistance,
  populationStabilityIndex,
  totalVariationDistance,
} from '../../../src/drift/shareDistances.ts';
import { wassersteinDistance } from '../../../src/drift/wasserstein.ts';
import { assertClose, bell } from './support.ts';

const pairOf = (reference: Iterable<number>, current: Iterable<number>) => ({
  reference: Float64Array.from(reference).sort(),
  current: Float64Array.from(current).sort(),
});
const shares = (reference: readonly number[], current: readonly number[]) => ({
  reference: Float64Array.from(reference),
  current: Float64Array.from(current),
});

suite('wassersteinDistance', () => {
  test('is the shift of a shifted sample', () => {
    assertClose(wassersteinDistance(pairOf([1, 2, 3], [6, 7, 8])), 5);
    assertClose(wassersteinDistance(pairOf([6, 7, 8], [1, 2, 3])), 5);
  });

  test('weighs values of samples of different sizes by their shares', () => {
    assertClose(wassersteinDistance(pairOf([0, 1, 3], [5, 6, 8, 8])), 5.416666666666667);
    assertClose(wassersteinDistance(pairOf([0], [0, 1])), 0.5);
  });

  test('is the same along the values and along the probabilities', () => {
    for (const [m, n] of [
      [400, 300],
      [250, 1000],
      [37, 41],
    ] as const) {
      const pair = pairOf(bell(m, m), bell(n, n, 1.2, 0.1));
      assertClose(wassersteinDistance(pair), areaAlongValues(pair), `${m} and ${n}`);
    }
  });

  test('is 0 for equal samples', () => {
    assert.equal(wassersteinDistance(pairOf([1, 2, 2], [1, 2, 2])), 0);
    assert.equal(wassersteinDistance(pairOf([1, 2], [1, 1, 2, 2])), 0);
  });
});

suite('largestGap', () => {
  test('is 1 for samples that lie apart, 0 for equal ones', () => {
    assert.equal(largestGap(pairOf([1, 2, 3], [7, 8])), 1);
    assert.equal(largestGap(pairOf([1, 2, 3], [1, 2, 3])), 0);
    assert.equal(largestGap(pairOf([5, 5, 5], [5, 5])), 0);
  });

  test('takes equal values of both samples as one step', () => {
    assertClose(largestGap(pairOf([1, 1, 2], [1, 2, 2])), 1 / 3);
  });

  test('agrees with a walk over every value', () => {
    for (const [seed, scale] of [
      [1, 1],
      [2, 1.05],
      [3, 3],
      [4, 0.2],
    ] as const) {
      const smooth = pairOf(bell(seed, 900), bell(seed + 10, 700, scale, 0.02));
      assert.equal(largestGap(smooth), walkedGap(smooth));
      const rough = pairOf(
        bell(seed, 900, 8).map(Math.round),
        bell(seed + 10, 700, 8 * scale, 0.5).map(Math.round),
      );
      assert.equal(largestGap(rough), walkedGap(rough));
    }
  });

  test('copes with samples of very different sizes', () => {
    const pair = pairOf(bell(1, 1500), [0.1, 0.2]);
    assert.equal(largestGap(pair), walkedGap(pair));
    assert.equal(largestGap(pairOf([0.5], bell(1, 1500))), walkedGap(pairOf([0.5], bell(1, 1500))));
  });
});

suite('populationStabilityIndex', () => {
  test('sums the differences times the logarithms of the ratios', () => {
    assertClose(
      populationStabilityIndex(shares([0.5, 0.5], [0.25, 0.75])),
      0.25 * Math.log(2) + 0.25 * Math.log(1.5),
    );
  });

  test('takes an empty share for 0.0001', () => {
    assertClose(
      populationStabilityIndex(shares([1, 0], [0.5, 0.5])),
      0.5 * Math.log(2) + 0.4999 * Math.log(5000),
    );
  });

  test('takes an empty share beside tiny ones for a millionth of the smallest', () => {
    const tiny = 0.00005;
    const filler = tiny / 1e6;
    assertClose(
      populationStabilityIndex(shares([1 - tiny, tiny, 0], [1 - tiny, 0, tiny])),
      (tiny - filler) * Math.log(tiny / filler) * 2,
    );
  });

  test('is 0 for equal shares', () => {
    assert.equal(populationStabilityIndex(shares([0.2, 0.8], [0.2, 0.8])), 0);
  });
});

suite('jensenShannonDistance', () => {
  test('goes from 0 to √ln 2', () => {
    assert.equal(jensenShannonDistance(shares([0.3, 0.7], [0.3, 0.7])), 0);
    assertClose(jensenShannonDistance(shares([1, 0], [0, 1])), Math.sqrt(Math.LN2));
  });

  test('agrees with SciPy', () => {
    assertClose(jensenShannonDistance(shares([1, 0], [0.5, 0.5])), 0.46450140402245893);
  });

  test('is symmetric', () => {
    assert.equal(
      jensenShannonDistance(shares([0.1, 0.9], [0.6, 0.4])),
      jensenShannonDistance(shares([0.6, 0.4], [0.1, 0.9])),
    );
  });
});

suite('totalVariationDistance', () => {
  test('is half the sum of the differences', () => {
    assertClose(totalVariationDistance(shares([0.5, 0.3, 0.2], [0.2, 0.3, 0.5])), 0.3);
    assert.equal(totalVariationDistance(shares([1, 0], [0, 1])), 1);
  });
});

interface Pair {
  readonly reference: Float64Array;
  readonly current: Float64Array;
}

/** Shares of values at or below each value of either sample, one after another. */
function distributionFunctions({ reference, current }: Pair): { value: number; gap: number }[] {
  const values = [...new Set([...reference, ...current])].sort((a, b) => a - b);
  const below = (sample: Float64Array, value: number) => sample.filter(other => other <= value).length;
  return values.map(value => ({
    value,
    gap: Math.abs(below(reference, value) * current.length - below(current, value) * reference.length),
  }));
}

function walkedGap(pair: Pair): number {
  const widest = Math.max(...distributionFunctions(pair).map(({ gap }) => gap));
  return widest / pair.reference.length / pair.current.length;
}

function areaAlongValues(pair: Pair): number {
  const places = distributionFunctions(pair);
  const area = places.reduce(
    (sum, { value, gap }, i) => sum + gap * ((places[i + 1]?.value ?? value) - value),
    0,
  );
  return area / pair.reference.length / pair.current.length;
}
