import type { AnyStore } from './factStore.ts';
import type { RowPath } from './rowPath.ts';
import { optionalDescription } from './rowText.ts';
import { type ChildRows, isKnown, type Section } from './section.ts';
import type { TreeRow } from './treeRow.ts';

/** What is particular of a group that lists its stores' objects. */
export interface ListParts extends Pick<Section, 'id' | 'emptyText' | 'rowAt' | 'childrenOf'> {
  readonly label: string;
  readonly icon: string;
  readonly stores: readonly AnyStore[];
  /** How many there are of what, once that is known. */
  summary(): string | undefined;
}

/** A group that lists objects, and follows none of them before it is opened. */
export class ListSection implements Section {
  readonly id: string;
  readonly emptyText: string;
  readonly stores: readonly AnyStore[];
  readonly summaryStores: readonly AnyStore[] = [];
  readonly #parts: ListParts;

  constructor(parts: ListParts) {
    this.#parts = parts;
    this.id = parts.id;
    this.emptyText = parts.emptyText;
    this.stores = parts.stores;
  }

  groupRow(): TreeRow {
    return {
      id: this.id,
      label: this.#parts.label,
      ...optionalDescription(isKnown(this.stores) ? this.#parts.summary() : undefined),
      icon: this.#parts.icon,
      tone: 'plain',
      tokens: ['group'],
      isExpandable: true,
    };
  }

  rowAt(path: RowPath): TreeRow | undefined {
    return this.#parts.rowAt(path);
  }

  childrenOf(path: RowPath, limit: number): ChildRows {
    return this.#parts.childrenOf(path, limit);
  }

  stampOf(): string {
    return this.stores.map(store => store.version).join('|');
  }
}
