import type { ManifestObject } from '../object.ts';
import type { TargetKind } from '../references/referenceRow.ts';
import type { KnownObject, NodeRoom, QuotaRoom, Surroundings } from '../surroundings.ts';

/** Hears what is looked up. */
export interface NeedListener {
  need(kind: string): void;
  needRoom(): void;
}

/** Tells what is looked up, so that a cluster is asked for no more than that. */
export class NeededSurroundings implements Surroundings {
  readonly #inner: Surroundings;
  readonly #listener: NeedListener;

  constructor(inner: Surroundings, listener: NeedListener) {
    this.#inner = inner;
    this.#listener = listener;
  }

  named(kind: TargetKind, name: string, namespace: string | undefined): readonly KnownObject[] {
    this.#need(kind);
    return this.#inner.named(kind, name, namespace);
  }

  all(kind: TargetKind, namespace: string | undefined): readonly KnownObject[] {
    this.#need(kind);
    return this.#inner.all(kind, namespace);
  }

  certainty(kind: TargetKind, namespace: string | undefined): 'cluster' | 'workspace' | 'no' {
    this.#need(kind);
    return this.#inner.certainty(kind, namespace);
  }

  fileOf(object: ManifestObject): string | undefined {
    return this.#inner.fileOf?.(object);
  }

  get namespace(): string | undefined {
    return this.#inner.namespace;
  }

  get generation(): string | undefined {
    return this.#inner.generation;
  }

  get nodes(): readonly NodeRoom[] | undefined {
    this.#listener.needRoom();
    return this.#inner.nodes;
  }

  get quotas(): readonly QuotaRoom[] | undefined {
    this.#listener.needRoom();
    return this.#inner.quotas;
  }

  #need({ group, kind }: TargetKind): void {
    this.#listener.need(`${group}/${kind}`);
  }
}
