import type { ChartRow } from '../../training/curves/chartData.ts';
import type { RunWords } from '../../training/panel/runWords.ts';
import { html } from '../drift/elements.ts';
import { readableNumber } from './chartLines.ts';

/** The curves in numbers: for those who do not see them, and for those who want them exactly. */
export class ChartTable {
  readonly #body = html('tbody');
  readonly #words: RunWords;
  #rows: readonly ChartRow[] = [];
  #names: ReadonlyMap<number, string> = new Map();
  readonly element: HTMLDetailsElement;

  constructor(words: RunWords) {
    this.#words = words;
    const heading = (text: string, kind = '') => html('th', { scope: 'col', class: kind }, text);
    const figures = [words.points, words.last, words.min, words.max];
    const head = html(
      'tr',
      {},
      heading(words.metric),
      heading(words.container),
      ...figures.map(text => heading(text, 'figure')),
    );
    this.element = html(
      'details',
      { class: 'numbers', ontoggle: () => this.#draw() },
      html('summary', {}, this.#words.metrics),
      html('div', { class: 'table' }, html('table', {}, html('thead', {}, head), this.#body)),
    );
  }

  setRows(rows: readonly ChartRow[], names: ReadonlyMap<number, string>): void {
    this.#rows = rows;
    this.#names = names;
    this.#draw();
  }

  /** Nobody sees the rows while the table is folded. */
  #draw(): void {
    if (!this.element.open) return;
    const cell = (value: number | null) =>
      html('td', { class: 'figure' }, value === null ? '–' : readableNumber(value));
    this.#body.replaceChildren(
      ...this.#rows.map(row =>
        html(
          'tr',
          {},
          html('th', { scope: 'row' }, row.metric),
          html('td', {}, this.#names.get(row.source) ?? ''),
          ...[row.points, row.last, row.min, row.max].map(cell),
        ),
      ),
    );
  }
}
