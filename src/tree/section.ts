import type { AnyStore } from './factStore.ts';
import type { RowPath } from './rowPath.ts';
import type { RowAction, TreeRow } from './treeRow.ts';

/**
 * A group of the tree and what lies below it, down to the pods. Pods and their containers look the same everywhere;
 * the tree itself makes their rows.
 *
 * Paths begin with the group's own segment.
 */
export interface Section {
  /** The group's segment and id. */
  readonly id: string;
  /** What has to be followed while the group's own row is visible, for its description. */
  readonly summaryStores: readonly AnyStore[];
  /** What has to be followed while rows below the group are visible. */
  readonly stores: readonly AnyStore[];
  /** What to say when there is nothing. */
  readonly emptyText: string;
  readonly emptyAction?: RowAction;
  groupRow(): TreeRow;
  /** The row at a path, as it is now. */
  rowAt(path: RowPath): TreeRow | undefined;
  /** The first `limit` rows below the row at a path. */
  childrenOf(path: RowPath, limit: number): ChildRows;
  /** A text that changes whenever the answer of `childrenOf` may have changed. */
  stampOf(path: RowPath): string;
}

export interface ChildRows {
  readonly rows: readonly TreeRow[];
  /** How many there are with those that `limit` left out. */
  readonly total: number;
}

export const noRows: ChildRows = { rows: [], total: 0 };

/** Rows of the first values. */
export function firstRows<V>(
  values: readonly V[],
  limit: number,
  toRow: (value: V) => TreeRow | undefined,
): ChildRows {
  const shown = values.length <= limit ? values : values.slice(0, limit);
  return { rows: shown.map(toRow).filter(row => row !== undefined), total: values.length };
}

/** One list of rows after another, as one. */
export function joinRows(...lists: readonly ChildRows[]): ChildRows {
  return { rows: lists.flatMap(list => list.rows), total: lists.reduce((sum, list) => sum + list.total, 0) };
}

/** Does any of these stores know something already? Before that there is nothing to sum up. */
export function isKnown(stores: readonly AnyStore[]): boolean {
  return stores.some(store => store.state.kind === 'live' || store.state.kind === 'lost' || store.size > 0);
}
