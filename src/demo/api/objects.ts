import type { Clock } from '../../base/clock.ts';
import { kinds } from '../../cluster/resource.ts';
import { type Random, randomSuffix, randomUuid } from '../random.ts';
import { admit } from './admission.ts';
import { withDefaults } from './defaults.ts';
import {
  copyOf,
  isSameJson,
  type JsonObject,
  type KubeObject,
  type ObjectMeta,
  toWireTime,
} from './kubeObject.ts';
import { trackUpdate } from './managedFields.ts';
import { resourceNameOf, type ServedKind } from './servedKind.ts';
import { refusals } from './status.ts';
import type { Store } from './store.ts';
import { validate } from './validation.ts';

/** Who writes, and how. */
export interface WriteContext {
  /** The field manager, for the records in `managedFields`. */
  readonly manager: string;
  /** Goes through everything and keeps nothing. */
  readonly dryRun?: boolean;
  readonly subresource?: 'status' | 'scale';
}

/** Reads and writes objects of every kind by the rules that hold for all: names, versions, generations, finalizers. */
export class Objects {
  readonly store: Store;
  readonly clock: Clock;
  readonly #random: Random;

  constructor(store: Store, clock: Clock, random: Random) {
    this.store = store;
    this.clock = clock;
    this.#random = random;
  }

  find(kind: ServedKind, namespace: string | undefined, name: string): KubeObject | undefined {
    return this.store.get(kind, namespace, name);
  }

  /** The object, or 404. */
  get(kind: ServedKind, namespace: string | undefined, name: string): KubeObject {
    const found = this.find(kind, namespace, name);
    if (!found) throw refusals.notFound(resourceNameOf(kind), name);
    return found;
  }

  create(
    kind: ServedKind,
    namespace: string | undefined,
    body: JsonObject,
    context: WriteContext,
  ): KubeObject {
    const object = this.prepare(kind, namespace, body);
    if (this.find(kind, namespace, object.metadata.name)) {
      throw refusals.alreadyExists(resourceNameOf(kind), object.metadata.name);
    }
    validate(kind, object, undefined);
    const tracked = trackUpdate(kind, undefined, object, { ...context, time: this.now() });
    return this.keep(kind, tracked, context);
  }

