import type { CollectionReader, ListQuery } from './ports.ts';

/** Narrows a reader to the objects that a selector picks. Every kind of the API can be selected by its name. */
export function narrowedReader(
  reader: CollectionReader,
  selector: Pick<ListQuery, 'fieldSelector' | 'labelSelector'>,
): CollectionReader {
  return {
    listPage: (kind, query, ...rest) => reader.listPage(kind, { ...query, ...selector }, ...rest),
    watch: (kind, query, signal) => reader.watch(kind, { ...query, ...selector }, signal),
  };
}
