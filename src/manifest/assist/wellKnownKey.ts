/** A label or annotation that a controller reads. */
export interface WellKnownKey {
  readonly key: string;
  readonly on: 'label' | 'annotation';
  /** What it does, in one sentence. */
  readonly what: string;
  /** Values that make sense; empty where any text does. */
  readonly values: readonly string[];
  /** Kinds that carry it; every kind where it is left out. */
  readonly kinds?: readonly string[];
}