  /** A body made into a new object: name, identity, defaults. Nothing is stored yet. */
  prepare(kind: ServedKind, namespace: string | undefined, body: JsonObject): KubeObject {
    this.#requireNamespace(kind, namespace);
    const given = (body['metadata'] ?? {}) as Partial<ObjectMeta>;
    if (kind.isNamespaced && given.namespace && given.namespace !== namespace) {
      throw refusals.badRequest(
        'the namespace of the provided object does not match the namespace sent on the request',
      );
    }
    const name =
      given.name ?? (given.generateName ? `${given.generateName}${randomSuffix(this.#random)}` : '');
    if (!name) {
      const message = 'Required value: name or generateName is required';
      throw refusals.invalid(kind, '', [{ reason: 'FieldValueRequired', message, field: 'metadata.name' }]);
    }
    const { resourceVersion: _, deletionTimestamp: __, managedFields: ___, ...meta } = given;
    const { status, ...content } = body;
    const object = {
      ...(kind.hasStatus ? content : { ...content, ...(status === undefined ? {} : { status }) }),
      apiVersion: body['apiVersion'] as string,
      kind: kind.kind,
      metadata: {
        ...meta,
        name,
        ...(kind.isNamespaced && namespace ? { namespace } : {}),
        uid: randomUuid(this.#random),
        resourceVersion: '',
        creationTimestamp: this.now(),
        ...(hasGeneration(kind, body) ? { generation: 1 } : {}),
      },
    };
    return admit(kind, withDefaults(kind, object, this.#random), this.store);
  }

  /**
   * Puts `next` in the place of the object that is there. Without a `resourceVersion` of its own it wins whatever
   * happened meanwhile; a `status` context changes nothing but the status, any other everything else.
   */
  update(kind: ServedKind, current: KubeObject, next: KubeObject, context: WriteContext): KubeObject {
    const sent = next.metadata.resourceVersion;
    if (sent && sent !== current.metadata.resourceVersion) {
      throw refusals.changedMeanwhile(resourceNameOf(kind), current.metadata.name);
    }
    if (next.metadata.uid && next.metadata.uid !== current.metadata.uid) {
      throw refusals.otherUid(kind, current.metadata.name, next.metadata.uid, current.metadata.uid);
    }
    const settled = this.settle(kind, current, next, context);
    validate(kind, settled, current);
    return this.keep(kind, trackUpdate(kind, current, settled, { ...context, time: this.now() }), context);
  }

  /** What an update may not touch comes from the object that is there; a changed spec is a new generation. */
  settle(kind: ServedKind, current: KubeObject, next: KubeObject, context: WriteContext): KubeObject {
    const old = current.metadata;
    const metadata = pruneUndefined({
      ...(context.subresource === 'status' && !kind.isCustom
        ? { ...old, ...pickManaged(next.metadata) }
        : next.metadata),
      name: old.name,
      namespace: old.namespace,
      generateName: old.generateName,
      uid: old.uid,
      resourceVersion: old.resourceVersion,
      creationTimestamp: old.creationTimestamp,
      deletionTimestamp: old.deletionTimestamp,
      deletionGracePeriodSeconds: old.deletionGracePeriodSeconds,
      generation: old.generation,
    }) as unknown as ObjectMeta;
    const object = this.#mixed(kind, current, { ...next, metadata }, context);
    if (old.generation === undefined || isSameContent(object, current)) return object;
    return { ...object, metadata: { ...metadata, generation: old.generation + 1 } };
  }

  /** Stores what came out of a write. An object whose last finalizer went while it was being deleted is gone. */
  keep(kind: ServedKind, object: KubeObject, context: WriteContext): KubeObject {
    const { namespace, name, deletionTimestamp, finalizers } = object.metadata;
    const current = this.store.get(kind, namespace, name);
    if (current && isSameJson(withoutTimes(current), withoutTimes(object))) return current;
    if (context.dryRun) {
      return {
        ...object,
        metadata: { ...object.metadata, resourceVersion: current?.metadata.resourceVersion ?? '' },
      };
    }
    // Namespaces are emptied first; who does that takes them away.
    const isOver =
      kind.kind !== 'Namespace' &&
      current &&
      deletionTimestamp &&
      !finalizers?.length &&
      object.metadata.deletionGracePeriodSeconds === 0;
    const stored = this.store.put(kind, object);
    if (isOver) this.store.remove(kind, namespace, name);
    return stored;
  }

  /** Changes an object by a function over a copy of it. Nothing happens when it is not there any more. */
  change(
    kind: ServedKind,
    namespace: string | undefined,
    name: string,
    edit: { readonly context: WriteContext; readonly apply: (draft: KubeObject) => void },
  ): KubeObject | undefined {
    const current = this.find(kind, namespace, name);
    if (!current) return undefined;
    const draft = copyOf(current);
    edit.apply(draft);
    return this.update(kind, current, draft, edit.context);
  }

  now(): string {
    return toWireTime(this.clock.now());
  }

  newSuffix(): string {
    return randomSuffix(this.#random);
  }

  #mixed(kind: ServedKind, current: KubeObject, next: KubeObject, context: WriteContext): KubeObject {
    if (!kind.hasStatus) return withDefaults(kind, next, this.#random);
    if (context.subresource === 'status') {
      const { status: _, ...rest } = current;
      return { ...rest, metadata: next.metadata, ...(next.status ? { status: next.status } : {}) };
    }
    const { status: _, ...rest } = next;
    const object = { ...rest, ...(current.status ? { status: current.status } : {}) } as KubeObject;
    return withDefaults(kind, object, this.#random);
  }

  #requireNamespace(kind: ServedKind, namespace: string | undefined): void {
    if (!kind.isNamespaced || !namespace) return;
    const found = this.store.get(kinds.namespaces, undefined, namespace);
    if (!found) throw refusals.notFound({ group: '', plural: 'namespaces' }, namespace);
    if (found.metadata.deletionTimestamp) {
      throw refusals.forbidden(
        resourceNameOf(kind),
        '',
        `unable to create new content in namespace ${namespace} because it is being terminated`,
      );
    }
  }
}

function pickManaged(metadata: ObjectMeta): Partial<ObjectMeta> {
  return metadata.managedFields ? { managedFields: metadata.managedFields } : {};
}

/** Kinds that only hold data have no generation. */
function hasGeneration(kind: ServedKind, body: JsonObject): boolean {
  return kind.isCustom || (kind.hasStatus && body['spec'] !== undefined && !ungenerated.has(kind.kind));
}
const ungenerated = new Set([
  'Node',
  'Namespace',
  'Service',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'HorizontalPodAutoscaler',
]);

function isSameContent(left: KubeObject, right: KubeObject): boolean {
  const { metadata: _, status: __, ...leftContent } = left;
  const { metadata: ___, status: ____, ...rightContent } = right;
  return isSameJson(leftContent, rightContent);
}

/** An update that changes nothing but the times in `managedFields` is no update. */
function withoutTimes(object: KubeObject): KubeObject {
  const { managedFields, ...metadata } = object.metadata;
  const timeless = managedFields?.map(({ time: _, ...entry }) => entry);
  return { ...object, metadata: { ...metadata, managedFields: timeless, resourceVersion: '' } as never };
}

function pruneUndefined(record: object): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
