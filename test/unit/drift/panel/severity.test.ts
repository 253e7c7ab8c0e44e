import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { thresholdOf } from '../../../../src/drift/driftTest.ts';
import type { DriftTest, FeatureDrift } from '../../../../src/drift/feature.ts';
import { severity, severityBar } from '../../../../src/drift/panel/severity.ts';
import { initialSort, nextSort, sortFeatures } from '../../../../src/drift/panel/sortFeatures.ts';

function aFeature(
  name: string,
  chosen: DriftTest,
  score: number,
  missing: [number, number] = [0, 0],
): FeatureDrift {
  const threshold = thresholdOf(chosen);
  return {
    name,
    kind: 'numeric',
    test: chosen,
    score,
    pValue: null,
    threshold,
    drifted: false,
    n: [10, 10],
    missing,
    statistics: {},
  };
}

suite('severity', () => {
  test('is 1 at the threshold, whatever the test', () => {
    assert.equal(severity(aFeature('a', 'wasserstein', 0.1)), 1);
    assert.equal(severity(aFeature('a', 'ks', 0.05)), 1);
  });

  test('is 0 without any drift', () => {
    assert.equal(severity(aFeature('a', 'jensenshannon', 0)), 0);
    assert.equal(severity(aFeature('a', 'chisquare', 1)), 0);
  });

  test('grows with distances and with small p-values', () => {
    assert.equal(severity(aFeature('a', 'wasserstein', 0.4)), 4);
    assert.ok(Math.abs(severity(aFeature('a', 'z', 0.05 ** 3)) - 3) < 1e-12);
  });

  test('ends at a highest value, also for a p-value of 0', () => {
    assert.equal(severity(aFeature('a', 'ks', 0)), 1000);
    assert.equal(severity(aFeature('a', 'wasserstein', 1e9)), 1000);
  });

  test('fills half a bar at the threshold', () => {
    assert.equal(severityBar(aFeature('a', 'wasserstein', 0.1)), 0.5);
    assert.equal(severityBar(aFeature('a', 'wasserstein', 0)), 0);
    assert.ok(severityBar(aFeature('a', 'ks', 0)) < 1);
  });
});

suite('sortFeatures', () => {
  const features = [
    aFeature('Beta', 'wasserstein', 0.05, [1, 2]),
    aFeature('alpha', 'ks', 1e-8),
    aFeature('gamma', 'jensenshannon', 0.2, [9, 0]),
  ];
  const namesBy = (key: 'drift' | 'name' | 'test' | 'score' | 'missing', isDescending: boolean) =>
    sortFeatures(features, { key, isDescending }).map(({ name }) => name);

  test('puts the most drifted first, over all tests', () => {
    assert.deepEqual(
      sortFeatures(features, initialSort).map(({ name }) => name),
      ['alpha', 'gamma', 'Beta'],
    );
  });

  test('sorts by name without regard to case', () => {
    assert.deepEqual(namesBy('name', false), ['alpha', 'Beta', 'gamma']);
    assert.deepEqual(namesBy('name', true), ['gamma', 'Beta', 'alpha']);
  });

  test('sorts by test, score and missing values', () => {
    assert.deepEqual(namesBy('test', false), ['gamma', 'alpha', 'Beta']);
    assert.deepEqual(namesBy('score', true), ['gamma', 'Beta', 'alpha']);
    assert.deepEqual(namesBy('missing', true), ['gamma', 'Beta', 'alpha']);
  });

  test('leaves equal ones in the order of their columns', () => {
    const equal = [aFeature('b', 'z', 0.5), aFeature('a', 'z', 0.5)];
    assert.deepEqual(sortFeatures(equal, initialSort), equal);
  });
});

suite('nextSort', () => {
  test('turns the order of the same column round', () => {
    assert.deepEqual(nextSort(initialSort, 'drift'), { key: 'drift', isDescending: false });
  });

  test('begins with the largest numbers, and with the first letters', () => {
    assert.deepEqual(nextSort(initialSort, 'missing'), { key: 'missing', isDescending: true });
    assert.deepEqual(nextSort(initialSort, 'name'), { key: 'name', isDescending: false });
  });
});
