import { toShares } from './bins.ts';
import { type CategoryCounts, countCategories, countCodes } from './categoryCounts.ts';
import { chiSquareTest, proportionsTest } from './countTests.ts';
import { categoricalDistribution } from './distribution.ts';
import { chooseTest } from './driftTest.ts';
import type { ComparedFeature, FeatureStatistics, SkippedColumn } from './feature.ts';
import { jensenShannonDistance, populationStabilityIndex, totalVariationDistance } from './shareDistances.ts';
import type { CategoricalColumn } from './table/table.ts';
import { type Evidence, judge } from './verdict.ts';

/** A column of words is text where more than this share of its values differ, as in Evidently. */
const TEXT_SHARE = 0.5;

/** Compares two columns of words, unless the current one is free text. Neither may be without values. */
export function compareWords(
  reference: CategoricalColumn,
  current: CategoricalColumn,
): ComparedFeature | SkippedColumn {
  const { byWord, n } = countCodes(current);
  if (byWord.size > n * TEXT_SHARE) {
    return { name: reference.name, why: `holds text: ${byWord.size} different values in ${n} rows` };
  }
  return compareCategories(reference.name, countCategories(reference, current));
}

/** Compares a feature by how often each of its categories occurs. */
export function compareCategories(name: string, counts: CategoryCounts): ComparedFeature {
  const test = chooseTest({
    kind: 'categorical',
    referenceSize: counts.n[0],
    distinct: counts.categories.length,
  });
  const { n, missing } = counts;
  return {
    feature: judge({ name, kind: 'categorical', n, missing }, test, categoryEvidence(counts)),
    distribution: categoricalDistribution(counts),
  };
}

/** Everything that the counts of categories tell. */
export function categoryEvidence(
  counts: CategoryCounts,
): Evidence & { readonly statistics: FeatureStatistics } {
  const shares = {
    reference: toShares(counts.reference, counts.n[0]),
    current: toShares(counts.current, counts.n[1]),
  };
  const chiSquare = chiSquareTest(counts);
  return {
    statistics: {
      psi: populationStabilityIndex(shares),
      jensenShannon: jensenShannonDistance(shares),
      chiSquare: chiSquare.statistic,
      chiSquarePValue: chiSquare.pValue,
      totalVariation: totalVariationDistance(shares),
    },
    ...(counts.categories.length <= 2 ? { zPValue: proportionsTest(counts).pValue } : {}),
  };
}
