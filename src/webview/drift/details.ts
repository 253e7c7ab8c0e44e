import type { Distribution, FeatureDrift, FeatureStatistics } from '../../drift/feature.ts';
import type { PanelWord } from '../../drift/panel/panelWords.ts';
import { categoryChartView, categoryName } from './categoryChartView.ts';
import { html } from './elements.ts';
import { numericChartView } from './numericChartView.ts';
import type { PageContext } from './pageContext.ts';
import { rangeLabel } from './rangeLabel.ts';

const CHART_HEIGHT = 260;
const STATISTICS: readonly (readonly [keyof FeatureStatistics, PanelWord])[] = [
  ['wassersteinNormed', 'wasserstein'],
  ['wasserstein', 'wassersteinPlain'],
  ['jensenShannon', 'jensenshannon'],
  ['totalVariation', 'totalVariation'],
  ['psi', 'psi'],
  ['ks', 'ksStatistic'],
  ['ksPValue', 'ksPValue'],
  ['chiSquare', 'chiSquareStatistic'],
  ['chiSquarePValue', 'chiSquarePValue'],
];

/** Everything about one feature: the verdict in a sentence, the chart and the same as a table, the statistics. */
export function details(
  context: PageContext,
  feature: FeatureDrift,
  { distribution, width }: { readonly distribution: Distribution; readonly width: number },
): HTMLElement {
  return html(
    'section',
    { class: 'details' },
    html(
      'div',
      { class: 'title' },
      html('h2', {}, feature.name),
      html(
        'span',
        { class: `badge ${feature.drifted ? 'drifted' : 'steady'}` },
        context.words[feature.drifted ? 'drifted' : 'steady'],
      ),
      html('span', { class: 'muted' }, context.words[feature.kind]),
    ),
    html('p', {}, verdictSentence(context, feature)),
    chart(context, feature, { distribution, width }),
    html(
      'details',
      { class: 'data' },
      html('summary', {}, context.words.dataTable),
      dataTable(context, distribution),
    ),
    html('h3', {}, context.words.effect),
    facts(context, feature),
  );
}

function verdictSentence(context: PageContext, feature: FeatureDrift): string {
  const form = feature.pValue === null ? 'distance' : 'pValue';
  const key = `${form}${feature.drifted ? 'Drifted' : 'Steady'}` as const;
  return context.say(
    key,
    context.words[feature.test],
    context.number(feature.score),
    context.number(feature.threshold),
  );
}

function chart(
  context: PageContext,
  { name }: FeatureDrift,
  { distribution, width }: { readonly distribution: Distribution; readonly width: number },
): HTMLElement {
  const label = context.say('chartOf', name);
  const readout = html('p', { class: 'readout muted' }, context.words.shareOfRows);
  const drawing =
    distribution.kind === 'numeric'
      ? numericChartView(context, distribution, {
          size: { width, height: CHART_HEIGHT },
          label,
          onLook: text => {
            readout.textContent = text ?? context.words.shareOfRows;
          },
        })
      : categoryChartView(context, distribution, { width, label });
  return html('figure', {}, html('figcaption', {}, readout, legend(context)), drawing);
}

function legend(context: PageContext): HTMLElement {
  const entry = (side: 'reference' | 'current') =>
    html('span', {}, html('span', { class: `swatch ${side}` }), context.words[side]);
  return html('span', { class: 'legend', 'aria-hidden': 'true' }, entry('reference'), entry('current'));
}

function dataTable(context: PageContext, distribution: Distribution): HTMLElement {
  const nameOf = (index: number) =>
    distribution.kind === 'numeric'
      ? rangeLabel(context, distribution, index)
      : categoryName(context, distribution, index);
  const heads = [distribution.kind === 'numeric' ? 'range' : 'category', 'reference', 'current'] as const;
  return html(
    'table',
    {},
    html(
      'thead',
      {},
      html('tr', {}, ...heads.map(head => html('th', { scope: 'col' }, context.words[head]))),
    ),
    html(
      'tbody',
      {},
      ...distribution.reference.map((share, i) =>
        html(
          'tr',
          {},
          html('th', { scope: 'row' }, nameOf(i)),
          html('td', { class: 'figure' }, context.percent(share)),
          html('td', { class: 'figure' }, context.percent(distribution.current[i] ?? 0)),
        ),
      ),
    ),
  );
}

function facts(context: PageContext, { n, missing, threshold, statistics }: FeatureDrift): HTMLElement {
  const pair = ([reference, current]: readonly [number, number]) =>
    `${context.count(reference)} → ${context.count(current)}`;
  const known = STATISTICS.flatMap(([name, word]) => {
    const value = statistics[name];
    return value === undefined ? [] : [fact(context.words[word], context.number(value))];
  });
  return html(
    'dl',
    { class: 'facts' },
    fact(context.words.values, pair(n)),
    fact(context.words.missing, pair(missing)),
    fact(context.words.threshold, context.number(threshold)),
    ...known,
  );
}

function fact(name: string, value: string): HTMLElement {
  return html('div', {}, html('dt', {}, name), html('dd', {}, value));
}
