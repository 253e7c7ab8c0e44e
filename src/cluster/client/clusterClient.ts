import { fail, succeed } from '../../base/outcome.ts';
import type { ContextMaterial } from '../access.ts';
import type { Result } from '../failure.ts';
import type {
  AccessQuestion,
  ApplyOptions,
  ClusterClient,
  DeleteOptions,
  ListPage,
  ListQuery,
  LogOptions,
  LogRef,
  WatchEvent,
  WatchQuery,
  WriteOptions,
} from '../ports.ts';
import {
  collectionPath,
  type ObjectRef,
  objectPath,
  type ResourceKind,
  type WireObject,
} from '../resource.ts';
import { flagAt, isRecord, textAt } from '../wireReader.ts';
import { readList } from './readList.ts';
import { listServedKinds, readSchemaHashes, schemasPath } from './schemas.ts';
import { ServedKinds } from './servedKinds.ts';
import { badAnswer } from './toFailure.ts';
import { type Question, Transport } from './transport.ts';
import { TurnBudget } from './turnBudget.ts';
import { watchEvents } from './watchEvents.ts';

/** Connects a context. Sends nothing by itself: the first question logs in. */
export function connect(
  material: ContextMaterial,
  env: Readonly<Record<string, string | undefined>> = process.env,
): ClusterClient {
  return new HttpClusterClient(new Transport(material, env));
}

class HttpClusterClient implements ClusterClient {
  readonly #transport: Transport;
  readonly #served: ServedKinds;
  readonly #budget = new TurnBudget();

  constructor(transport: Transport) {
    this.#transport = transport;
    this.#served = new ServedKinds(question => this.#object(question));
  }

  async listPage(
    kind: ResourceKind,
    query: ListQuery,
    signal: AbortSignal,
    onItems?: (items: readonly WireObject[]) => void,
  ): Promise<Result<ListPage>> {
    const { namespace, continueToken, resourceVersion, ...rest } = query;
    const path = collectionPath(kind, namespace);
    const question: Question = {
      path,
      // A continued list stays at the version of its first page, and must not name one again.
      query: { ...rest, ...(continueToken ? { continue: continueToken } : { resourceVersion }) },
      subject: subjectOf(kind),
      signal,
    };
    const list = await this.#transport.read(question, bytes => readList(path, bytes, this.#budget, onItems));
    if (!list.ok) return list;
    const { items, around } = list.value;
    const next = textAt(around, 'metadata', 'continue');
    return succeed({
      items,
      resourceVersion: textAt(around, 'metadata', 'resourceVersion') ?? '',
      ...(next === undefined ? {} : { continueToken: next }),
    });
  }

