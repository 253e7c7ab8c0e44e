import type { Result } from './failure.ts';
import type { CollectionReader, ListPage, ListQuery } from './ports.ts';
import type { ResourceKind, WireObject } from './resource.ts';

export interface PagingOptions {
  readonly signal: AbortSignal;
  /** Objects in the first page, where it is to be smaller than the others. */
  readonly firstLimit: number;
  /** Takes objects before their page is complete. */
  readonly onItems: (items: readonly WireObject[]) => void;
}

/**
 * Reads a collection page by page. The next page is already under way while the caller works on one.
 *
 * Ends after the last page or the first failure, which it yields.
 */
export async function* listPages(
  reader: CollectionReader,
  kind: ResourceKind,
  query: ListQuery,
  { signal, firstLimit, onItems }: PagingOptions,
): AsyncGenerator<Result<ListPage>> {
  const ask = (wanted: ListQuery) => reader.listPage(kind, wanted, signal, onItems);
  let next: Promise<Result<ListPage>> | undefined = ask({ ...query, limit: firstLimit });
  while (next) {
    const page: Result<ListPage> = await next;
    const continueToken: string | undefined = page.ok ? page.value.continueToken : undefined;
    next = continueToken ? ask({ ...query, continueToken }) : undefined;
    yield page;
  }
}
