import { stringify } from 'yaml';
import type { WireObject } from '../cluster/resource.ts';
import { listAt, recordAt, textAt } from '../cluster/wireReader.ts';
import { leaveOutDefaults, withoutNoise } from './noise.ts';
import { inReadingOrder, sameJson } from './sameJson.ts';
import { maskSecret } from './secrets.ts';

/** What applying an object would do to the live one. */
export interface ObjectDiff {
  readonly kind: 'created' | 'changed' | 'unchanged';
  /** No value changes, but the server would note Timonel as an owner of fields, so that later removals are seen. */
  readonly changesOwnership: boolean;
  /** The live object as YAML; empty for a new one. Secret values are masked. */
  readonly before: string;
  /** The object as it would be. */
  readonly after: string;
}

export interface DiffSides {
  /** What the manifest asks for. */
  readonly manifest: WireObject;
  /** The object as it is; absent for a new one. */
  readonly live?: WireObject;
  /** The object as the server's dry run returned it. */
  readonly next: WireObject;
  /** The field manager that applies. */
  readonly fieldManager: string;
}

/**
 * Compares a live object with the result of a dry run.
 *
 * Bookkeeping of the server is left out, and so are fields that the manifest does not name and that stay as they
 * are: defaults, and what others have set.
 */
export function diffObjects({ manifest, live, next, fieldManager }: DiffSides): ObjectDiff {
  if (live === undefined) {
    return {
      kind: 'created',
      changesOwnership: false,
      before: '',
      after: objectYaml(maskSecret(withoutNoise(next))),
    };
  }
  const [before, after] = [withoutNoise(live), withoutNoise(next)];
  const isUnchanged = sameJson(before, after);
  const shown = leaveOutDefaults({ manifest, live: before, next: after });
  return {
    kind: isUnchanged ? 'unchanged' : 'changed',
    changesOwnership: !sameJson(ownership(live, fieldManager), ownership(next, fieldManager)),
    before: objectYaml(maskSecret(shown.live)),
    after: objectYaml(maskSecret(shown.next, before)),
  };
}

/** Writes an object as YAML: identity first, then the rest by name, so that two texts differ only where the objects do. */
export function objectYaml(object: WireObject): string {
  return stringify(inReadingOrder(object), { lineWidth: 0, aliasDuplicateObjects: false });
}

function ownership(object: WireObject, manager: string): unknown {
  const entry = listAt(object, 'metadata', 'managedFields').find(
    item => textAt(item, 'manager') === manager && textAt(item, 'operation') === 'Apply',
  );
  return recordAt(entry, 'fieldsV1');
}
