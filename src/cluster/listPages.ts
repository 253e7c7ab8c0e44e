import type { Result } from './failure.ts';
import type { CollectionReader, ListPage, ListQuery } from './ports.ts';
import type { ResourceKind } from './resource.ts';

/**
 * Reads a collection page by page. The next page is already under way while the caller works on one.
 *
 * Ends after the last page or the first failure, which it yields.
 */
export async function* listPages(
  reader: CollectionReader,
  kind: ResourceKind,
  query: ListQuery,
  signal: AbortSignal,
): AsyncGenerator<Result<ListPage>> {
  let next: Promise<Result<ListPage>> | undefined = reader.listPage(kind, query, signal);
  while (next) {
    const page: Result<ListPage> = await next;
    const continueToken: string | undefined = page.ok ? page.value.continueToken : undefined;
    next = continueToken ? reader.listPage(kind, { ...query, continueToken }, signal) : undefined;
    yield page;
  }
}
