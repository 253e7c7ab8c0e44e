import type { NumericDistribution } from '../../drift/feature.ts';
import { type ChartSize, type NumericChart, numericChart } from '../../drift/panel/numericChart.ts';
import { svg } from './elements.ts';
import type { PageContext } from './pageContext.ts';
import { rangeLabel } from './rangeLabel.ts';

/** Draws both histograms over each other; tells the bin under the pointer, undefined once it has left. */
export function numericChartView(
  context: PageContext,
  distribution: NumericDistribution,
  {
    size,
    label,
    onLook,
  }: {
    readonly size: ChartSize;
    readonly label: string;
    readonly onLook: (text: string | undefined) => void;
  },
): SVGSVGElement {
  const chart = numericChart(distribution, size);
  const highlight = svg('rect', { class: 'highlight', width: 0, height: 0 });
  const look = (event: Event) => {
    const at = event instanceof MouseEvent ? event.offsetX : -1;
    const bin = chart.bins.findIndex(({ x, width }) => at >= x && at < x + width);
    showBox(highlight, chart.bins[bin]);
    onLook(bin < 0 ? undefined : binText(context, distribution, bin));
  };
  const leave = () => {
    showBox(highlight, undefined);
    onLook(undefined);
  };
  return svg(
    'svg',
    {
      width: size.width,
      height: size.height,
      role: 'img',
      'aria-label': label,
      onmousemove: look,
      onmouseleave: leave,
    },
    ...gridLines(context, chart),
    highlight,
    svg('path', { class: 'shape reference', d: chart.reference }),
    svg('path', { class: 'shape current', d: chart.current }),
    ...axisLabels(context, chart),
  );
}

/** A bin in words: its range, and the share of both tables in it. */
function binText(context: PageContext, distribution: NumericDistribution, bin: number): string {
  const shares = [
    `${context.words.reference} ${context.percent(distribution.reference[bin] ?? 0)}`,
    `${context.words.current} ${context.percent(distribution.current[bin] ?? 0)}`,
  ];
  return `${rangeLabel(context, distribution, bin)}: ${shares.join(', ')}`;
}

function showBox(
  rect: SVGRectElement,
  box: { x: number; y: number; width: number; height: number } | undefined,
): void {
  for (const name of ['x', 'y', 'width', 'height'] as const)
    rect.setAttribute(name, String(box?.[name] ?? 0));
}

function gridLines(context: PageContext, { plot, yTicks }: NumericChart): SVGElement[] {
  return yTicks.flatMap(({ at, value }) => [
    svg('line', {
      class: value === 0 ? 'axis' : 'grid',
      x1: plot.x,
      x2: plot.x + plot.width,
      y1: at,
      y2: at,
    }),
    svg(
      'text',
      { class: 'tick', x: plot.x - 6, y: at, dy: '0.32em', 'text-anchor': 'end' },
      context.percent(value),
    ),
  ]);
}

function axisLabels(context: PageContext, { plot, xTicks }: NumericChart): SVGElement[] {
  const base = plot.y + plot.height;
  return xTicks.flatMap(({ at, value }) => [
    svg('line', { class: 'axis', x1: at, x2: at, y1: base, y2: base + 4 }),
    svg('text', { class: 'tick', x: at, y: base + 18, 'text-anchor': 'middle' }, context.number(value)),
  ]);
}
