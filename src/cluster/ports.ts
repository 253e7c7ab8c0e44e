import type { Failure, Result } from './failure.ts';
import type { ObjectRef, ResourceKind, WireObject } from './resource.ts';

export interface ListQuery {
  readonly namespace?: string;
  readonly limit?: number;
  readonly continueToken?: string;
  readonly resourceVersion?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

export interface ListPage {
  readonly items: readonly WireObject[];
  /** Present while there are more pages. */
  readonly continueToken?: string;
  readonly resourceVersion: string;
}

export interface WatchQuery {
  readonly namespace?: string;
  readonly resourceVersion: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  /** The server ends the watch after so many seconds. */
  readonly timeoutSeconds?: number;
}

export type WatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: WireObject }
  | { readonly type: 'BOOKMARK'; readonly resourceVersion: string }
  | { readonly type: 'FAILED'; readonly failure: Failure };

/**
 * Reads collections. `watch` yields an empty batch once the server has accepted it, ends normally when the server closes
 * it or the signal aborts, and yields FAILED once before it ends badly. Neither ever rejects.
 */
export interface CollectionReader {
  /** @param onItems takes objects before the page is complete; those that it took are not among the page's items */
  listPage(
    kind: ResourceKind,
    query: ListQuery,
    signal: AbortSignal,
    onItems?: (items: readonly WireObject[]) => void,
  ): Promise<Result<ListPage>>;
  watch(kind: ResourceKind, query: WatchQuery, signal: AbortSignal): AsyncIterable<readonly WatchEvent[]>;
}

export interface WriteOptions {
  readonly dryRun?: boolean;
  /** `Strict` refuses unknown and duplicate fields. */
  readonly fieldValidation?: 'Ignore' | 'Warn' | 'Strict';
}

export interface ApplyOptions extends WriteOptions {
  readonly fieldManager: string;
  /** Takes over fields that other managers own. */
  readonly force?: boolean;
}

/** Reads and writes single objects. Nothing here retries by itself but what is safe to repeat. */
export interface ObjectStore {
  get(ref: ObjectRef, signal?: AbortSignal): Promise<Result<WireObject>>;
  /** Server-side apply. */
  apply(
    ref: ObjectRef,
    object: WireObject,
    options: ApplyOptions,
    signal?: AbortSignal,
  ): Promise<Result<WireObject>>;
  create(
    kind: ResourceKind,
    object: WireObject,
    options?: WriteOptions,
    signal?: AbortSignal,
  ): Promise<Result<WireObject>>;
  /** A JSON merge patch (RFC 7386). */
  mergePatch(
    ref: ObjectRef,
    patch: WireObject,
    options?: WriteOptions & { readonly subresource?: string },
  ): Promise<Result<WireObject>>;
  delete(ref: ObjectRef, options?: DeleteOptions): Promise<Result<void>>;
}

export interface DeleteOptions {
  readonly propagation?: 'Foreground' | 'Background' | 'Orphan';
  readonly dryRun?: boolean;
  /** Refuses (conflict) when the object was replaced since. */
  readonly uid?: string;
}

/** What a cluster serves. `undefined` in a result's value means: not served. */
export interface Discovery {
  /** Finds the served kind of a document's `apiVersion` and `kind`. Cached; `refresh` asks anew. */
  findKind(
    apiVersion: string,
    kind: string,
    options?: { readonly refresh?: boolean },
  ): Promise<Result<ResourceKind | undefined>>;
}

/** Reads the cluster's own schemas. */
export interface SchemaReader {
  /** Every kind in every version that is served, without subresources; the versions of a group in the server's order. */
  listKinds(signal?: AbortSignal): Promise<Result<readonly ResourceKind[]>>;
  /** Hash of each OpenAPI v3 document, by `api/v1` and `apis/apps/v1`. A document with the same hash is the same. */
  schemaHashes(signal?: AbortSignal): Promise<Result<ReadonlyMap<string, string>>>;
  /** One OpenAPI v3 document as JSON text. It may lack kinds for some seconds after their CRD was installed. */
  readSchemas(groupVersion: string, signal?: AbortSignal): Promise<Result<string>>;
}

export interface LogRef {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

export interface LogOptions {
  readonly follow?: boolean;
  readonly previous?: boolean;
  /** RFC 3339; the server rounds it down to whole seconds. */
  readonly sinceTime?: string;
  readonly sinceSeconds?: number;
  readonly tailLines?: number;
  /** Puts an RFC 3339 time with nanoseconds and a space in front of every line. */
  readonly timestamps?: boolean;
}

/** The answer to a log request: a failure before the first byte, or the bytes. The iterable throws a `Failure` value when it breaks. */
export interface LogReader {
  readLog(ref: LogRef, options: LogOptions, signal: AbortSignal): Promise<Result<AsyncIterable<Uint8Array>>>;
}

/** May the user do this? (SelfSubjectAccessReview) */
export interface AccessQuestion {
  readonly verb: string;
  readonly group?: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

export interface AccessReviewer {
  mayI(question: AccessQuestion, signal?: AbortSignal): Promise<Result<boolean>>;
}

/** A GET through the API server to a service: `/api/v1/namespaces/{ns}/services/{http:name:port}/proxy/{path}`. */
export interface ServiceProxy {
  getText(
    service: {
      readonly namespace: string;
      readonly name: string;
      readonly port: string | number;
      readonly scheme?: 'http' | 'https';
    },
    path: string,
    signal?: AbortSignal,
  ): Promise<Result<string>>;
}

/** Everything that a connected context can do. One implementation: `cluster/client`. */
export interface ClusterClient
  extends CollectionReader,
    ObjectStore,
    Discovery,
    SchemaReader,
    LogReader,
    AccessReviewer,
    ServiceProxy {
  /** `v1.36.3`. */
  serverVersion(signal?: AbortSignal): Promise<Result<string>>;
  /** Drops cached credentials, so that the next request logs in anew. */
  forgetLogin(): void;
  /** Ends idle connections and everything under way. */
  dispose(): void;
}
