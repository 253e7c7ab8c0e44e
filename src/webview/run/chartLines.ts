import type { ChartData, ChartSeries } from '../../training/curves/chartData.ts';
import { colourOf } from './sourceNames.ts';

/** Values at the places of the common x axis: `null` is a gap, `undefined` a place that this line knows nothing of. */
export type LineValues = ArrayLike<number | null | undefined>;

/** One line to be drawn. */
export interface ChartLine {
  readonly metric: string;
  readonly source: number;
  readonly side: 'left' | 'right';
  /** Number of its colour. */
  readonly colour: number;
  readonly dash: readonly number[];
  /** Whether it is the faint line of the values as they are, behind the smoothed one. */
  readonly isRaw: boolean;
  readonly xs: readonly number[];
  readonly ys: readonly (number | null)[];
}

const dashes: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [10, 3, 2, 3], [4, 2]];

/**
 * The lines of a chart, raw ones first, so that smoothed ones are drawn over them.
 *
 * A metric has its own colour; where there is only one of several containers, each container has the colour it has in
 * the log. Where both are several, containers are told apart by dashes.
 *
 * @param isLog leaves out what a logarithmic scale cannot show: values of 0 and less
 */
export function chartLines(chart: ChartData, isLog: boolean): readonly ChartLine[] {
  const metrics = chart.metrics.map(({ name }) => name);
  const sources = [...new Set(chart.series.map(({ source }) => source))].sort((a, b) => a - b);
  const isBySource = colouredBySource(chart);
  const lineOf = (series: ChartSeries, ys: readonly (number | null)[], isRaw: boolean): ChartLine => ({
    metric: series.metric,
    source: series.source,
    side: chart.metrics.find(({ name }) => name === series.metric)?.side ?? 'left',
    colour: colourOf(isBySource ? series.source : metrics.indexOf(series.metric)),
    dash: isBySource ? [] : (dashes[sources.indexOf(series.source) % dashes.length] ?? []),
    isRaw,
    xs: series.xs,
    ys: isLog ? ys.map(value => (value !== null && value > 0 ? value : null)) : ys,
  });
  return [
    ...chart.series.flatMap(series => (series.raw ? [lineOf(series, series.raw, true)] : [])),
    ...chart.series.map(series => lineOf(series, series.ys, false)),
  ];
}

/** Whether colours stand for containers: one metric of several. */
export function colouredBySource({ series }: Pick<ChartData, 'series'>): boolean {
  const metrics = new Set(series.map(({ metric }) => metric));
  return metrics.size === 1 && series.length > 1;
}

/** The place nearest to `index` that has a value within so many places; else `null`. */
export function nearestValue(values: LineValues, index: number, reach: number): number | null {
  for (let distance = 0; distance <= reach; distance++) {
    if (typeof values[index - distance] === 'number') return index - distance;
    if (typeof values[index + distance] === 'number') return index + distance;
  }
  return null;
}

/** What of a chart cannot change without building it anew. */
export function chartShape(lines: readonly ChartLine[]): string {
  return JSON.stringify(
    lines.map(({ metric, source, side, colour, dash, isRaw }) => [metric, source, side, colour, dash, isRaw]),
  );
}

/** A number as people read it: five significant digits; very large and very small ones with an exponent. */
export function readableNumber(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) return value.toExponential(3);
  return value.toLocaleString(undefined, { maximumSignificantDigits: 5 });
}
