import type { Failure } from '../cluster/failure.ts';
import type { WireObject } from '../cluster/resource.ts';
import { isRecord } from '../cluster/wireReader.ts';
import { type FieldPath, fieldText, resolveField } from './fieldPath.ts';

/** A field that somebody else owns and that we want to be otherwise. */
export interface FieldConflict {
  /** The owner's field manager: `kubectl-client-side-apply`, `kube-controller-manager` … Hostile text. */
  readonly manager: string;
  /** The field in our object; as the server wrote it where it cannot be found there. */
  readonly field: string;
  readonly path: FieldPath;
}

/** Reads who owns what out of a refused server-side apply. Empty for any other failure. */
export function readConflicts(failure: Failure, object: WireObject): readonly FieldConflict[] {
  if (failure.kind !== 'conflict') return [];
  return failure.causes.flatMap(cause => {
    if (cause.field === undefined) return [];
    const manager = /conflict with "((?:[^"\\]|\\.)*)"/.exec(cause.message)?.[1];
    if (manager === undefined) return [];
    const found = resolveField(cause.field, object);
    const path = found.rest === '' ? found.path : [];
    return [{ manager, path, field: path.length === 0 ? cause.field.replace(/^\./, '') : fieldText(path) }];
  });
}

/**
 * The object without some of its fields, so that the rest can be applied and the owners keep theirs. What becomes
 * empty goes as well, so that no empty shell is claimed; items of lists stay, since they are told apart by their keys.
 */
export function withoutFields(object: WireObject, paths: readonly FieldPath[]): WireObject {
  // From the back, so that an item taken out of a list does not move those still to be taken out.
  const order = [...paths].sort((a, b) => comparePaths(b, a));
  return order.reduce<WireObject>((rest, path) => {
    const without = dropAt(rest, path);
    return isRecord(without) ? without : {};
  }, object);
}

function dropAt(value: unknown, path: FieldPath): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return undefined;
  if (Array.isArray(value)) {
    const index = Number(key);
    if (rest.length === 0) return value.filter((_, n) => n !== index);
    return value.map((item, n) => (n === index ? (dropAt(item, rest) ?? {}) : item));
  }
  if (!isRecord(value) || !(key in value)) return value;
  const { [key]: inner, ...others } = value;
  const left = dropAt(inner, rest);
  if (left !== undefined) return { ...value, [key]: left };
  return Object.keys(others).length === 0 ? undefined : others;
}

function comparePaths(a: FieldPath, b: FieldPath): number {
  for (const [n, key] of a.entries()) {
    const other = b[n];
    if (other === undefined) return 1;
    if (key === other) continue;
    return typeof key === 'number' && typeof other === 'number' ? key - other : key < other ? -1 : 1;
  }
  return a.length - b.length;
}
