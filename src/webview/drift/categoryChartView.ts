import type { CategoricalDistribution } from '../../drift/feature.ts';
import { type CategoryRow, categoryChart } from '../../drift/panel/categoryChart.ts';
import { svg } from './elements.ts';
import type { PageContext } from './pageContext.ts';

const PIXELS_A_LETTER = 7;

/** Draws two bars for each category, with their shares behind them. */
export function categoryChartView(
  context: PageContext,
  distribution: CategoricalDistribution,
  { width, label }: { readonly width: number; readonly label: string },
): SVGSVGElement {
  const chart = categoryChart(distribution, width);
  const letters = Math.max(3, Math.floor((chart.axis - 12) / PIXELS_A_LETTER));
  return svg(
    'svg',
    { width, height: chart.height, role: 'img', 'aria-label': label },
    svg('line', { class: 'axis', x1: chart.axis, x2: chart.axis, y1: 0, y2: chart.height }),
    ...chart.rows.flatMap((row, i) => [
      labelOf(categoryName(context, distribution, i), { row, axis: chart.axis, letters }),
      ...bar(context, row.reference, { side: 'reference', share: distribution.reference[i] ?? 0 }),
      ...bar(context, row.current, { side: 'current', share: distribution.current[i] ?? 0 }),
    ]),
  );
}

/** A category's name, or what the last one sums up. */
export function categoryName(
  context: PageContext,
  { categories, others }: CategoricalDistribution,
  index: number,
): string {
  const isRest = others > 0 && index === categories.length - 1;
  return isRest ? context.say('others', context.count(others)) : (categories[index] ?? '');
}

function labelOf(
  name: string,
  { row, axis, letters }: { readonly row: CategoryRow; readonly axis: number; readonly letters: number },
): SVGTextElement {
  const shown = name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
  return svg(
    'text',
    { class: 'category', x: axis - 8, y: row.middle, dy: '0.32em', 'text-anchor': 'end' },
    shown,
    svg('title', {}, name),
  );
}

function bar(
  context: PageContext,
  box: CategoryRow['reference'],
  { side, share }: { readonly side: 'reference' | 'current'; readonly share: number },
): SVGElement[] {
  return [
    svg('rect', {
      class: `bar ${side}`,
      x: box.x,
      y: box.y,
      width: Math.max(box.width, share > 0 ? 1 : 0),
      height: box.height,
    }),
    svg(
      'text',
      { class: 'tick', x: box.x + box.width + 6, y: box.y + box.height / 2, dy: '0.35em' },
      context.percent(share),
    ),
  ];
}
