import type { ManifestObject } from '../../object.ts';
import { entryOf, nodeAt } from '../../syntax/lookup.ts';
import type { Entry, MapNode, ScalarNode, SyntaxNode } from '../../syntax/node.ts';

type Path = readonly (string | number)[];

/** What stands at a path; undefined where nothing does or null, which the API server drops before a controller sees it. */
export function given(node: SyntaxNode | undefined, ...path: Path): SyntaxNode | undefined {
  const at = nodeAt(node, ...path);
  return at?.kind === 'scalar' && at.value === null ? undefined : at;
}

/** The entry of a name, where its value is given. */
export function givenEntry(node: SyntaxNode | undefined, name: string): Entry | undefined {
  const entry = entryOf(node, name);
  return entry !== undefined && given(entry.value) !== undefined ? entry : undefined;
}

/** Those of a map's fields that are given, in the order of `names`. */
export function givenAmong(node: SyntaxNode | undefined, names: readonly string[]): readonly Entry[] {
  return names.flatMap(name => givenEntry(node, name) ?? []);
}

/** The items of the list at a path that are maps. */
export function mapsAt(node: SyntaxNode | undefined, ...path: Path): readonly MapNode[] {
  const at = nodeAt(node, ...path);
  return at?.kind === 'sequence' ? at.items.filter(item => item.kind === 'map') : [];
}

/** The scalar of an annotation of the object itself. */
export function annotationOf(object: ManifestObject, key: string): ScalarNode | undefined {
  const value = given(object.node, 'metadata', 'annotations', key);
  return value?.kind === 'scalar' ? value : undefined;
}

/** A whole number, written as one or as a string of digits; undefined for anything else. */
export function wholeNumber(node: SyntaxNode | undefined): number | undefined {
  if (node?.kind !== 'scalar') return undefined;
  if (typeof node.value === 'number') return Number.isInteger(node.value) ? node.value : undefined;
  return typeof node.value === 'string' && /^[+-]?\d{1,15}$/.test(node.value)
    ? Number(node.value)
    : undefined;
}

/** A scalar whose text repeats that of an earlier one. */
export interface Repeat {
  readonly again: ScalarNode;
  readonly first: ScalarNode;
}

/** The scalars that say again what one before them said, each with the first of its kind. Empty texts do not count. */
export function repeatsAmong(scalars: readonly (ScalarNode | undefined)[]): readonly Repeat[] {
  const seen = new Map<string, ScalarNode>();
  const repeats: Repeat[] = [];
  for (const scalar of scalars) {
    if (scalar === undefined || scalar.text === '' || scalar.value === null) continue;
    const first = seen.get(scalar.text);
    if (first === undefined) seen.set(scalar.text, scalar);
    else repeats.push({ again: scalar, first });
  }
  return repeats;
}
