import type { ChartData } from '../../training/curves/chartData.ts';
import type { ChartWish, SourceRow } from '../../training/panel/messages.ts';
import { html, svg } from '../drift/elements.ts';
import { ChartControls } from './chartControls.ts';
import { type ChartLine, chartLines, colouredBySource, readableNumber } from './chartLines.ts';
import { ChartTable } from './chartTable.ts';
import type { PageContext } from './pageContext.ts';
import { Plot, type PointedValue } from './plot.ts';
import { sourceNames } from './sourceNames.ts';

const wishPauseMs = 120;

/** The curves of the run with their controls, and their numbers as a table. Hidden as long as there are none. */
export class ChartView {
  readonly element: HTMLDetailsElement;
  readonly #context: PageContext;
  readonly #box = html('div', { class: 'plot', 'aria-hidden': 'true' });
  readonly #readout = html('span', { class: 'readout', 'aria-hidden': 'true' });
  readonly #key = html('div', { class: 'source-key' });
  readonly #plot = new Plot(this.#box, (x, values) => this.#point(x, values));
  readonly #controls: ChartControls;
  readonly #table: ChartTable;
  #wish: ChartWish;
  #chart: ChartData | undefined;
  #names: ReadonlyMap<number, string> = new Map();
  #timer = 0;
  #toldWidth = 0;

  constructor(context: PageContext) {
    const { words, state } = context;
    this.#context = context;
    this.#wish = state().chart ?? { smoothing: 0, isLog: false };
    this.#controls = new ChartControls(words, this.#wish, change => this.#change(change));
    this.#table = new ChartTable(words);
    this.element = html(
      'details',
      { class: 'chart', open: !this.#wish.isFolded, hidden: true, ontoggle: () => this.#toggled() },
      html('summary', {}, html('span', { class: 'heading' }, words.chart), this.#readout),
      html('div', { class: 'chart-head' }, this.#controls.legend, this.#key, this.#controls.element),
      this.#box,
      this.#table.element,
    );
    new ResizeObserver(() => this.#resized()).observe(this.#box);
    // The chart is drawn on a canvas, which does not follow the theme by itself.
    new MutationObserver(() => this.#draw()).observe(document.body, { attributeFilter: ['class'] });
  }

  setSources(sources: readonly SourceRow[]): void {
    const names = sourceNames(sources);
    if (JSON.stringify([...names]) === JSON.stringify([...this.#names])) return;
    this.#names = names;
    this.#draw();
  }

  setChart(chart: ChartData | undefined): void {
    this.#chart = chart;
    this.element.hidden = chart === undefined || chart.metrics.length === 0;
    this.#draw();
  }

  #draw(): void {
    const chart = this.#chart;
    if (!chart || this.element.hidden || !this.element.open) {
      this.#plot.clear();
      return;
    }
    const lines = chartLines(chart, this.#wish.isLog);
    const smoothed = lines.filter(({ isRaw }) => !isRaw);
    const isBySource = colouredBySource(chart);
    const colours = isBySource ? [] : smoothed.map(({ metric, colour }) => [metric, colour] as const);
    this.#controls.show(chart, new Map(colours));
    this.#drawKey(smoothed, isBySource);
    this.#table.setRows(chart.rows, this.#names);
    this.#box.hidden = lines.length === 0;
    if (lines.length === 0) this.#plot.clear();
    else this.#plot.draw(lines, chart.axis, this.#wish.isLog);
  }

  /** Says which container a line belongs to, where there are several. */
  #drawKey(lines: readonly ChartLine[], isBySource: boolean): void {
    const bySource = new Map(lines.map(line => [line.source, line]));
    this.#key.hidden = bySource.size < 2;
    this.#key.replaceChildren(
      ...[...bySource.values()].map(({ source, colour, dash }) => {
        const sample = svg('line', { x1: 0, x2: 22, y1: 4, y2: 4, 'stroke-dasharray': dash.join(' ') });
        const kind = isBySource ? `sample colour-${colour}` : 'sample';
        return html(
          'span',
          {},
          svg('svg', { width: 22, height: 8, class: kind, 'aria-hidden': 'true' }, sample),
          this.#names.get(source) ?? '',
        );
      }),
    );
  }

  /** Also heard of once without a fold, when the chart is made. */
  #toggled(): void {
    const isFolded = !this.element.open;
    if (isFolded !== (this.#wish.isFolded ?? false)) this.#change({ isFolded });
    this.#draw();
  }

  #point(x: number | undefined, values: readonly PointedValue[]): void {
    if (x === undefined || !this.#chart) {
      this.#readout.replaceChildren();
      return;
    }
    const { axis } = this.#chart;
    const { words } = this.#context;
    const place = axis === 'time' ? new Date(x).toLocaleTimeString() : readableNumber(x);
    const hasSources = new Set(values.map(({ line }) => line.source)).size > 1;
    this.#readout.replaceChildren(
      `${words[axis]} ${place}`,
      ...values.slice(0, 8).map(({ line, value }) => {
        const name = hasSources ? `${line.metric} ${this.#names.get(line.source) ?? ''}` : line.metric;
        return html(
          'span',
          {},
          html('i', { class: `swatch colour-${line.colour}` }),
          `${name} ${readableNumber(value)}`,
        );
      }),
    );
  }

  #change(change: Partial<ChartWish>): void {
    this.#wish = { ...this.#wish, ...change };
    this.#context.remember({ chart: this.#wish });
    if (change.isLog !== undefined) this.#draw();
    this.#askSoon();
  }

  #resized(): void {
    const width = this.#box.clientWidth;
    if (width === 0) return;
    this.#plot.resize(width);
    if (Math.abs(width - this.#toldWidth) >= 1) this.#askSoon();
  }

  /** A dragged slider or edge asks once it rests, or nearly so. */
  #askSoon(): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#toldWidth = this.#box.clientWidth || this.#toldWidth;
      const width = this.#toldWidth || document.body.clientWidth;
      this.#context.ask({ kind: 'chart', wish: this.#wish, width });
    }, wishPauseMs);
  }
}
