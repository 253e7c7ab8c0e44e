import type { TreeRow } from './treeRow.ts';

interface Remembered {
  readonly stamp: string;
  readonly row: TreeRow;
}

/** Keeps the rows of one list, so that a change of one of them does not make all of them again. */
export class RowMemo {
  #rows = new Map<string, Remembered>();

  /** Starts a new round: what is not asked for in it is forgotten at its end. */
  round<T>(make: (remember: (key: string, stamp: string, toRow: () => TreeRow) => TreeRow) => T): T {
    const next = new Map<string, Remembered>();
    const result = make((key, stamp, toRow) => {
      const known = this.#rows.get(key);
      const kept = known?.stamp === stamp ? known : { stamp, row: toRow() };
      next.set(key, kept);
      return kept.row;
    });
    this.#rows = next;
    return result;
  }
}
