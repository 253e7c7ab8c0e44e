import type { ManifestObject } from '../object.ts';
import type { ManifestDocument } from '../syntax/document.ts';
import { endOf, startOf } from '../syntax/node.ts';

/** The document that an offset stands in. */
export function documentAt(
  documents: readonly ManifestDocument[],
  offset: number,
): ManifestDocument | undefined {
  return documents.findLast(({ piece }) => piece.offset <= offset);
}

/** The object around an offset: of a list's items the one that holds it, otherwise the document's last one that begins before. */
export function objectAt(documents: readonly ManifestDocument[], offset: number): ManifestObject | undefined {
  const objects = documentAt(documents, offset)?.objects ?? [];
  return (
    objects.find(({ node }) => startOf(node) <= offset && offset <= endOf(node)) ??
    objects.findLast(({ node }) => startOf(node) <= offset)
  );
}
