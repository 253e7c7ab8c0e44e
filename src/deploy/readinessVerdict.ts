import type { WireObject } from '../cluster/resource.ts';

/** Whether an object has become what it was asked to be. */
export type Readiness =
  /** `note` says what is still going on, where that is nothing to wait for: a training that runs. */
  | { readonly kind: 'ready'; readonly note?: string }
  /** `isStuck`: something is wrong that rarely heals by itself, although nobody has given up yet. */
  | { readonly kind: 'waiting'; readonly why: string; readonly isStuck?: true }
  /** The cluster itself has given up. */
  | { readonly kind: 'failed'; readonly why: string };

/** What else must be looked at to judge an object. */
export interface Surroundings {
  /** The object's pods; empty where they are not known. */
  readonly pods: readonly WireObject[];
  /** The class of a claim. */
  readonly storageClass?: WireObject;
}
