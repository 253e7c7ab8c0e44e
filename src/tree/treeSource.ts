import type { Event } from '../base/event.ts';
import type { Disposable } from '../base/owner.ts';
import type { TreeRow } from './treeRow.ts';

/** The rows of one connected context, as an editor's tree asks for them. */
export interface TreeSource {
  /** Rows below `row`; the groups of the context without one. Cheap to call again. */
  children(row?: TreeRow): readonly TreeRow[];
  /** The row above; `undefined` for the groups. */
  parent(id: string): TreeRow | undefined;
  /** The row as it is now; `undefined` when what it stood for is gone. */
  row(id: string): TreeRow | undefined;
  /** Declares that the children of `row` are visible: the feeds that they need run until the result is disposed of. */
  show(row: TreeRow | undefined): Disposable;
  /**
   * Ids of rows whose children or looks have changed, gathered and fired at most four times a second; `undefined` among
   * them means the groups. Only rows that are shown, and only those that really changed.
   */
  readonly onDidChange: Event<readonly (string | undefined)[]>;
  /** Shows 500 more of the rows below this one. */
  showMore(id: string): void;
  /** Tries again whatever has stopped or was lost in the group of this row; everywhere without an id. */
  retry(id?: string): void;
}
