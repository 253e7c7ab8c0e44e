import type { LogRow, RunToPage, SourceRow } from '../../training/panel/messages.ts';
import { html } from '../drift/elements.ts';
import { moveByKey } from './logKeys.ts';
import { fill, type PageContext } from './pageContext.ts';
import { RowCache } from './rowCache.ts';
import { RowList } from './rowList.ts';
import { RowSelection } from './rowSelection.ts';
import { sourceNames } from './sourceNames.ts';
import * as virtual from './virtualRows.ts';

type Extent = Extract<RunToPage, { kind: 'extent' }>;
type Rows = Extract<RunToPage, { kind: 'rows' }>;

const overscan = 20;
/** Rows asked for beyond those in view, so that a little scrolling needs no question. */
const ahead = 60;

/** The log: as many rows as there are, of which only those in view exist. */
export class LogView {
  readonly element: HTMLElement;
  readonly selection = new RowSelection();
  readonly #context: PageContext;
  readonly #onFollow: (isFollowing: boolean) => void;
  readonly #cache = new RowCache<LogRow>(6000);
  readonly #rows = new RowList(this.#cache, this.selection);
  readonly #content = html('div', { class: 'content' }, this.#rows.element);
  readonly #scroller: HTMLElement;
  readonly #note = html('p', { class: 'note', hidden: true });
  readonly #empty = html('p', { class: 'empty' });
  #extent: Extent | undefined;
  #viewport: virtual.Viewport = { rows: 0, rowHeight: 18, viewHeight: 0 };
  #top = 0;
  #isFollowing = true;
  #expectedScroll = 0;
  #found: number | undefined;
  #frame = 0;
  #namesKey = '';
  #hasLines = false;

