import type { ManifestObject } from '../object.ts';

/** A manifest's object and what the cluster has under its name. */
export interface Pair {
  readonly object: ManifestObject;
  /** The live object as JSON. */
  readonly live: unknown;
}

/** What whoever wants the change can do instead. */
export type WayOut = 'recreate' | 'rename' | 'new claim' | 'pod';

/** Steps of a path: joined by points, or by themselves where a name has points. */
export type Pattern = string | readonly string[];

/** A field that nobody can change once the object exists. */
export interface Immutable {
  /** From the object's root; numbers are indexes of lists. */
  readonly path: readonly (string | number)[];
  /**
   * Paths below that may change, with `*` for any one step (`containers.*.image`).
   * What stands below such a path may change as well.
   */
  readonly mayChange?: readonly Pattern[] | ((pair: Pair) => readonly Pattern[]);
  /** True where server-side apply takes the field as one value: a key that is left out is taken away. */
  readonly isAtomic?: boolean;
  /** Where the rule does not hold. */
  readonly unless?: (pair: Pair) => boolean;
  /** `recreate` where absent. */
  readonly wayOut?: WayOut;
}
