/** Rows chosen by the user, by numbers that stay when places move. */
export class RowSelection {
  #anchor: number | undefined;
  #head: number | undefined;

  clear(): void {
    this.#anchor = undefined;
    this.#head = undefined;
  }

  /** Chooses this row alone, or all from the one chosen first to this one. */
  choose(number: number, isExtending: boolean): void {
    if (!isExtending || this.#anchor === undefined) this.#anchor = number;
    this.#head = number;
  }

  /** The row that was chosen last. */
  get head(): number | undefined {
    return this.#head;
  }

  has(number: number): boolean {
    const { range } = this;
    return range !== undefined && number >= range.from && number <= range.to;
  }

  /** The first and the last chosen row; `undefined` where none is chosen. */
  get range(): { readonly from: number; readonly to: number } | undefined {
    if (this.#anchor === undefined || this.#head === undefined) return undefined;
    return { from: Math.min(this.#anchor, this.#head), to: Math.max(this.#anchor, this.#head) };
  }
}
