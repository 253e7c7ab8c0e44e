import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compareColumns } from '../../../src/drift/compareColumns.ts';
import type { FeatureDrift, FeatureStatistics } from '../../../src/drift/feature.ts';
import type { Column, NumericColumn } from '../../../src/drift/table/table.ts';
import { assertClose, bell, numbers, readFixture, words } from './support.ts';

interface Recipe {
  readonly n: readonly [number, number];
  readonly seed: readonly [number, number];
  readonly scale: readonly [number, number];
  readonly shift: readonly [number, number];
}

type Values = readonly (number | string | null)[];

interface GoldenFeature extends Omit<FeatureDrift, 'pValue'> {
  readonly integers: readonly [boolean, boolean];
  readonly recipe: Recipe | null;
  readonly reference: Values | null;
  readonly current: Values | null;
}

suite('compareColumns', () => {
  for (const golden of readFixture<readonly GoldenFeature[]>('features.json')) {
    test(`agrees with SciPy and Evidently: ${golden.name}`, () => {
      const compared = compareColumns(columnOf(golden, 0), columnOf(golden, 1));
      assert.ok('feature' in compared, JSON.stringify(compared));
      checkFeature(compared.feature, golden);
    });
  }
});

function checkFeature(feature: FeatureDrift, golden: GoldenFeature): void {
  const { kind, test: chosen, threshold, drifted, n, missing } = feature;
  assert.deepEqual(
    { kind, test: chosen, threshold, drifted, n, missing },
    {
      kind: golden.kind,
      test: golden.test,
      threshold: golden.threshold,
      drifted: golden.drifted,
      n: golden.n,
      missing: golden.missing,
    },
  );
  assertClose(feature.score, golden.score, 'score');
  assert.deepEqual(Object.keys(feature.statistics).sort(), Object.keys(golden.statistics).sort());
  for (const [name, expected] of Object.entries(golden.statistics)) {
    assertClose(feature.statistics[name as keyof FeatureStatistics], expected, name, 0);
  }
}

function columnOf(golden: GoldenFeature, side: 0 | 1): Column {
  if (golden.recipe) return generated(golden.recipe, side);
  const values = (side === 0 ? golden.reference : golden.current) ?? [];
  if (values.some(value => typeof value === 'string'))
    return words(values.map(value => (value === null ? null : String(value))));
  return numbers(
    values.map(value => (value === null ? null : Number(value))),
    golden.integers[side],
  );
}

function generated({ n, seed, scale, shift }: Recipe, side: 0 | 1): NumericColumn {
  return {
    kind: 'numeric',
    name: 'x',
    values: bell(seed[side], n[side], scale[side], shift[side]),
    areIntegers: false,
  };
}
