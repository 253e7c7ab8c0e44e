import type { SkippedColumn } from '../../drift/feature.ts';
import type { PanelState, SortKey, ToPage } from '../../drift/panel/messages.ts';
import { initialSort, nextSort, sortFeatures } from '../../drift/panel/sortFeatures.ts';
import { details } from './details.ts';
import { html } from './elements.ts';
import { featureTable } from './featureTable.ts';
import { header } from './header.ts';
import type { PageContext } from './pageContext.ts';

type Comparison = Extract<ToPage, { kind: 'comparison' }>;

const NARROWEST_CHART = 260;

/** The finished comparison: verdict, ranked features, and the chosen one at large. Redraws itself when it is resized. */
export class ComparisonView {
  readonly element = html('main', { class: 'comparison' });
  readonly #context: PageContext;
  readonly #comparison: Comparison;
  readonly #remember: (state: PanelState) => void;
  readonly #aside = html('div', { class: 'aside' });
  readonly #list = html('div', { class: 'list' });
  #state: PanelState;
  #width = 0;

  constructor(
    context: PageContext,
    comparison: Comparison,
    { state, remember }: { readonly state: PanelState; readonly remember: (state: PanelState) => void },
  ) {
    this.#context = context;
    this.#comparison = comparison;
    this.#remember = remember;
    this.#state = state;
    const { report } = comparison.comparison;
    this.element.append(
      header(context, state.tables, { report, rows: comparison.rows }),
      html('div', { class: 'columns' }, this.#list, this.#aside),
    );
    if (report.skipped.length > 0) this.element.append(skippedList(context, report.skipped));
    new ResizeObserver(() => this.#resize()).observe(this.#aside);
    this.#choose(state.chosen);
  }

  #choose(wanted: string | undefined): void {
    const features = this.#sorted();
    const chosen = features.find(({ name }) => name === wanted) ?? features[0];
    this.#state = { ...this.#state, ...(chosen ? { chosen: chosen.name } : {}) };
    this.#remember(this.#state);
    this.#drawList();
    this.#drawDetails();
  }

  #sortBy(key: SortKey): void {
    this.#state = { ...this.#state, sort: nextSort(this.#state.sort ?? initialSort, key) };
    this.#remember(this.#state);
    this.#drawList();
    this.#list.querySelector<HTMLElement>(`[data-sort="${key}"]`)?.focus();
  }

  #sorted() {
    return sortFeatures(this.#comparison.comparison.report.features, this.#state.sort ?? initialSort);
  }

  #drawList(): void {
    const features = this.#sorted();
    const hadFocus = this.#list.contains(document.activeElement);
    if (features.length === 0) return;
    this.#list.replaceChildren(
      featureTable(this.#context, {
        features,
        sort: this.#state.sort ?? initialSort,
        chosen: this.#state.chosen,
        onChoose: name => this.#choose(name),
        onSort: key => this.#sortBy(key),
      }),
    );
    const chosen = this.#list.querySelector<HTMLElement>('button.name[tabindex="0"]');
    if (hadFocus) chosen?.focus();
  }

  #drawDetails(): void {
    const { report, distributions } = this.#comparison.comparison;
    const at = report.features.findIndex(({ name }) => name === this.#state.chosen);
    const feature = report.features[at];
    const distribution = distributions[at];
    if (!feature || !distribution || this.#width === 0) return;
    const isOpen = this.#aside.querySelector('details')?.open ?? false;
    const section = details(this.#context, feature, { distribution, width: this.#width });
    const data = section.querySelector('details');
    if (data) data.open = isOpen;
    this.#aside.replaceChildren(section);
  }

  #resize(): void {
    const width = Math.max(NARROWEST_CHART, Math.floor(this.#aside.clientWidth));
    if (width === this.#width) return;
    this.#width = width;
    this.#drawDetails();
  }
}

function skippedList(context: PageContext, skipped: readonly SkippedColumn[]): HTMLElement {
  return html(
    'details',
    { class: 'skipped' },
    html('summary', {}, context.say('skipped', context.count(skipped.length))),
    html('ul', {}, ...skipped.map(({ name, why }) => html('li', {}, html('b', {}, name), ` ${why}`))),
  );
}
