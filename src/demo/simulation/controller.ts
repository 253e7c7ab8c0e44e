import type { Disposable } from '../../base/owner.ts';
import { ApiError } from '../api/status.ts';
import type { Change } from '../api/store.ts';
import type { ClusterAccess } from './clusterAccess.ts';

/** One simulated controller: told of changes, it names what it has to look at, and looks at that a moment later. */
export interface Controller {
  readonly name: string;
  /** The keys (`namespace/name`, or whatever the controller likes) to reconcile after this change. */
  wake(change: Change): readonly string[];
  /** Brings the world nearer to what is wished for. A returned number is a wish to look again after so many ms. */
  reconcile(key: string): number | undefined;
}

/** Controllers take a moment to notice. */
const reactionMs = 20;

/** Runs controllers over the changes of the store, each key once however often it was woken. */
export class ControllerLoop implements Disposable {
  readonly #access: ClusterAccess;
  readonly #controllers: readonly Controller[];
  readonly #queued = new Map<string, () => void>();
  readonly #rechecks = new Map<string, Disposable>();
  readonly #subscription: Disposable;
  readonly #onError: (error: unknown) => void;
  #drain: Disposable | undefined;

  constructor(access: ClusterAccess, controllers: readonly Controller[], onError: (error: unknown) => void) {
    this.#access = access;
    this.#controllers = controllers;
    this.#onError = onError;
    this.#subscription = access.objects.store.onDidChange(change => this.#hear(change));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#drain?.dispose();
    for (const recheck of this.#rechecks.values()) recheck.dispose();
  }

  #hear(change: Change): void {
    for (const controller of this.#controllers) {
      for (const key of controller.wake(change)) this.#enqueue(controller, key);
    }
  }

  #enqueue(controller: Controller, key: string): void {
    const id = `${controller.name} ${key}`;
    if (this.#queued.has(id)) return;
    this.#queued.set(id, () => this.#reconcile(controller, key));
    this.#drain ??= this.#access.clock.after(reactionMs, () => this.#work());
  }

  #work(): void {
    this.#drain = undefined;
    const work = [...this.#queued.values()];
    this.#queued.clear();
    for (const run of work) run();
  }

  #reconcile(controller: Controller, key: string): void {
    const id = `${controller.name} ${key}`;
    this.#rechecks.get(id)?.dispose();
    this.#rechecks.delete(id);
    try {
      const againMs = controller.reconcile(key);
      if (againMs === undefined) return;
      const recheck = this.#access.clock.after(againMs, () => this.#enqueue(controller, key));
      this.#rechecks.set(id, recheck);
    } catch (error) {
      if (!isPassing(error)) this.#onError(error);
    }
  }
}

/** What a namespace that ends, or somebody who was quicker, does to a controller is no mistake: it looks again when woken. */
function isPassing(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 403 || error.code === 404 || error.code === 409);
}

/** `namespace/name` of an object. */
export function keyOf(object: {
  readonly metadata: { readonly namespace?: string; readonly name: string };
}): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

/** The two halves of a `namespace/name` key. */
export function splitKey(key: string): readonly [namespace: string, name: string] {
  const slash = key.indexOf('/');
  return [key.slice(0, slash), key.slice(slash + 1)];
}

/** What a change of an object means for the controller of its owners of one kind: their keys. */
export function ownerKeys(change: Change, ownerKind: string): readonly string[] {
  const owners = change.object.metadata.ownerReferences ?? [];
  return owners
    .filter(owner => owner.controller && owner.kind === ownerKind)
    .map(owner => `${change.object.metadata.namespace ?? ''}/${owner.name}`);
}
