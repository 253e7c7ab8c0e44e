import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { countInBins, equalEdges, toShares } from '../../../src/drift/bins.ts';
import { countCategories } from '../../../src/drift/categoryCounts.ts';
import { chiSquareTest, proportionsTest } from '../../../src/drift/countTests.ts';
import { kolmogorovSmirnovPValue } from '../../../src/drift/kolmogorovSmirnov.ts';
import { largestGap } from '../../../src/drift/largestGap.ts';
import { populationStabilityIndex, totalVariationDistance } from '../../../src/drift/shareDistances.ts';
import { wassersteinDistance } from '../../../src/drift/wasserstein.ts';
import { words } from './support.ts';

const path = new URL('../../../../shared/corpus/tabular/drift-facts.json', import.meta.url);
const skip = existsSync(path) ? false : 'the shared corpus is not beside the project';

type Values = readonly (number | string | null)[];

interface Fact {
  readonly id: string;
  readonly metric: string;
  readonly expected: number | string;
  readonly tolerance: number | null;
  readonly recomputed?: number;
  readonly total_variation_distance_itself?: number;
  readonly reference: Values | { readonly array: string };
  readonly current: Values | { readonly array: string };
}

interface Facts {
  readonly facts: readonly Fact[];
  readonly arrays: Readonly<Record<string, Values>>;
}

const { facts, arrays }: Facts = skip
  ? { facts: [], arrays: {} }
  : (JSON.parse(readFileSync(path, 'utf8')) as Facts);

/**
 * How the facts about statistics that Timonel computes are computed with it. The same names mean other numbers in other tools; facts
 * with definitions that are not ours (other bins, base-2 logarithms, Hellinger, energy, Fisher …) have no entry.
 */
const ours: Readonly<Record<string, (fact: Fact) => number>> = {
  'evidently-chisquare-1': fact => chiSquareTest(countsOf(fact)).pValue,
  'evidently-chisquare-2': fact => chiSquareTest(countsOf(fact)).pValue,
  'evidently-chisquare-same': fact => chiSquareTest(countsOf(fact)).pValue,
  'evidently-z-same': fact => proportionsTest(countsOf(fact)).pValue,
  'evidently-z-target': fact => proportionsTest(countsOf(fact)).pValue,
  'evidently-psi-cat': fact => populationStabilityIndex(sharesOf(fact)),
  'evidently-tvd-1': fact => totalVariationDistance(sharesOf(fact)),
  'evidently-tvd-2': fact => totalVariationDistance(sharesOf(fact)),
  'evidently-tvd-5': fact => totalVariationDistance(sharesOf(fact)),
  'nannyml-wasserstein-same': fact => wassersteinDistance(samplesOf(fact)),
  'frouros-psi-same': fact => populationStabilityIndex(tenBins(fact)),
};

suite('the facts of the corpus', { skip }, () => {
  for (const [id, compute] of Object.entries(ours)) {
    test(`${id} is met`, () => {
      const fact = factOf(id);
      const expected = fact.total_variation_distance_itself ?? fact.recomputed ?? Number(fact.expected);
      assert.ok(
        Math.abs(compute(fact) - expected) <= 1e-9 * Math.abs(expected) + 1e-12,
        `${compute(fact)}, not ${expected}`,
      );
    });
  }

  test('categories of whylogs follow from the p-values', () => {
    const p = ({ reference, current }: ReturnType<typeof samplesOf>) =>
      kolmogorovSmirnovPValue(largestGap({ reference, current }), reference.length, current.length);
    assert.equal(
      whylogsCategory(p(samplesOf(factOf('whylogs-category-legs')))),
      factOf('whylogs-category-legs').expected,
    );
    const animals = factOf('whylogs-category-animal');
    assert.equal(whylogsCategory(chiSquareTest(countsOf(animals)).pValue), animals.expected);
  });
});

function factOf(id: string): Fact {
  const fact = facts.find(candidate => candidate.id === id);
  assert.ok(fact, `no fact ${id}`);
  return fact;
}

function valuesOf(side: Fact['reference']): Values {
  return 'array' in side ? (arrays[side.array] ?? []) : side;
}

function countsOf({ reference, current }: Fact) {
  const column = (side: Fact['reference']) =>
    words(valuesOf(side).map(value => (value === null ? null : String(value))));
  return countCategories(column(reference), column(current));
}

function sharesOf(fact: Fact) {
  const { reference, current, n } = countsOf(fact);
  return { reference: toShares(reference, n[0]), current: toShares(current, n[1]) };
}

function samplesOf({ reference, current }: Fact) {
  const sorted = (side: Fact['reference']) =>
    Float64Array.from(
      valuesOf(side).filter(value => value !== null),
      Number,
    ).sort();
  return { reference: sorted(reference), current: sorted(current) };
}

/** Ten equal bins over the joint range, none of them empty, so that the filling of empty ones does not matter. */
function tenBins(fact: Fact) {
  const { reference, current } = samplesOf(fact);
  const low = Math.min(reference[0] ?? 0, current[0] ?? 0);
  const high = Math.max(reference.at(-1) ?? 0, current.at(-1) ?? 0);
  const shares = (sample: Float64Array) =>
    toShares(countInBins(sample, equalEdges(low, high, 10)), sample.length);
  return { reference: shares(reference), current: shares(current) };
}

function whylogsCategory(p: number): string {
  if (p <= 0.05) return 'DRIFT';
  return p < 0.15 ? 'POSSIBLE_DRIFT' : 'NO_DRIFT';
}