  constructor(context: PageContext, onFollow: (isFollowing: boolean) => void) {
    this.#context = context;
    this.#onFollow = onFollow;
    // The log grows too fast to be read out as it comes; a reader goes through its rows.
    this.#scroller = html(
      'div',
      { class: 'scroller', role: 'log', 'aria-live': 'off', 'aria-label': context.words.log, tabindex: 0 },
      this.#content,
    );
    this.element = html('section', { class: 'log' }, this.#note, this.#scroller, this.#empty);
    this.#scroller.addEventListener('scroll', () => this.#scrolled());
    this.#scroller.addEventListener('wheel', event => this.#wheel(event), { passive: false });
    this.#scroller.addEventListener('keydown', event => moveByKey(event, this));
    this.#scroller.addEventListener('click', event => this.#clicked(event));
    new ResizeObserver(() => this.#measure()).observe(this.#scroller);
    this.#sayEmpty();
  }

  get isFollowing(): boolean {
    return this.#isFollowing;
  }

  get length(): number {
    return this.#viewport.rows;
  }

  get pageRows(): number {
    return Math.max(1, Math.floor(this.#viewport.viewHeight / this.#viewport.rowHeight) - 1);
  }

  /** The place from which a search goes on: the row found last, else the one before the first in view. */
  get searchPlace(): number {
    const found = this.#found === undefined ? -1 : this.#cache.placeOf(this.#found);
    return found >= 0 ? found : Math.max(-1, Math.ceil(this.#top) - 1);
  }

  /** The places of the chosen rows, or of those that marked text touches; `undefined` where there are none. */
  get chosen(): { readonly from: number; readonly to: number } | undefined {
    const range = this.#markedRows() ?? this.selection.range;
    if (!range) return undefined;
    const from = Math.max(0, this.#cache.placeOf(range.from));
    const to = Math.min(this.length - 1, this.#cache.placeOf(range.to));
    return from <= to ? { from, to } : undefined;
  }

  setSources(sources: readonly SourceRow[]): void {
    this.#hasLines = sources.some(({ lines }) => lines > 0);
    this.#sayEmpty();
    const key = sources.map(({ id, pod, container }) => `${id} ${pod} ${container}`).join('\n');
    if (key === this.#namesKey) return;
    this.#namesKey = key;
    const names = sourceNames(sources);
    const width = Math.min(28, Math.max(0, ...[...names.values()].map(name => name.length)));
    this.element.style.setProperty('--source-width', `${width + 3}ch`);
    this.#rows.setNames(names);
    this.#draw();
  }

  setTimes(hasTimes: boolean): void {
    this.element.classList.toggle('with-times', hasTimes);
  }

  setExtent(extent: Extent): void {
    const known = this.#extent;
    const isShorter = known && extent.dropped + extent.length < known.dropped + known.length;
    // Rows only ever get more: fewer are another log.
    if (extent.generation !== known?.generation || isShorter) this.#startAgain();
    else {
      this.#cache.shift(extent.shift);
      this.#top = Math.max(0, this.#top - extent.shift);
    }
    this.#extent = extent;
    this.#viewport = { ...this.#viewport, rows: extent.length };
    this.#note.hidden = extent.dropped === 0;
    this.#note.textContent = fill(this.#context.words.dropped, extent.dropped);
    this.#sayEmpty();
    this.#draw();
  }

  /** Rows may come from after drops that no extent told of yet: their places count from the oldest row of then. */
  setRows(message: Rows): void {
    const extent = this.#extent;
    if (!extent || message.generation !== extent.generation || message.rows.length === 0) return;
    this.#cache.put(message.from + message.dropped - extent.dropped, message.rows);
    this.#draw();
  }

  setFollowing(isFollowing: boolean): void {
    if (isFollowing === this.#isFollowing) return;
    this.#isFollowing = isFollowing;
    this.#onFollow(isFollowing);
    this.#draw();
  }

  /** Marks the row at this place as found and brings it into view. */
  showFound(place: number | undefined): void {
    this.#found = place === undefined ? undefined : this.#cache.numberOf(place);
    if (place !== undefined) {
      this.setFollowing(false);
      this.#top = virtual.topShowing(this.#viewport, this.#top, place);
    }
    this.#draw();
  }

  /** Moves the view by so many rows; to the end, it follows again. */
  moveBy(rows: number): void {
    this.#moveTo(this.#top + rows);
  }

  /** Chooses the row above or below the one chosen last, and those between. */
  extendBy(rows: number): void {
    const { head } = this.selection;
    const start = head === undefined ? Math.ceil(this.#top) : this.#cache.placeOf(head) + rows;
    const place = Math.min(this.length - 1, Math.max(0, start));
    if (this.length === 0) return;
    this.selection.choose(this.#cache.numberOf(place), true);
    this.#moveTo(virtual.topReaching(this.#viewport, this.#top, place));
  }

  chooseAll(): void {
    if (this.length === 0) return;
    this.selection.choose(this.#cache.numberOf(0), false);
    this.selection.choose(this.#cache.numberOf(this.length - 1), true);
    this.#draw();
  }

  chooseNone(): void {
    this.selection.clear();
    this.#draw();
  }

  copy(): void {
    const range = this.chosen ?? { from: 0, to: this.length - 1 };
    if (range.to >= range.from) this.#context.ask({ kind: 'copy', ...range });
  }

  #moveTo(top: number): void {
    const end = virtual.lastTop(this.#viewport);
    this.#top = Math.min(end, Math.max(0, top));
    this.setFollowing(this.#top >= end - 0.5);
    this.#draw();
  }

  #startAgain(): void {
    this.#cache.clear();
    this.#rows.clear();
    this.selection.clear();
    this.#found = undefined;
    this.#top = 0;
  }

  #scrolled(): void {
    if (this.#scroller.scrollTop !== this.#expectedScroll) {
      this.#expectedScroll = this.#scroller.scrollTop;
      this.#moveTo(virtual.topOf(this.#viewport, this.#expectedScroll));
    }
  }

  /** Where the bar is too coarse for single rows, the wheel moves them itself. */
  #wheel(event: WheelEvent): void {
    if (!virtual.isScaled(this.#viewport) || event.ctrlKey || event.deltaY === 0) return;
    event.preventDefault();
    const { rowHeight } = this.#viewport;
    const rows = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY / rowHeight : event.deltaY;
    this.moveBy(rows);
  }

  #clicked(event: MouseEvent): void {
    if (!(event.target instanceof Node) || (!event.shiftKey && !getSelection()?.isCollapsed)) return;
    const number = this.#rows.numberOf(event.target);
    if (event.shiftKey) getSelection()?.removeAllRanges();
    const { range } = this.selection;
    const isOnly = range !== undefined && range.from === number && range.to === number;
    if (number === undefined || (isOnly && !event.shiftKey)) this.selection.clear();
    else this.selection.choose(number, event.shiftKey);
    this.#draw();
  }

  #markedRows(): { readonly from: number; readonly to: number } | undefined {
    const marked = getSelection();
    if (!marked || marked.isCollapsed) return undefined;
    const ends = [this.#rows.numberOf(marked.anchorNode), this.#rows.numberOf(marked.focusNode)];
    const [a, b] = ends;
    return a === undefined || b === undefined ? undefined : { from: Math.min(a, b), to: Math.max(a, b) };
  }

  #measure(): void {
    const height = Number.parseFloat(getComputedStyle(this.#scroller).lineHeight) || 18;
    this.#viewport = { ...this.#viewport, rowHeight: height, viewHeight: this.#scroller.clientHeight };
    this.#draw();
  }

  #sayEmpty(): void {
    const { words } = this.#context;
    this.#empty.hidden = this.#viewport.rows > 0;
    const none = this.#hasLines ? words.nothingMatches : words.waiting;
    this.#empty.textContent = this.#extent?.isSearching ? words.looking : none;
  }

  #draw(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#drawNow();
    });
  }

  #drawNow(): void {
    const viewport = this.#viewport;
    const end = virtual.lastTop(viewport);
    this.#top = this.#isFollowing ? end : Math.min(end, this.#top);
    this.#content.style.height = `${virtual.contentHeight(viewport)}px`;
    const wanted = virtual.scrollOf(viewport, this.#top);
    if (Math.abs(this.#scroller.scrollTop - wanted) >= 1) this.#scroller.scrollTop = wanted;
    this.#expectedScroll = this.#scroller.scrollTop;
    const window = virtual.windowOf(viewport, this.#top, overscan);
    this.#rows.draw(window, viewport.rows, this.#found);
    this.#askForMissing(window);
  }

  #askForMissing(window: virtual.RowWindow): void {
    if (!this.#extent || this.#cache.isComplete(window)) return;
    const from = Math.max(0, window.from - ahead);
    const asked = this.#cache.ask({ from, to: Math.min(this.length, window.to + ahead) });
    if (!asked) return;
    const { generation } = this.#extent;
    this.#context.ask({ kind: 'rows', generation, from: asked.from, count: asked.to - asked.from });
  }
}
