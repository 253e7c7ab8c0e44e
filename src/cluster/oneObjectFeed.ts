import { ListWatchFeed, type ListWatchParts } from './listWatchFeed.ts';
import { readMetadata } from './metadata.ts';
import type { FactKind, ObjectFacts } from './objectFacts.ts';
import type { CollectionReader } from './ports.ts';
import type { ObjectRef, ResourceKind, WireObject } from './resource.ts';

/** An object with all that the server said of it: for showing one object whole, never for collections. */
export interface WholeObject extends ObjectFacts {
  readonly wire: WireObject;
}

/** Follows a single object: it comes, changes and goes like the members of any other feed. */
export function oneObjectFeed(
  reader: CollectionReader,
  ref: ObjectRef,
  parts: Pick<ListWatchParts<WholeObject>, 'clock' | 'random'>,
): ListWatchFeed<WholeObject> {
  return new ListWatchFeed(onlyNamed(reader, ref.name), {
    ...parts,
    kind: wholeKind(ref.kind),
    ...(ref.namespace === undefined ? {} : { namespace: ref.namespace }),
  });
}

function wholeKind(resource: ResourceKind): FactKind<WholeObject> {
  return { resource, toFacts: wire => ({ ...readMetadata(wire), wire }) };
}

/** Narrows a reader to the objects of one name. Every kind of the API can be selected by its name. */
function onlyNamed(reader: CollectionReader, name: string): CollectionReader {
  const fieldSelector = `metadata.name=${name}`;
  return {
    listPage: (kind, query, signal) => reader.listPage(kind, { ...query, fieldSelector }, signal),
    watch: (kind, query, signal) => reader.watch(kind, { ...query, fieldSelector }, signal),
  };
}
