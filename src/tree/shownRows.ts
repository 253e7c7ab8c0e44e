import { looksSame, sameIds } from './rowComparison.ts';
import type { TreeRow } from './treeRow.ts';

/** The id of a row whose children are shown; `undefined` stands for the groups. */
export type ShownId = string | undefined;

interface Shown {
  count: number;
  stamp: string | undefined;
  rows: readonly TreeRow[] | undefined;
  /** The rows by id, made when one is first looked for. */
  byId: ReadonlyMap<string, TreeRow> | undefined;
}

/** What has to be painted anew. */
export interface RowChanges {
  readonly ids: readonly ShownId[];
  /** Whether open rows look different and wait to be painted. */
  readonly isWaiting: boolean;
}

/** Where the rows come from. */
export interface RowReader {
  childrenOf(id: ShownId): readonly TreeRow[];
  /** Changes whenever the children may have changed; `undefined` where only looking tells. */
  stampOf(id: ShownId): string | undefined;
}

/** Remembers what is on screen, and finds out what on it has changed. */
export class ShownRows {
  readonly #reader: RowReader;
  readonly #shown = new Map<ShownId, Shown>();

  constructor(reader: RowReader) {
    this.#reader = reader;
  }

  get isEmpty(): boolean {
    return this.#shown.size === 0;
  }

  show(id: ShownId): void {
    const known = this.#shown.get(id);
    if (known !== undefined) known.count += 1;
    else this.#shown.set(id, { count: 1, stamp: undefined, rows: undefined, byId: undefined });
  }

  hide(id: ShownId): void {
    const known = this.#shown.get(id);
    if (known === undefined) return;
    known.count -= 1;
    if (known.count === 0) this.#shown.delete(id);
  }

  /** The rows below, noted as what is on screen now if they are shown. */
  read(id: ShownId): readonly TreeRow[] {
    const rows = this.#reader.childrenOf(id);
    const shown = this.#shown.get(id);
    if (shown !== undefined) {
      shown.rows = rows;
      shown.byId = undefined;
      shown.stamp = this.#reader.stampOf(id);
    }
    return rows;
  }

  /** A row of the list below `listId`, if the list is on screen and still true. An editor asks for every line by itself. */
  find(listId: ShownId, id: string): TreeRow | undefined {
    const shown = this.#shown.get(listId);
    if (shown?.rows === undefined || shown.stamp === undefined) return undefined;
    if (shown.stamp !== this.#reader.stampOf(listId)) return undefined;
    shown.byId ??= new Map(shown.rows.map(row => [row.id, row]));
    return shown.byId.get(id);
  }

  /**
   * The rows to paint anew, each once: a list whose lines differ by its own id, a line that looks different by its.
   *
   * @param isCalm also rows that are open, and differ in nothing but their own look. An editor that paints an open row
   * reads all below it again, and has no hold on those lines meanwhile: without `isCalm` such rows wait.
   */
  changes(isCalm: boolean): RowChanges {
    const ids = new Set<ShownId>();
    let isWaiting = false;
    for (const [id, shown] of this.#shown) {
      const stamp = this.#reader.stampOf(id);
      if (stamp !== undefined && stamp === shown.stamp) continue;
      const before = shown.rows;
      const after = this.read(id);
      if (before === undefined || !sameIds(before, after)) {
        ids.add(id);
        continue;
      }
      const changed = changedLooks(before, after);
      const waiting = new Set(isCalm ? [] : changed.filter(rowId => this.#shown.has(rowId)));
      for (const rowId of changed) if (!waiting.has(rowId)) ids.add(rowId);
      if (waiting.size === 0) continue;
      isWaiting = true;
      // What is on screen is remembered, so that the difference is found again.
      shown.rows = after.map((row, index) => (waiting.has(row.id) ? (before[index] ?? row) : row));
      shown.stamp = undefined;
    }
    return { ids: [...ids], isWaiting };
  }
}

function changedLooks(before: readonly TreeRow[], after: readonly TreeRow[]): readonly string[] {
  return after.flatMap((row, index) => {
    const old = before[index];
    return old !== undefined && looksSame(old, row) ? [] : [row.id];
  });
}
