import type { ObjectFacts, OwnerFacts } from './objectFacts.ts';
import type { WireObject } from './resource.ts';
import { flagAt, listAt, recordAt, sharedText, textAt, timeAt } from './wireReader.ts';

/**
 * Reads what every object has.
 *
 * An object without a uid (half-made, or from a server that gives none) gets `namespace/name` in its place, so that
 * it can still be told apart from its neighbours.
 */
export function readMetadata(wire: WireObject): ObjectFacts {
  const metadata = recordAt(wire, 'metadata');
  const namespace = sharedText(textAt(metadata, 'namespace')) ?? '';
  const name = textAt(metadata, 'name') ?? '';
  const deletedAtMs = timeAt(metadata, 'deletionTimestamp');
  const owner = readOwner(metadata);
  return {
    uid: textAt(metadata, 'uid') ?? `${namespace}/${name}`,
    namespace,
    name,
    resourceVersion: textAt(metadata, 'resourceVersion') ?? '',
    createdAtMs: timeAt(metadata, 'creationTimestamp') ?? 0,
    ...(deletedAtMs === undefined ? {} : { deletedAtMs }),
    ...(owner === undefined ? {} : { owner }),
  };
}

/** A label's value. */
export function labelOf(wire: WireObject, name: string): string | undefined {
  return textAt(wire, 'metadata', 'labels', name);
}

/** An annotation's value. */
export function annotationOf(wire: WireObject, name: string): string | undefined {
  return textAt(wire, 'metadata', 'annotations', name);
}

function readOwner(metadata: unknown): OwnerFacts | undefined {
  const owner = listAt(metadata, 'ownerReferences').find(reference => flagAt(reference, 'controller'));
  if (owner === undefined) return undefined;
  const kind = textAt(owner, 'kind');
  const name = textAt(owner, 'name');
  if (kind === undefined || name === undefined) return undefined;
  return { kind, name: sharedText(name) ?? name, uid: sharedText(textAt(owner, 'uid')) ?? '' };
}
