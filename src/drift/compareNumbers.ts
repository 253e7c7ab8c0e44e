import { countInBins, sturgesEdges, toShares } from './bins.ts';
import { categoryEvidence, compareCategories } from './compareCategories.ts';
import { categoricalDistribution, numericDistribution } from './distribution.ts';
import { chooseTest, MOST_DISCRETE_VALUES } from './driftTest.ts';
import type { ComparedFeature, SkippedColumn } from './feature.ts';
import { kolmogorovSmirnovPValue } from './kolmogorovSmirnov.ts';
import { largestGap } from './largestGap.ts';
import {
  areUnique,
  countTogether,
  countValues,
  hasAtMost,
  type SamplePair,
  takeSamplePair,
} from './samplePair.ts';
import { jensenShannonDistance, populationStabilityIndex } from './shareDistances.ts';
import type { SortMemory } from './sortNumbers.ts';
import type { NumericColumn } from './table/table.ts';
import { type Evidence, judge } from './verdict.ts';
import { wassersteinDistance } from './wasserstein.ts';

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
  const { n, missing } = pair;
  const distinct = countTogether(pair, MOST_DISCRETE_VALUES);
  const test = chooseTest({ kind: 'numeric', referenceSize: n[0], distinct });
  const isDiscrete = distinct <= MOST_DISCRETE_VALUES;
  return {
    feature: judge({ name, kind: 'numeric', n, missing }, test, numericEvidence(pair, isDiscrete)),
    distribution: isDiscrete
      ? categoricalDistribution(countValues(pair))
      : numericDistribution(pair, pair.areIntegers),
  };
}

function numericEvidence(pair: SamplePair, isDiscrete: boolean): Evidence {
  const shape = isDiscrete ? categoryEvidence(countValues(pair)) : shapeEvidence(pair);
  const ks = largestGap(pair);
  const wasserstein = wassersteinDistance(pair);
  return {
    ...shape,
    statistics: {
      ks,
      ksPValue: kolmogorovSmirnovPValue(ks, ...pair.n),
      wasserstein,
      wassersteinNormed: wasserstein / Math.max(pair.referenceDeviation, SMALLEST_NORM),
      ...shape.statistics,
    },
  };
}

/** What the shares tell: of single values where the reference has only few, else of bins. */
function shapeEvidence(pair: SamplePair): Evidence {
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
