/** Whether a feature is compared as an ordered quantity or as a set of categories. */
export type FeatureKind = 'numeric' | 'categorical';

/** The tests that decide about drift, by the names that Evidently gives them. */
export type DriftTest = 'ks' | 'wasserstein' | 'chisquare' | 'z' | 'jensenshannon';

/** Statistics of one feature; one that does not apply to its kind, or is infinite, is absent. */
export interface FeatureStatistics {
  /** Population stability index. */
  readonly psi?: number;
  /** Two-sample Kolmogorov–Smirnov statistic. */
  readonly ks?: number;
  readonly ksPValue?: number;
  /** Jensen–Shannon distance with natural logarithms. */
  readonly jensenShannon?: number;
  /** Wasserstein-1 distance in the unit of the feature. */
  readonly wasserstein?: number;
  /** The same, divided by the reference's standard deviation (at least 0.001). */
  readonly wassersteinNormed?: number;
  readonly chiSquare?: number;
  readonly chiSquarePValue?: number;
  readonly totalVariation?: number;
}

/** The verdict on one feature. */
export interface FeatureDrift {
  readonly name: string;
  readonly kind: FeatureKind;
  /** The test that decided. */
  readonly test: DriftTest;
  /** Its value: a p-value or a distance. */
  readonly score: number;
  /** Null where the test has no p-value. */
  readonly pValue: number | null;
  readonly threshold: number;
  readonly drifted: boolean;
  /** Values compared, reference and current; missing ones are not among them. */
  readonly n: readonly [number, number];
  /** Rows without a usable value, reference and current. */
  readonly missing: readonly [number, number];
  readonly statistics: FeatureStatistics;
}

/** A column that was not compared, and why. */
export interface SkippedColumn {
  readonly name: string;
  readonly why: string;
}

/** The shape of a numeric feature: shares of both tables between neighbouring edges. */
export interface NumericDistribution {
  readonly kind: 'numeric';
  /** One more than there are bins. */
  readonly edges: readonly number[];
  readonly reference: readonly number[];
  readonly current: readonly number[];
  /** Whether the first and the last bin also hold what lies beyond them. */
  readonly isOpen: readonly [boolean, boolean];
}

/** The shape of a categorical feature: shares of both tables in each category. */
export interface CategoricalDistribution {
  readonly kind: 'categorical';
  readonly categories: readonly string[];
  readonly reference: readonly number[];
  readonly current: readonly number[];
  /** How many further categories the last one, if any, sums up. */
  readonly others: number;
}

export type Distribution = NumericDistribution | CategoricalDistribution;

/** A feature's verdict and what there is to draw of it. */
export interface ComparedFeature {
  readonly feature: FeatureDrift;
  readonly distribution: Distribution;
}
