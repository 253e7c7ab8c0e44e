import type { ChartData } from '../../training/curves/chartData.ts';
import type { ChartWish } from '../../training/panel/messages.ts';
import type { RunWords } from '../../training/panel/runWords.ts';
import { html } from '../drift/elements.ts';
import { toggle } from './toolbar.ts';

/** The buttons and the slider beside the chart; `onChange` is told what is wished differently. */
export class ChartControls {
  readonly legend = html('div', { class: 'legend', role: 'group' });
  readonly element: HTMLElement;
  readonly #axis: HTMLSelectElement;
  readonly #words: RunWords;
  readonly #onChange: (change: Partial<ChartWish>) => void;
  #legendKey = '';
  #axesKey = '';

  constructor(words: RunWords, wish: ChartWish, onChange: (change: Partial<ChartWish>) => void) {
    this.#words = words;
    this.#onChange = onChange;
    this.#axis = html('select', { 'aria-label': words.axis, title: words.axis });
    this.#axis.addEventListener('change', () => {
      const axis = (['step', 'epoch', 'time'] as const).find(each => each === this.#axis.value);
      if (axis) onChange({ axis });
    });
    this.legend.setAttribute('aria-label', words.metrics);
    this.element = html(
      'div',
      { class: 'chart-tools' },
      smoothingSlider(words, wish.smoothing, smoothing => onChange({ smoothing })),
      toggle(words.logScale, words.logScale, wish.isLog, isLog => onChange({ isLog })),
      this.#axis,
    );
  }

  /** Shows what there is to choose from; `colours` holds the colour of each metric that has one of its own. */
  show({ metrics, axes, axis }: ChartData, colours: ReadonlyMap<string, number>): void {
    const axesKey = axes.join();
    if (axesKey !== this.#axesKey) {
      this.#axesKey = axesKey;
      this.#axis.replaceChildren(...axes.map(each => html('option', { value: each }, this.#words[each])));
      this.#axis.hidden = axes.length < 2;
    }
    this.#axis.value = axis;
    const legendKey = JSON.stringify([metrics, [...colours]]);
    if (legendKey === this.#legendKey) return;
    this.#legendKey = legendKey;
    const focused = [...this.legend.children].indexOf(document.activeElement ?? this.legend);
    this.legend.replaceChildren(...metrics.map(metric => this.#metricButton(metrics, metric, colours)));
    const again = this.legend.children[focused];
    if (again instanceof HTMLElement) again.focus();
  }

  #metricButton(
    metrics: ChartData['metrics'],
    { name, isShown }: ChartData['metrics'][number],
    colours: ReadonlyMap<string, number>,
  ): HTMLElement {
    const colour = colours.get(name);
    const swatch = html('i', { class: colour === undefined ? 'swatch' : `swatch colour-${colour}` });
    const button = toggle(name, name, isShown, isNowShown => {
      const others = metrics.filter(metric => metric.isShown && metric.name !== name).map(each => each.name);
      this.#onChange({ shown: isNowShown ? [...others, name] : others });
    });
    button.className = 'metric';
    button.prepend(swatch);
    return button;
  }
}

function smoothingSlider(words: RunWords, value: number, onChange: (smoothing: number) => void): HTMLElement {
  const shown = html('output', { class: 'figure' }, value.toFixed(2));
  const input = html('input', {
    type: 'range',
    min: 0,
    max: 0.99,
    step: 0.01,
    value,
    oninput: () => {
      shown.textContent = Number(input.value).toFixed(2);
      onChange(Number(input.value));
    },
  });
  return html('label', { class: 'smoothing' }, words.smoothing, input, shown);
}
