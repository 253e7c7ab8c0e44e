import { ListWatchFeed, type ListWatchParts } from './listWatchFeed.ts';
import { readMetadata } from './metadata.ts';
import { narrowedReader } from './narrowedReader.ts';
import type { FactKind, ObjectFacts } from './objectFacts.ts';
import type { CollectionReader } from './ports.ts';
import { apiVersionOf, type ObjectRef, type ResourceKind, type WireObject } from './resource.ts';

/** An object with all that the server said of it: for showing one object whole, never for collections. */
export interface WholeObject extends ObjectFacts {
  /** With `apiVersion` and `kind`, which servers leave out of the members of a list. */
  readonly wire: WireObject;
}

/** Follows a single object: it comes, changes and goes like the members of any other feed. */
export function oneObjectFeed(
  reader: CollectionReader,
  ref: ObjectRef,
  parts: Pick<ListWatchParts<WholeObject>, 'clock' | 'random'>,
): ListWatchFeed<WholeObject> {
  return new ListWatchFeed(narrowedReader(reader, { fieldSelector: `metadata.name=${ref.name}` }), {
    ...parts,
    kind: wholeKind(ref.kind),
    ...(ref.namespace === undefined ? {} : { namespace: ref.namespace }),
  });
}

function wholeKind(resource: ResourceKind): FactKind<WholeObject> {
  const type = { apiVersion: apiVersionOf(resource), kind: resource.kind };
  return { resource, toFacts: wire => ({ ...readMetadata(wire), wire: { ...type, ...wire } }) };
}
