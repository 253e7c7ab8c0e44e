import type { DriftTest, FeatureDrift } from '../../drift/feature.ts';
import type { SortKey, SortOrder } from '../../drift/panel/messages.ts';
import { severityBar } from '../../drift/panel/severity.ts';
import { html } from './elements.ts';
import type { PageContext } from './pageContext.ts';

/** What the list of features shows, and whom it tells. */
export interface FeatureTableParts {
  readonly features: readonly FeatureDrift[];
  readonly sort: SortOrder;
  readonly chosen: string | undefined;
  readonly onChoose: (name: string) => void;
  readonly onSort: (key: SortKey) => void;
}

const COLUMNS: readonly {
  readonly key: SortKey;
  readonly word: 'feature' | 'drift' | 'score' | 'test' | 'missing';
}[] = [
  { key: 'name', word: 'feature' },
  { key: 'drift', word: 'drift' },
  { key: 'score', word: 'score' },
  { key: 'test', word: 'test' },
  { key: 'missing', word: 'missing' },
];

/** Names of people and of letters, the same in every language. */
const SHORT_TEST_NAMES: Readonly<Record<DriftTest, string>> = {
  ks: 'K–S',
  wasserstein: 'Wasserstein',
  chisquare: 'χ²',
  z: 'z',
  jensenshannon: 'Jensen–Shannon',
};

/** The features as a table: sortable by its heads, chosen by click, Enter or the arrow keys. */
export function featureTable(context: PageContext, parts: FeatureTableParts): HTMLElement {
  const body = html(
    'tbody',
    { onkeydown: event => moveChoice(event, parts) },
    ...parts.features.map(feature => row(context, feature, parts)),
  );
  return html(
    'table',
    { class: 'features', 'aria-label': context.words.features },
    html('thead', {}, html('tr', {}, ...COLUMNS.map(column => head(context, column, parts)))),
    body,
  );
}

function head(
  context: PageContext,
  { key, word }: (typeof COLUMNS)[number],
  { sort, onSort }: FeatureTableParts,
) {
  const isSorted = sort.key === key;
  const order = sort.isDescending ? 'descending' : 'ascending';
  return html(
    'th',
    { scope: 'col', class: word, 'aria-sort': isSorted ? order : 'none' },
    html(
      'button',
      { class: 'quiet', 'data-sort': key, onclick: () => onSort(key) },
      context.words[word],
      html(
        'span',
        { class: 'order', 'aria-hidden': 'true' },
        isSorted ? (sort.isDescending ? '↓' : '↑') : '',
      ),
    ),
  );
}

function row(
  context: PageContext,
  feature: FeatureDrift,
  { chosen, onChoose }: FeatureTableParts,
): HTMLElement {
  const isChosen = feature.name === chosen;
  const missing = feature.missing[0] + feature.missing[1];
  return html(
    'tr',
    {
      class: isChosen ? 'chosen' : '',
      'aria-current': isChosen ? 'true' : undefined,
      onclick: () => onChoose(feature.name),
    },
    html(
      'th',
      { scope: 'row' },
      html(
        'button',
        { class: 'name', 'data-feature': feature.name, tabindex: isChosen ? 0 : -1, title: feature.name },
        feature.name,
      ),
    ),
    html('td', {}, bar(context, feature)),
    html('td', { class: 'figure' }, context.number(feature.score)),
    html('td', { class: 'muted test', title: context.words[feature.test] }, SHORT_TEST_NAMES[feature.test]),
    html('td', { class: 'figure muted' }, missing === 0 ? '' : context.count(missing)),
  );
}

/** The bar's middle is the threshold, whatever the test. */
function bar(context: PageContext, feature: FeatureDrift): HTMLElement {
  const state = feature.drifted ? 'drifted' : 'steady';
  const fill = html('span', { class: `fill ${state}` });
  fill.style.width = `${severityBar(feature) * 100}%`;
  return html(
    'span',
    { class: 'drift-bar', role: 'img', 'aria-label': context.words[state], title: context.words[state] },
    html('span', { class: 'track' }, fill, html('span', { class: 'threshold' })),
  );
}

function moveChoice(event: Event, { features, chosen, onChoose }: FeatureTableParts): void {
  if (!(event instanceof KeyboardEvent)) return;
  const at = features.findIndex(({ name }) => name === chosen);
  const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: features.length - 1 }[event.key];
  const feature = target === undefined ? undefined : features[target];
  if (!feature) return;
  event.preventDefault();
  onChoose(feature.name);
}
