import { apiVersionOf, kindKey, kinds, type ResourceKind } from '../../cluster/resource.ts';
import { type DeletionOptions, deleteObject } from '../api/deletion.ts';
import type { JsonObject, KubeObject, OwnerReference } from '../api/kubeObject.ts';
import { toMicroTime } from '../api/kubeObject.ts';
import type { Objects } from '../api/objects.ts';
import type { KindRegistry, ServedKind } from '../api/servedKind.ts';
import type { Random } from '../random.ts';
import { hashOf } from '../random.ts';
import type { WorldClock } from './worldClock.ts';

export interface EventText {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

/** How the simulated controllers reach the API: with the same rules as everyone, but in process. */
export class ClusterAccess {
  readonly objects: Objects;
  readonly registry: KindRegistry;
  readonly clock: WorldClock;
  readonly random: Random;
  readonly #served = new Map<string, ServedKind>();

  constructor(objects: Objects, registry: KindRegistry, clock: WorldClock, random: Random) {
    this.objects = objects;
    this.registry = registry;
    this.clock = clock;
    this.random = random;
  }

  served(kind: ResourceKind): ServedKind {
    const known = this.#served.get(kindKey(kind));
    if (known) return known;
    const found = this.registry.find(kind.group, kind.version, kind.plural);
    if (!found) throw new Error(`${kindKey(kind)} is not served`);
    this.#served.set(kindKey(kind), found);
    return found;
  }

  find<T extends KubeObject>(kind: ResourceKind, namespace: string | undefined, name: string): T | undefined {
    return this.objects.find(this.served(kind), namespace, name) as T | undefined;
  }

  list<T extends KubeObject>(kind: ResourceKind, namespace?: string): readonly T[] {
    return this.objects.store.list(kind, namespace) as readonly T[];
  }

  /** The objects of a kind that `owner` controls. */
  owned<T extends KubeObject>(kind: ResourceKind, owner: KubeObject): readonly T[] {
    return this.list<T>(kind, owner.metadata.namespace).filter(object =>
      object.metadata.ownerReferences?.some(
        ({ uid, controller }) => controller && uid === owner.metadata.uid,
      ),
    );
  }

  create<T extends KubeObject>(
    kind: ResourceKind,
    namespace: string | undefined,
    body: JsonObject,
    manager = 'kube-controller-manager',
  ): T {
    const whole = { apiVersion: apiVersionOf(kind), kind: kind.kind, ...body };
    return this.objects.create(this.served(kind), namespace, whole, { manager }) as T;
  }

  /** Changes an object's `status` by a function over a copy of the object as it is now. */
  editStatus<T extends KubeObject>(
    kind: ResourceKind,
    object: T,
    apply: (draft: T) => void,
    manager?: string,
  ): void {
    const { namespace, name } = object.metadata;
    this.objects.change(this.served(kind), namespace, name, {
      context: { manager: manager ?? 'kube-controller-manager', subresource: 'status' },
      apply: draft => apply(draft as T),
    });
  }

  /** Changes anything but the status. */
  edit<T extends KubeObject>(
    kind: ResourceKind,
    object: T,
    apply: (draft: T) => void,
    manager?: string,
  ): void {
    const { namespace, name } = object.metadata;
    this.objects.change(this.served(kind), namespace, name, {
      context: { manager: manager ?? 'kube-controller-manager' },
      apply: draft => apply(draft as T),
    });
  }

  delete(
    kind: ResourceKind,
    object: KubeObject,
    options: DeletionOptions = { propagationPolicy: 'Background' },
  ): void {
    const { namespace, name, uid } = object.metadata;
    const current = this.objects.find(this.served(kind), namespace, name);
    if (current?.metadata.uid === uid) deleteObject(this.objects, this.served(kind), current, options);
  }

  /** Writes an event about `object`, or counts one up that says the same. */
  record(object: KubeObject, component: string, { type, reason, message }: EventText): void {
    const namespace = object.metadata.namespace ?? 'default';
    const name = `${object.metadata.name}.${hashOf(`${object.metadata.uid}${reason}${message}`).toString(16)}`;
    const now = this.objects.now();
    const known = this.find<KubeObject & { count?: number }>(eventKind, namespace, name);
    if (known) {
      this.edit(eventKind, known, draft => countUp(draft, now, toMicroTime(this.clock.now())), component);
      return;
    }
    const home = this.find(namespaceKind, undefined, namespace);
    if (!home || home.metadata.deletionTimestamp) return;
    const { apiVersion, kind, metadata } = object;
    this.create(
      eventKind,
      namespace,
      {
        metadata: { name },
        involvedObject: {
          apiVersion,
          kind,
          name: metadata.name,
          ...(metadata.namespace ? { namespace: metadata.namespace } : {}),
          resourceVersion: metadata.resourceVersion,
          uid: metadata.uid,
        },
        type,
        reason,
        message,
        ...timesOf(component, now, toMicroTime(this.clock.now())),
        reportingComponent: component,
        reportingInstance: component === 'default-scheduler' ? 'default-scheduler-demo' : '',
      },
      component,
    );
  }
}

const { events: eventKind, namespaces: namespaceKind } = kinds;

/** The scheduler writes events of the new kind, with one exact time; everyone else counts. */
function timesOf(component: string, now: string, exactly: string): JsonObject {
  if (component === 'default-scheduler') {
    return {
      eventTime: exactly,
      firstTimestamp: null,
      lastTimestamp: null,
      source: {},
      action: 'Scheduling',
    };
  }
  return { eventTime: null, firstTimestamp: now, lastTimestamp: now, count: 1, source: { component } };
}

/** Events of the new kind are counted in a series, the others by themselves. */
function countUp(event: KubeObject & { count?: number }, now: string, exactly: string): void {
  if (event['eventTime']) {
    const { count = 1 } = (event['series'] ?? {}) as { count?: number };
    event['series'] = { count: count + 1, lastObservedTime: exactly };
    return;
  }
  event.count = (event.count ?? 1) + 1;
  event['lastTimestamp'] = now;
}

/** The reference that makes `owner` the controller of a new object. */
export function controlledBy(owner: KubeObject): OwnerReference {
  const { apiVersion, kind, metadata } = owner;
  return {
    apiVersion,
    kind,
    name: metadata.name,
    uid: metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}
