import type { LogRow } from '../../training/panel/messages.ts';
import { html } from '../drift/elements.ts';
import type { RowCache } from './rowCache.ts';
import { rowElement } from './rowElement.ts';
import type { RowSelection } from './rowSelection.ts';
import type { RowWindow } from './virtualRows.ts';

interface Drawn {
  readonly row: LogRow | undefined;
  readonly element: HTMLElement;
}

/** The elements of the rows in view. Rows that stay in view keep their element, so that marked text stays marked. */
export class RowList {
  readonly element = html('div', { class: 'rows', role: 'list' });
  readonly #drawn = new Map<number, Drawn>();
  readonly #cache: RowCache<LogRow>;
  readonly #selection: RowSelection;
  #names: ReadonlyMap<number, string> = new Map();
  #widest = 0;

  constructor(cache: RowCache<LogRow>, selection: RowSelection) {
    this.#cache = cache;
    this.#selection = selection;
  }

  /** Names the containers, where there are several. */
  setNames(names: ReadonlyMap<number, string>): void {
    this.#names = names;
    this.clear();
  }

  clear(): void {
    this.#drawn.clear();
    this.element.replaceChildren();
    this.#widest = 0;
    this.element.style.minWidth = '100%';
  }

  /** The number of the row that a node is in. */
  numberOf(node: Node | null): number | undefined {
    for (const [number, { element }] of this.#drawn) if (element.contains(node)) return number;
    return undefined;
  }

  draw({ from, to, offset }: RowWindow, length: number, found: number | undefined): void {
    this.#removeOutside(this.#cache.numberOf(from), this.#cache.numberOf(to));
    let next = this.element.firstChild;
    for (let place = from; place < to; place++) {
      const number = this.#cache.numberOf(place);
      const before = this.#drawn.get(number)?.element;
      const element = this.#elementAt(place, number);
      if (before === next && next) next = next.nextSibling;
      if (element !== before) {
        this.element.insertBefore(element, next);
        before?.remove();
      }
      element.setAttribute('aria-setsize', String(length));
      element.setAttribute('aria-posinset', String(place + 1));
      element.classList.toggle('found', number === found);
      element.classList.toggle('chosen', this.#selection.has(number));
    }
    this.element.style.transform = `translateY(${offset}px)`;
    this.#keepWidth();
  }

  #elementAt(place: number, number: number): HTMLElement {
    const row = this.#cache.get(place);
    const drawn = this.#drawn.get(number);
    if (drawn && (drawn.row !== undefined || row === undefined)) return drawn.element;
    const name = row && this.#names.size > 1 ? (this.#names.get(row.source) ?? '') : undefined;
    const element = rowElement(row, name);
    this.#drawn.set(number, { row, element });
    return element;
  }

  #removeOutside(first: number, end: number): void {
    for (const [number, { element }] of this.#drawn) {
      if (number >= first && number < end) continue;
      element.remove();
      this.#drawn.delete(number);
    }
  }

  /** Keeps the width of the widest row seen, so that the horizontal bar does not jump while scrolling. */
  #keepWidth(): void {
    const width = this.element.offsetWidth;
    if (width <= this.#widest) return;
    this.#widest = width;
    this.element.style.minWidth = `max(100%, ${width}px)`;
  }
}
