import { fail, succeed } from '../base/outcome.ts';
import type { Result } from './failure.ts';
import type {
  AccessQuestion,
  ApplyOptions,
  ClusterClient,
  DeleteOptions,
  ListPage,
  LogOptions,
  LogRef,
  WatchEvent,
  WatchQuery,
  WriteOptions,
} from './ports.ts';
import type { ObjectRef, ResourceKind, WireObject } from './resource.ts';

/**
 * A client that connects when it is first asked for something, so that handing it out costs nothing.
 *
 * Where connecting fails, every answer is that failure; `forgetLogin` makes the next question connect again.
 */
export class LazyClient implements ClusterClient {
  readonly #connect: () => Promise<Result<ClusterClient>>;
  #client: Promise<Result<ClusterClient>> | undefined;
  #isDisposed = false;

  constructor(connect: () => Promise<Result<ClusterClient>>) {
    this.#connect = connect;
  }

  listPage(...asked: Parameters<ClusterClient['listPage']>): Promise<Result<ListPage>> {
    return this.#ask(client => client.listPage(...asked));
  }

  async *watch(
    kind: ResourceKind,
    query: WatchQuery,
    signal: AbortSignal,
  ): AsyncGenerator<readonly WatchEvent[]> {
    const client = await this.#connected();
    if (client.ok) yield* client.value.watch(kind, query, signal);
    else yield [{ type: 'FAILED', failure: client.failure }];
  }

  get(ref: ObjectRef, signal?: AbortSignal): Promise<Result<WireObject>> {
    return this.#ask(client => client.get(ref, signal));
  }

  apply(
    ref: ObjectRef,
    object: WireObject,
    options: ApplyOptions,
    signal?: AbortSignal,
  ): Promise<Result<WireObject>> {
    return this.#ask(client => client.apply(ref, object, options, signal));
  }

  create(
    kind: ResourceKind,
    object: WireObject,
    options?: WriteOptions,
    signal?: AbortSignal,
  ): Promise<Result<WireObject>> {
    return this.#ask(client => client.create(kind, object, options, signal));
  }

  mergePatch(
    ref: ObjectRef,
    patch: WireObject,
    options?: WriteOptions & { readonly subresource?: string },
  ): Promise<Result<WireObject>> {
    return this.#ask(client => client.mergePatch(ref, patch, options));
  }

  delete(ref: ObjectRef, options?: DeleteOptions): Promise<Result<void>> {
    return this.#ask(client => client.delete(ref, options));
  }

  findKind(
    apiVersion: string,
    kind: string,
    options?: { readonly refresh?: boolean },
  ): Promise<Result<ResourceKind | undefined>> {
    return this.#ask(client => client.findKind(apiVersion, kind, options));
  }

  listKinds(signal?: AbortSignal): Promise<Result<readonly ResourceKind[]>> {
    return this.#ask(client => client.listKinds(signal));
  }

  schemaHashes(signal?: AbortSignal): Promise<Result<ReadonlyMap<string, string>>> {
    return this.#ask(client => client.schemaHashes(signal));
  }

  readSchemas(groupVersion: string, signal?: AbortSignal): Promise<Result<string>> {
    return this.#ask(client => client.readSchemas(groupVersion, signal));
  }

  readLog(ref: LogRef, options: LogOptions, signal: AbortSignal): Promise<Result<AsyncIterable<Uint8Array>>> {
    return this.#ask(client => client.readLog(ref, options, signal));
  }

  mayI(question: AccessQuestion, signal?: AbortSignal): Promise<Result<boolean>> {
    return this.#ask(client => client.mayI(question, signal));
  }

  getText(
    service: Parameters<ClusterClient['getText']>[0],
    path: string,
    signal?: AbortSignal,
  ): Promise<Result<string>> {
    return this.#ask(client => client.getText(service, path, signal));
  }

  serverVersion(signal?: AbortSignal): Promise<Result<string>> {
    return this.#ask(client => client.serverVersion(signal));
  }

  forgetLogin(): void {
    const client = this.#client;
    void client?.then(connected => {
      if (connected.ok) connected.value.forgetLogin();
      else if (this.#client === client) this.#client = undefined;
    });
  }

  dispose(): void {
    this.#isDisposed = true;
    void this.#client?.then(connected => connected.ok && connected.value.dispose());
  }

  async #ask<T>(question: (client: ClusterClient) => Promise<Result<T>>): Promise<Result<T>> {
    const client = await this.#connected();
    return client.ok ? question(client.value) : client;
  }

  async #connected(): Promise<Result<ClusterClient>> {
    if (this.#isDisposed) return fail({ kind: 'cancelled', message: 'the cluster was left' });
    this.#client ??= this.#connect().then(
      connected => (connected.ok ? succeed(connected.value) : connected),
      error => fail({ kind: 'serverError', message: `the cluster client could not be loaded: ${error}` }),
    );
    const client = await this.#client;
    if (!this.#isDisposed) return client;
    return fail({ kind: 'cancelled', message: 'the cluster was left' });
  }
}
