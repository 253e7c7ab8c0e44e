import type { ObjectRef } from '../cluster/resource.ts';

/** How a row's icon is coloured: a state, not a colour; the edge picks the theme's colour for it. */
export type RowTone = 'good' | 'busy' | 'warning' | 'bad' | 'muted' | 'plain';

/** Something that the user can do about a row, worded by the edge. */
export type RowAction =
  | 'retry'
  | 'signInAgain'
  | 'chooseNamespaces'
  | 'showMore'
  | 'openKubeconfig'
  | 'startDemo'
  | 'deployProject';

/**
 * One line of the tree, free of the editor. All texts are plain and may be hostile: they are shown as text only.
 *
 * Rows are values: two rows with the same `id` are the same line at two moments.
 */
export interface TreeRow {
  /** Unique in the whole tree and stable over repaints. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** A codicon's name, `server`. */
  readonly icon?: string;
  readonly tone?: RowTone;
  readonly tooltip?: RowTooltip;
  /** Tokens of `viewItem`: `pod`, `canLog`, `canDelete` … */
  readonly tokens?: readonly string[];
  readonly isExpandable: boolean;
  /** The object that the row stands for. */
  readonly ref?: ObjectRef;
  /** The container, for rows of containers. */
  readonly container?: string;
  /** What a click does, for rows that show a way out. */
  readonly action?: RowAction;
}

/** A small table: a heading and rows of name and value. */
export interface RowTooltip {
  readonly title: string;
  readonly rows: readonly (readonly [name: string, value: string])[];
}
