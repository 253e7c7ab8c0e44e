/** Places, from `from` up to but without `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * The rows that the editor has sent, by place, and what is asked for.
 *
 * Inside, a row has a number that stays when older rows are dropped and all places move down.
 */
export class RowCache<Row> {
  readonly #rows = new Map<number, Row>();
  readonly #capacity: number;
  #asked: Range | undefined;
  #shifted = 0;

  /** @param capacity how many rows to keep at most, about */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Forgets everything: the rows are others now. */
  clear(): void {
    this.#rows.clear();
    this.#asked = undefined;
    this.#shifted = 0;
  }

  /** Moves all rows down by so many places; those that fall below 0 are forgotten. */
  shift(places: number): void {
    if (places === 0) return;
    this.#shifted += places;
    this.#asked = undefined;
    if (this.#rows.size === 0) return;
    for (const number of this.#rows.keys()) if (number < this.#shifted) this.#rows.delete(number);
  }

  /** The number that the row at this place keeps until {@link clear}. */
  numberOf(place: number): number {
    return place + this.#shifted;
  }

  /** The place of a number now; negative where it was dropped. */
  placeOf(number: number): number {
    return number - this.#shifted;
  }

  get(place: number): Row | undefined {
    return this.#rows.get(place + this.#shifted);
  }

  /** Keeps rows from this place on; where they get too many, those farthest from them go. */
  put(from: number, rows: readonly Row[]): void {
    for (const [index, row] of rows.entries()) this.#rows.set(from + index + this.#shifted, row);
    this.#asked = undefined;
    if (this.#rows.size > this.#capacity) this.#prune(from + this.#shifted + rows.length / 2);
  }

  /** Whether all rows of a range are here. */
  isComplete({ from, to }: Range): boolean {
    for (let place = from; place < to; place++) if (this.get(place) === undefined) return false;
    return true;
  }

  /**
   * The range to ask for so that all rows of `wanted` are there, or `undefined` where they are or are asked for
   * already. It counts as asked for from now on. At most one question is under way: a later one replaces it.
   */
  ask(wanted: Range): Range | undefined {
    let { from, to } = wanted;
    while (from < to && this.get(from) !== undefined) from++;
    while (to > from && this.get(to - 1) !== undefined) to--;
    if (from >= to) return undefined;
    if (this.#asked && this.#asked.from <= from && this.#asked.to >= to) return undefined;
    this.#asked = { from, to };
    return this.#asked;
  }

  #prune(middle: number): void {
    const reach = this.#capacity / 4;
    for (const number of this.#rows.keys()) {
      if (Math.abs(number - middle) > reach) this.#rows.delete(number);
    }
  }
}