  async *watch(
    kind: ResourceKind,
    query: WatchQuery,
    signal: AbortSignal,
  ): AsyncGenerator<readonly WatchEvent[]> {
    const { namespace, ...rest } = query;
    const opened = await this.#transport.stream({
      path: collectionPath(kind, namespace),
      query: { ...rest, watch: true, allowWatchBookmarks: true },
      subject: subjectOf(kind),
      signal,
    });
    if (!opened.ok) {
      if (!signal.aborted) yield [{ type: 'FAILED', failure: opened.failure }];
      return;
    }
    yield [];
    yield* watchEvents(opened.value);
  }

  get(ref: ObjectRef, signal?: AbortSignal): Promise<Result<WireObject>> {
    return this.#object({ path: objectPath(ref), subject: subjectOf(ref.kind), signal });
  }

  apply(
    ref: ObjectRef,
    object: WireObject,
    options: ApplyOptions,
    signal?: AbortSignal,
  ): Promise<Result<WireObject>> {
    const { fieldManager, force } = options;
    return this.#object({
      method: 'PATCH',
      path: objectPath(ref),
      query: { fieldManager, force: force || undefined, ...writeQuery(options) },
      contentType: 'application/apply-patch+yaml',
      body: object,
      subject: subjectOf(ref.kind),
      signal,
    });
  }

  create(
    kind: ResourceKind,
    object: WireObject,
    options: WriteOptions = {},
    signal?: AbortSignal,
  ): Promise<Result<WireObject>> {
    return this.#object({
      method: 'POST',
      path: collectionPath(kind, textAt(object, 'metadata', 'namespace')),
      query: { fieldManager: 'timonel', ...writeQuery(options) },
      body: object,
      subject: subjectOf(kind),
      signal,
    });
  }

  mergePatch(
    ref: ObjectRef,
    patch: WireObject,
    options: WriteOptions & { readonly subresource?: string } = {},
  ): Promise<Result<WireObject>> {
    const { subresource } = options;
    return this.#object({
      method: 'PATCH',
      path: subresource ? `${objectPath(ref)}/${encodeURIComponent(subresource)}` : objectPath(ref),
      query: { fieldManager: 'timonel', ...writeQuery(options) },
      contentType: 'application/merge-patch+json',
      body: patch,
      subject: subjectOf(ref.kind),
    });
  }

  async delete(ref: ObjectRef, options: DeleteOptions = {}): Promise<Result<void>> {
    const { propagation, dryRun, uid } = options;
    const done = await this.#transport.text({
      method: 'DELETE',
      path: objectPath(ref),
      body: {
        kind: 'DeleteOptions',
        apiVersion: 'v1',
        ...(propagation === undefined ? {} : { propagationPolicy: propagation }),
        ...(dryRun ? { dryRun: ['All'] } : {}),
        ...(uid === undefined ? {} : { preconditions: { uid } }),
      },
      subject: subjectOf(ref.kind),
    });
    return done.ok ? succeed(undefined) : done;
  }

  findKind(
    apiVersion: string,
    kind: string,
    options: { readonly refresh?: boolean } = {},
  ): Promise<Result<ResourceKind | undefined>> {
    return this.#served.find(apiVersion, kind, options.refresh === true);
  }

  listKinds(signal?: AbortSignal): Promise<Result<readonly ResourceKind[]>> {
    return listServedKinds(question => this.#object({ ...question, signal }));
  }

  schemaHashes(signal?: AbortSignal): Promise<Result<ReadonlyMap<string, string>>> {
    return readSchemaHashes(question => this.#object({ ...question, signal }));
  }

  readSchemas(groupVersion: string, signal?: AbortSignal): Promise<Result<string>> {
    return this.#transport.text({ path: schemasPath(groupVersion), signal });
  }

  readLog(
    { namespace, pod, container }: LogRef,
    options: LogOptions,
    signal: AbortSignal,
  ): Promise<Result<AsyncIterable<Uint8Array>>> {
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log`;
    return this.#transport.stream({
      path,
      query: { container, ...options },
      signal,
      mayStaySilent: options.follow === true,
    });
  }

  async mayI(question: AccessQuestion, signal?: AbortSignal): Promise<Result<boolean>> {
    const review = await this.#object({
      method: 'POST',
      path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
      body: {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: { resourceAttributes: { group: '', ...question } },
      },
      signal,
    });
    return review.ok ? succeed(flagAt(review.value, 'status', 'allowed')) : review;
  }

  getText(
    service: Parameters<ClusterClient['getText']>[0],
    path: string,
    signal?: AbortSignal,
  ): Promise<Result<string>> {
    const { namespace, name, port, scheme = 'http' } = service;
    const address = encodeURIComponent(`${scheme}:${name}:${port}`);
    const root = `/api/v1/namespaces/${encodeURIComponent(namespace)}/services/${address}/proxy`;
    return this.#transport.text({ path: `${root}/${path.replace(/^\/+/, '')}`, signal });
  }

  async serverVersion(signal?: AbortSignal): Promise<Result<string>> {
    const version = await this.#object({ path: '/version', signal });
    if (!version.ok) return version;
    const text = textAt(version.value, 'gitVersion');
    return text === undefined ? fail(badAnswer('/version: an answer without a version')) : succeed(text);
  }

  forgetLogin(): void {
    this.#transport.forgetLogin();
  }

  dispose(): void {
    this.#transport.dispose();
  }

  async #object(question: Question): Promise<Result<WireObject>> {
    const text = await this.#transport.text(question);
    if (!text.ok) return text;
    try {
      const value: unknown = JSON.parse(text.value);
      if (isRecord(value)) return succeed(value);
    } catch {
      // Told below, like any other answer that is no object.
    }
    return fail(badAnswer(`${question.path}: an answer that is not a JSON object`));
  }
}

function subjectOf(kind: ResourceKind): { readonly group: string; readonly resource: string } {
  return { group: kind.group, resource: kind.plural };
}

function writeQuery({ dryRun, fieldValidation }: WriteOptions): NonNullable<Question['query']> {
  return { dryRun: dryRun ? 'All' : undefined, fieldValidation };
}
