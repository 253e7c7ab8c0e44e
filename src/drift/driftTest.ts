import type { DriftTest, FeatureKind } from './feature.ts';

/** References of at most this many values are tested for significance, larger ones by the size of the effect. */
const LARGEST_SMALL_REFERENCE = 1000;
/** Numeric features of at most so many different values are tested like categories. */
export const MOST_DISCRETE_VALUES = 5;

const P_VALUE_THRESHOLD = 0.05;
const DISTANCE_THRESHOLD = 0.1;
const P_VALUE_TESTS: ReadonlySet<DriftTest> = new Set(['ks', 'chisquare', 'z']);

/** What the choice of a test depends on. */
export interface TestSubject {
  readonly kind: FeatureKind;
  /** Values of the reference that are not missing. */
  readonly referenceSize: number;
  /** Different values in both tables together. */
  readonly distinct: number;
}

/** The test that Evidently 0.7 takes by default for such a feature. */
export function chooseTest({ kind, referenceSize, distinct }: TestSubject): DriftTest {
  const isDiscrete = kind === 'categorical' || distinct <= MOST_DISCRETE_VALUES;
  if (referenceSize > LARGEST_SMALL_REFERENCE) return isDiscrete ? 'jensenshannon' : 'wasserstein';
  if (!isDiscrete) return 'ks';
  return distinct > 2 ? 'chisquare' : 'z';
}

/** Whether the test's score is a p-value, so that small scores mean drift; otherwise it is a distance. */
export function givesPValue(test: DriftTest): boolean {
  return P_VALUE_TESTS.has(test);
}

/** Evidently's default threshold of the test. */
export function thresholdOf(test: DriftTest): number {
  return givesPValue(test) ? P_VALUE_THRESHOLD : DISTANCE_THRESHOLD;
}

/** Whether that score means drift. The Kolmogorov–Smirnov test alone counts the threshold itself among the p-values that do. */
export function hasDrifted(test: DriftTest, score: number): boolean {
  const threshold = thresholdOf(test);
  if (!givesPValue(test)) return score >= threshold;
  return test === 'ks' ? score <= threshold : score < threshold;
}
