import { fail, succeed } from '../../../src/base/outcome.ts';
import type { Failure, Result } from '../../../src/cluster/failure.ts';
import type {
  ApplyOptions,
  CollectionReader,
  Discovery,
  ListPage,
  ListQuery,
  ObjectStore,
} from '../../../src/cluster/ports.ts';
import {
  kinds,
  type ObjectRef,
  objectPath,
  type ResourceKind,
  type WireObject,
} from '../../../src/cluster/resource.ts';
import { recordAt, textAt } from '../../../src/cluster/wireReader.ts';

const notFound: Failure = { kind: 'notFound', status: 404, message: 'not found' };

/** A crude cluster in memory: it keeps what is applied, and refuses what a test tells it to refuse. */
export class MemoryCluster implements ObjectStore, Discovery, CollectionReader {
  readonly objects = new Map<string, WireObject>();
  readonly served = new Map<string, ResourceKind>(
    Object.values(kinds).map(kind => [
      `${kind.group === '' ? '' : `${kind.group}/`}${kind.version} ${kind.kind}`,
      kind,
    ]),
  );
  /** What was asked of it, `dry apply Pod a`, `apply Pod a`, … reads left out. */
  readonly writes: string[] = [];
  /** Refusals by `apply Deployment web`, `get Pod a`; `dry ` in front for those of the dry run alone. Taken once each with `once`. */
  readonly refusals = new Map<string, Failure>();
  readonly once = new Map<string, Failure>();
  /** Called after every write, to play the controllers. */
  onWrite: (object: WireObject) => void = () => undefined;

  get(ref: ObjectRef): Promise<Result<WireObject>> {
    const refusal = this.#refusal(`get ${ref.kind.kind} ${ref.name}`);
    if (refusal) return Promise.resolve(fail(refusal));
    const found = this.objects.get(objectPath(ref));
    return Promise.resolve(found === undefined ? fail(notFound) : succeed(found));
  }

  apply(ref: ObjectRef, object: WireObject, options: ApplyOptions): Promise<Result<WireObject>> {
    const deed = `${options.dryRun ? 'dry ' : ''}${options.force ? 'force ' : ''}apply ${ref.kind.kind} ${ref.name}`;
    this.writes.push(deed);
    const refusal = this.#refusal(deed) ?? this.#homeless(ref);
    if (refusal) return Promise.resolve(fail(refusal));
    const before = this.objects.get(objectPath(ref));
    const metadata = {
      ...recordAt(before, 'metadata'),
      ...recordAt(object, 'metadata'),
      ...managed(options),
    };
    const merged = { ...before, ...object, metadata };
    if (!options.dryRun) this.#keep(objectPath(ref), merged);
    return Promise.resolve(succeed(merged));
  }

  create(kind: ResourceKind, object: WireObject, options = {}): Promise<Result<WireObject>> {
    const isDry = 'dryRun' in options && options.dryRun === true;
    const prefix = textAt(object, 'metadata', 'generateName') ?? '';
    this.writes.push(`${isDry ? 'dry ' : ''}create ${kind.kind} ${prefix}`);
    const name = `${prefix}${this.objects.size}`;
    const namespace = textAt(object, 'metadata', 'namespace');
    const made = { ...object, metadata: { ...recordAt(object, 'metadata'), name } };
    const ref = { kind, name, ...(namespace === undefined ? {} : { namespace }) };
    if (!isDry) this.#keep(objectPath(ref), made);
    return Promise.resolve(succeed(made));
  }

  findKind(apiVersion: string, kind: string): Promise<Result<ResourceKind | undefined>> {
    return Promise.resolve(succeed(this.served.get(`${apiVersion} ${kind}`)));
  }

  listPage(kind: ResourceKind, query: ListQuery): Promise<Result<ListPage>> {
    const items = [...this.objects.values()].filter(
      object => object['kind'] === kind.kind && textAt(object, 'metadata', 'namespace') === query.namespace,
    );
    return Promise.resolve(succeed({ items, resourceVersion: '1' }));
  }

  watch(): never {
    throw new Error('a deploy does not watch');
  }

  mergePatch(): never {
    throw new Error('a deploy does not patch');
  }

  delete(): never {
    throw new Error('a deploy does not delete');
  }

  #keep(path: string, object: WireObject): void {
    this.objects.set(path, object);
    this.onWrite(object);
  }

  #refusal(deed: string): Failure | undefined {
    const once = this.once.get(deed);
    this.once.delete(deed);
    return once ?? this.refusals.get(deed);
  }

  #homeless(ref: ObjectRef): Failure | undefined {
    if (ref.namespace === undefined) return undefined;
    const home = objectPath({ kind: kinds.namespaces, name: ref.namespace });
    const message = `namespaces "${ref.namespace}" not found`;
    return this.objects.has(home) ? undefined : { ...notFound, message };
  }
}

function managed({ fieldManager }: ApplyOptions): WireObject {
  return { managedFields: [{ manager: fieldManager, operation: 'Apply', fieldsV1: {} }] };
}
