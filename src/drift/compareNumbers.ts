import { countInBins, sturgesEdges, toShares } from './bins.ts';
import { categoryEvidence, compareCategories } from './compareCategories.ts';
import { categoricalDistribution, numericDistribution } from './distribution.ts';
import { chooseTest, MOST_DISCRETE_VALUES } from './driftTest.ts';
import type { ComparedFeature, SkippedColumn } from './feature.ts';
import { kolmogorovSmirnovPValue } from './kolmogorovSmirnov.ts';
import { type RankStatistics, rankStatistics } from './rankStatistics.ts';
import { areUnique, countValues, hasAtMost, type SamplePair, takeSamplePair } from './samplePair.ts';
import { jensenShannonDistance, populationStabilityIndex } from './shareDistances.ts';
import type { SortMemory } from './sortNumbers.ts';
import type { NumericColumn } from './table/table.ts';
import { type Evidence, judge } from './verdict.ts';

/** Integer columns with at most so many different values in the current table are categories, as in Evidently. */
const MOST_INTEGER_CATEGORIES = 10;
/** References with more different values than this are binned for the distances of shares. */
const MOST_UNBINNED_VALUES = 20;
/** Evidently divides by no smaller deviation than this. */
const SMALLEST_NORM = 0.001;
const IDENTIFIER_NAME = /^$|^unnamed: 0$|^(row[_ ]?)?(id|index|uuid|guid)$|[_ -](id|uuid|guid)$/i;

/** Compares two columns of numbers, each with a finite value at least, unless they are whole numbers that name rows. */
export function compareNumbers(
  reference: NumericColumn,
  current: NumericColumn,
  memory?: SortMemory,
): ComparedFeature | SkippedColumn {
  const { name } = reference;
  const pair = takeSamplePair(reference, current, memory);
  if (pair.areIntegers && IDENTIFIER_NAME.test(name) && areUnique(pair)) {
    return { name, why: 'identifies rows: every value occurs once' };
  }
  if (current.areIntegers && hasAtMost(MOST_INTEGER_CATEGORIES, pair.current)) {
    return compareCategories(name, countValues(pair));
  }
  const { reference: sorted, current: currentSorted, n, missing } = pair;
  const rank = rankStatistics(sorted, currentSorted);
  const test = chooseTest({ kind: 'numeric', referenceSize: n[0], distinct: rank.distinct });
  return {
    feature: { name, kind: 'numeric', ...judge(test, numericEvidence(pair, rank)), n, missing },
    distribution:
      rank.distinct <= MOST_DISCRETE_VALUES
        ? categoricalDistribution(countValues(pair))
        : numericDistribution(pair, pair.areIntegers),
  };
}

function numericEvidence(pair: SamplePair, rank: RankStatistics): Evidence {
  const shape = shapeEvidence(pair, rank.distinct);
  return {
    ...shape,
    statistics: {
      ks: rank.kolmogorovSmirnov,
      ksPValue: kolmogorovSmirnovPValue(rank.kolmogorovSmirnov, ...pair.n),
      wasserstein: rank.wasserstein,
      wassersteinNormed: rank.wasserstein / Math.max(pair.referenceDeviation, SMALLEST_NORM),
      ...shape.statistics,
    },
  };
}

/** What the shares tell: of bins, of single values, and with the tests of counts where there are only few values. */
function shapeEvidence(pair: SamplePair, distinct: number): Evidence {
  if (distinct <= MOST_DISCRETE_VALUES) return categoryEvidence(countValues(pair));
  const counts = hasAtMost(MOST_UNBINNED_VALUES, pair.reference) ? countValues(pair) : countBins(pair);
  const shares = {
    reference: toShares(counts.reference, pair.n[0]),
    current: toShares(counts.current, pair.n[1]),
  };
  return {
    statistics: { psi: populationStabilityIndex(shares), jensenShannon: jensenShannonDistance(shares) },
  };
}

function countBins(pair: SamplePair) {
  const edges = sturgesEdges(pair, pair.areIntegers);
  return { reference: countInBins(pair.reference, edges), current: countInBins(pair.current, edges) };
}
