/** A label expression as affinities write it. */
export interface LabelExpression {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** One way to meet an affinity: all of its expressions. */
export interface LabelTerm {
  readonly expressions: readonly LabelExpression[];
  /** True where the term also asks what is not known of nodes. */
  readonly isOpen: boolean;
}

/** As the API server defaults it: operator `Equal`; an empty key or effect stands for all of them. */
export interface Toleration {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
  readonly effect: string;
}

/** What the scheduler weighs of a pod; amounts in base units (cores, bytes, devices). */
export interface PodNeeds {
  readonly asked: ReadonlyMap<string, number>;
  readonly selector: Readonly<Record<string, string>>;
  readonly terms: readonly LabelTerm[];
  readonly tolerations: readonly Toleration[];
}
