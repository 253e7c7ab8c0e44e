import { givesPValue, hasDrifted, thresholdOf } from './driftTest.ts';
import type { DriftTest, FeatureDrift, FeatureStatistics } from './feature.ts';

/** A feature's statistics before those that are not finite are left out, and the z test's p-value where it decides. */
export interface Evidence {
  readonly statistics: FeatureStatistics;
  readonly zPValue?: number;
}

/** What is known of a feature before a test decides. */
export type Subject = Pick<FeatureDrift, 'name' | 'kind' | 'n' | 'missing'>;

const STATISTICS = [
  'psi',
  'ks',
  'ksPValue',
  'jensenShannon',
  'wasserstein',
  'wassersteinNormed',
  'chiSquare',
  'chiSquarePValue',
  'totalVariation',
] as const satisfies readonly (keyof FeatureStatistics)[];

/** Judges a feature by one test. */
export function judge(subject: Subject, test: DriftTest, evidence: Evidence): FeatureDrift {
  const { statistics, zPValue = Number.NaN } = evidence;
  const scores: Readonly<Record<DriftTest, number | undefined>> = {
    ks: statistics.ksPValue,
    wasserstein: statistics.wassersteinNormed,
    chisquare: statistics.chiSquarePValue,
    z: zPValue,
    jensenshannon: statistics.jensenShannon,
  };
  const score = scores[test] ?? Number.NaN;
  return {
    name: subject.name,
    kind: subject.kind,
    test,
    score,
    pValue: givesPValue(test) ? score : null,
    threshold: thresholdOf(test),
    drifted: hasDrifted(test, score),
    n: subject.n,
    missing: subject.missing,
    statistics: inOrder(statistics),
  };
}

/** In the documented order, and without what is not finite: JSON has no word for an infinite χ². */
function inOrder(statistics: FeatureStatistics): FeatureStatistics {
  return Object.fromEntries(
    STATISTICS.map(name => [name, statistics[name]]).filter(([, value]) => Number.isFinite(value)),
  );
}
