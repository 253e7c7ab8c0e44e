import type { ResourceKind, WireObject } from './resource.ts';

/** What every object of a cluster has. Facts are small: a wire object is turned into them at once and dropped. */
export interface ObjectFacts {
  readonly uid: string;
  /** Empty for cluster-scoped kinds. */
  readonly namespace: string;
  readonly name: string;
  readonly resourceVersion: string;
  /** Milliseconds since the epoch; 0 where the server gave none. */
  readonly createdAtMs: number;
  /** Set while the object is being deleted. */
  readonly deletedAtMs?: number;
  /** The controlling owner. */
  readonly owner?: OwnerFacts;
}

export interface OwnerFacts {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

/** A kind that a feed can follow, with the reader that makes facts of its wire objects. The reader never throws. */
export interface FactKind<F extends ObjectFacts> {
  readonly resource: ResourceKind;
  toFacts(wire: WireObject): F;
}
