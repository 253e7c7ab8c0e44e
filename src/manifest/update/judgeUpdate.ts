import type { ManifestObject } from '../object.ts';
import type { Report } from '../rule.ts';
import type { Schema } from '../schema/schema.ts';
import { stringAt } from '../syntax/lookup.ts';
import { judgeChanges } from './judgeChanges.ts';
import { judgeImmutables } from './judgeImmutables.ts';
import { judgeTransitions } from './judgeTransitions.ts';
import { liveAt, liveString } from './live.ts';

export interface LiveObject {
  /** The object as the API server gave it, as JSON; a Secret's values are taken out of it before it comes here. */
  readonly live: unknown;
  /** The schema by which the API server judges the object; undefined where it is not known. */
  readonly schema: Schema | undefined;
}

/**
 * Judges what the API server and the kinds' webhooks would refuse because an object exists already: fields that cannot be
 * changed, and rules that compare with the state before. Fields that are left out count as unchanged, as server-side apply
 * leaves them. Says nothing of an object that is being deleted, since what is written will be a new one.
 */
export function judgeUpdate(object: ManifestObject, { live, schema }: LiveObject, report: Report): void {
  if (!isSameObject(object, live) || liveAt(live, 'metadata', 'deletionTimestamp') !== undefined) return;
  judgeImmutables(object, live, report);
  judgeChanges(object, live, report);
  if (schema !== undefined) judgeTransitions(object, live, schema, report);
}

function isSameObject(object: ManifestObject, live: unknown): boolean {
  return liveString(live, 'kind') === object.kind && liveString(live, 'metadata', 'name') === nameOf(object);
}

function nameOf({ node }: ManifestObject): string | undefined {
  return stringAt(node, 'metadata', 'name');
}
