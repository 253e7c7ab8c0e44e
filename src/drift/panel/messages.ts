import type { TableComparison } from '../compareTables.ts';
import type { PanelWords } from './panelWords.ts';

/** A table as the panel names it. */
export interface NamedTable {
  readonly name: string;
  /** Where it lies, for the panel's memory. */
  readonly uri: string;
}

/** What a panel compares. */
export interface ComparedTables {
  readonly title: string;
  readonly reference: NamedTable;
  readonly current: NamedTable;
}

/** What the panel remembers over a reload of the window. */
export interface PanelState {
  readonly tables: ComparedTables;
  /** Name of the chosen feature. */
  readonly chosen?: string;
  readonly sort?: SortOrder;
}

export type SortKey = 'drift' | 'name' | 'test' | 'score' | 'missing';

export interface SortOrder {
  readonly key: SortKey;
  readonly isDescending: boolean;
}

/** What the editor tells the page. */
export type ToPage =
  | {
      readonly kind: 'start';
      readonly words: PanelWords;
      readonly language: string;
      readonly tables: ComparedTables;
    }
  /** Reading has come so far, 0 to 1. */
  | { readonly kind: 'progress'; readonly done: number; readonly column?: string }
  | {
      readonly kind: 'comparison';
      readonly comparison: TableComparison;
      readonly rows: readonly [number, number];
    }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'stopped' };

/** What the page asks of the editor. */
export type ToEditor =
  | { readonly kind: 'ready' }
  | { readonly kind: 'compareAgain' }
  | { readonly kind: 'swap' }
  | { readonly kind: 'chooseTables' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'openTable'; readonly uri: string };
