import type { ManifestObject } from '../../object.ts';
import type { KnownObject, Surroundings } from '../../surroundings.ts';

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1);
}

/** Those of the known objects that stand in the object's own file, beside it in its folder, or below. None where its file is not known. */
export function inSameTree(
  object: ManifestObject,
  known: readonly KnownObject[],
  surroundings: Surroundings,
): readonly KnownObject[] {
  const file = surroundings.fileOf?.(object);
  if (file === undefined) return [];
  const folder = folderOf(file);
  return known.filter(({ manifest }) => manifest?.uri.startsWith(folder));
}

/**
 * Whether the folder plainly writes down all of a kind that it uses: several by different names. Then one that is named and
 * not there was probably forgotten; otherwise it may well be made by hand or live elsewhere.
 */
export function isManagedBy(known: readonly KnownObject[]): boolean {
  return new Set(known.filter(one => one.isGenerated !== true).map(({ name }) => name)).size >= 2;
}
