import { judgeName, wordsOf } from '../metrics/metricName.ts';
import { downsample } from './downsample.ts';
import type { Axis, MetricCurve } from './metricCurves.ts';
import { smooth } from './smoothing.ts';

/** How the user wants to see the curves. */
export interface ChartChoice {
  /** Absent: the most telling axis that the log knows. */
  readonly axis?: Axis;
  /** In [0, 1): 0 draws the values as they are. */
  readonly smoothing: number;
  /** Metrics to draw; absent: those that tell most. */
  readonly shown?: readonly string[];
}

/** One line of the chart, ready to be drawn. */
export interface ChartSeries {
  readonly metric: string;
  readonly source: number;
  readonly xs: readonly number[];
  /** Smoothed; `null` where a value is not finite. */
  readonly ys: readonly (number | null)[];
  /** The values as they are, where the smoothed ones differ. */
  readonly raw?: readonly (number | null)[];
}

/** A row of the table under the chart: the whole curve in numbers. */
export interface ChartRow {
  readonly metric: string;
  readonly source: number;
  readonly points: number;
  readonly last: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

export interface ChartData {
  readonly axis: Axis;
  readonly axes: readonly Axis[];
  readonly metrics: readonly {
    readonly name: string;
    readonly isShown: boolean;
    readonly side: 'left' | 'right';
  }[];
  readonly series: readonly ChartSeries[];
  readonly rows: readonly ChartRow[];
}

/**
 * Prepares curves for a chart of so many pixels: sorted by the axis, smoothed, thinned.
 *
 * Losses are read on the left, everything else on the right, since they share no unit. By default the losses are
 * shown, or the first metric where there is none.
 */
export function chartData(
  { curves, axes }: { readonly curves: readonly MetricCurve[]; readonly axes: readonly Axis[] },
  choice: ChartChoice,
  widthPixels: number,
): ChartData {
  const axis = choice.axis !== undefined && axes.includes(choice.axis) ? choice.axis : (axes[0] ?? 'time');
  const names = [...new Set(curves.map(({ metric }) => metric))];
  const shown = new Set(choice.shown ?? defaultMetrics(names));
  return {
    axis,
    axes,
    metrics: names.map(name => ({ name, isShown: shown.has(name), side: isLoss(name) ? 'left' : 'right' })),
    series: curves
      .filter(({ metric }) => shown.has(metric))
      .map(curve => seriesOf(curve, axis, { ...choice, widthPixels })),
    rows: curves.map(rowOf),
  };
}

function seriesOf(
  curve: MetricCurve,
  axis: Axis,
  how: { readonly smoothing: number; readonly widthPixels: number },
): ChartSeries {
  const order = curve.value
    .map((_, index) => index)
    .filter(index => !Number.isNaN(curve[axis][index] ?? Number.NaN));
  const at = (index: number) => curve[axis][index] ?? 0;
  const isSorted = order.every((index, place) => place === 0 || at(order[place - 1] ?? 0) <= at(index));
  if (!isSorted) order.sort((a, b) => at(a) - at(b) || a - b);
  const xs = order.map(at);
  const ys = order.map(index => curve.value[index] ?? Number.NaN);
  const { metric, source } = curve;
  const thinned = downsample({ xs, ys: smooth(ys, how.smoothing) }, how.widthPixels);
  if (how.smoothing <= 0) return { metric, source, xs: thinned.xs, ys: thinned.ys.map(finite) };
  const raw = new Map(xs.map((x, index) => [x, ys[index] ?? Number.NaN]));
  return {
    metric,
    source,
    xs: thinned.xs,
    ys: thinned.ys.map(finite),
    raw: thinned.xs.map(x => finite(raw.get(x) ?? Number.NaN)),
  };
}

function rowOf({ metric, source, value }: MetricCurve): ChartRow {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const each of value) {
    if (!Number.isFinite(each)) continue;
    min = Math.min(min, each);
    max = Math.max(max, each);
  }
  return {
    metric,
    source,
    points: value.length,
    last: finite(value.at(-1) ?? Number.NaN),
    min: finite(min),
    max: finite(max),
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function defaultMetrics(names: readonly string[]): readonly string[] {
  const losses = names.filter(isLoss);
  if (losses.length > 0) return losses.slice(0, 6);
  return names
    .filter(name => judgeName(name) === 'strong')
    .concat(names)
    .slice(0, 1);
}

const lossWords = /loss|rmse|^mse$|^mae$|logloss|error|perplexity|^ppl$|^learn$|^test$|^nll$/;

function isLoss(name: string): boolean {
  return wordsOf(name).some(word => lossWords.test(word)) && !/\bscale\b/i.test(name);
}
