import { givesPValue } from '../driftTest.ts';
import type { FeatureDrift } from '../feature.ts';

/** Features that are beyond all doubt rank alike. */
const HIGHEST = 1000;

/**
 * How far a feature has drifted, comparable between tests: 0 not at all, 1 exactly at the threshold. Distances are
 * divided by their threshold; p-values count by their logarithm.
 */
export function severity({ test, score, threshold }: FeatureDrift): number {
  const ratio = givesPValue(test) ? Math.log(score) / Math.log(threshold) : score / threshold;
  return Math.min(HIGHEST, Math.max(0, ratio));
}

/** Severity as a part of a bar whose middle is the threshold: 0 to 1. */
export function severityBar(feature: FeatureDrift): number {
  const value = severity(feature);
  return value / (value + 1);
}
