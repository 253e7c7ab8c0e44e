import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compareColumns } from '../../../src/drift/compareColumns.ts';
import type { FeatureDrift } from '../../../src/drift/feature.ts';
import { kolmogorovSmirnovPValue } from '../../../src/drift/kolmogorovSmirnov.ts';
import { kolmogorovTail } from '../../../src/drift/kolmogorovTail.ts';
import type { Column, NumericColumn } from '../../../src/drift/table/table.ts';
import { assertClose, bell, words } from './support.ts';

/** Pairs of samples of several sizes and shapes. */
const pairs = [
  [column(bell(1, 300)), column(bell(2, 200, 1, 0.1))],
  [column(bell(3, 1500)), column(bell(4, 1500, 2))],
  [column(bell(5, 12_000)), column(bell(6, 900, 1, -0.2))],
  [column(bell(7, 400, 20).map(Math.round)), column(bell(8, 500, 23, 1).map(Math.round))],
  [column(bell(9, 2000).map(Math.exp)), column(bell(10, 2000).map(value => Math.exp(value * 1.2)))],
] as const;

suite('what holds for every numeric feature', () => {
  for (const [index, [reference, current]] of pairs.entries()) {
    const there = featureOf(reference, current).statistics;

    test(`distances do not depend on which table is the reference, pair ${index + 1}`, () => {
      const back = featureOf(current, reference).statistics;
      assert.equal(there.ks, back.ks);
      assertClose(there.ksPValue, back.ksPValue ?? Number.NaN);
      assertClose(there.wasserstein, back.wasserstein ?? Number.NaN);
      assertClose(there.jensenShannon, back.jensenShannon ?? Number.NaN);
    });

    test(`the unit of the values does not matter, but to the plain Wasserstein distance, pair ${index + 1}`, () => {
      const inOther = featureOf(scaled(reference, 1024), scaled(current, 1024)).statistics;
      assert.equal(inOther.ks, there.ks);
      assertClose(inOther.wassersteinNormed, there.wassersteinNormed ?? Number.NaN);
      assertClose(inOther.wasserstein, (there.wasserstein ?? Number.NaN) * 1024);
    });

    test(`the order of the rows does not matter, pair ${index + 1}`, () => {
      const reversed = (from: NumericColumn) => ({ ...from, values: from.values.toReversed() });
      const { ks, wasserstein, psi } = featureOf(reversed(reference), reversed(current)).statistics;
      assert.deepEqual([ks, wasserstein, psi], [there.ks, there.wasserstein, there.psi]);
    });

    test(`missing values change nothing but their count, pair ${index + 1}`, () => {
      const gappy = column(Float64Array.of(Number.NaN, ...reference.values, Number.POSITIVE_INFINITY));
      const feature = featureOf(gappy, current);
      assert.deepEqual(feature.missing, [2, 0]);
      assertClose(feature.statistics.wasserstein, there.wasserstein ?? Number.NaN);
      assert.equal(feature.statistics.ks, there.ks);
      assert.equal(feature.statistics.psi, there.psi);
    });

    test(`a table does not drift from itself, pair ${index + 1}`, () => {
      const feature = featureOf(reference, reference);
      const { ks, ksPValue, wasserstein, psi, jensenShannon } = feature.statistics;
      assert.deepEqual([ks, ksPValue, wasserstein, psi, jensenShannon], [0, 1, 0, 0, 0]);
      assert.equal(feature.drifted, false);
    });
  }

  test('all statistics lie in their ranges', () => {
    for (const [reference, current] of pairs) {
      const {
        ks = -1,
        ksPValue = -1,
        jensenShannon = -1,
        psi = -1,
      } = featureOf(reference, current).statistics;
      assert.ok(ks >= 0 && ks <= 1);
      assert.ok(ksPValue >= 0 && ksPValue <= 1);
      assert.ok(jensenShannon >= 0 && jensenShannon <= Math.sqrt(Math.LN2));
      assert.ok(psi >= 0);
    }
  });
});

suite('what holds for every categorical feature', () => {
  const reference = words(Array.from({ length: 400 }, (_, i) => 'abcd'.charAt((i * i) % 4)));
  const current = words(Array.from({ length: 300 }, (_, i) => 'abcd'.charAt((i * 7 + (i % 3)) % 4)));

  test('the names of the categories do not matter', () => {
    const renamed = (from: typeof reference) => ({
      ...from,
      dictionary: from.dictionary.map(word => `category ${word}`),
    });
    assert.deepEqual(
      featureOf(renamed(reference), renamed(current)).statistics,
      featureOf(reference, current).statistics,
    );
  });

  test('the order of the dictionary does not matter', () => {
    const turned = {
      ...reference,
      dictionary: reference.dictionary.toReversed(),
      codes: reference.codes.map(code => reference.dictionary.length - 1 - code),
    };
    assert.deepEqual(featureOf(turned, current), featureOf(reference, current));
  });

  test('a table does not drift from itself', () => {
    const { statistics, drifted } = featureOf(reference, reference);
    assert.deepEqual(statistics, {
      psi: 0,
      jensenShannon: 0,
      chiSquare: 0,
      chiSquarePValue: 1,
      totalVariation: 0,
    });
    assert.equal(drifted, false);
  });
});

suite('Kolmogorov’s distribution', () => {
  test('falls as the distance grows, over every change of method', () => {
    for (const n of [5, 100, 140, 141, 1000, 99_999, 100_001, 999_999]) {
      let before = 1;
      for (let z = 0.25; z < 6; z += 0.05) {
        const tail = kolmogorovTail(n, Math.min(1, z / Math.sqrt(n)));
        assert.ok(tail <= before + 1e-14, `n ${n}, z ${z}: ${tail} after ${before}`);
        before = tail;
      }
    }
  });

  test('tends to its limit as samples grow', () => {
    const limit = (z: number) =>
      2 * [1, 2, 3, 4, 5].reduce((sum, k) => sum + (-1) ** (k - 1) * Math.exp(-2 * k * k * z * z), 0);
    for (const z of [0.6, 1, 1.36, 2]) {
      const n = 900_000;
      assert.ok(Math.abs(kolmogorovTail(n, z / Math.sqrt(n)) / limit(z) - 1) < 0.005);
    }
  });

  test('is met by the exact test of two large samples', () => {
    const [m, n] = [9000, 8000];
    for (const statistic of [0.01, 0.02, 0.03]) {
      const exact = kolmogorovSmirnovPValue(statistic, m, n);
      const approximate = kolmogorovTail(Math.round((m * n) / (m + n)), statistic);
      assert.ok(Math.abs(exact / approximate - 1) < 0.05, `${exact} and ${approximate}`);
    }
  });

  test('gives the exact test full precision far out', () => {
    // All of one sample before all of the other: two orders out of C(40, 20).
    assertClose(kolmogorovSmirnovPValue(1, 20, 20), 2 / 137_846_528_820);
    // The same of samples that differ in size: two out of C(21, 10).
    assertClose(kolmogorovSmirnovPValue(1, 11, 10), 2 / 352_716);
  });
});

function column(values: Float64Array): NumericColumn {
  return { kind: 'numeric', name: 'x', values, areIntegers: false };
}

function scaled(from: NumericColumn, factor: number): NumericColumn {
  return { ...from, values: from.values.map(value => value * factor) };
}

function featureOf(reference: Column, current: Column): FeatureDrift {
  const compared = compareColumns(reference, current);
  assert.ok('feature' in compared, JSON.stringify(compared));
  return compared.feature;
}
