import type { NumericDistribution } from '../feature.ts';
import { niceTicks } from './ticks.ts';

/** Room for a chart, in CSS pixels. */
export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Tick {
  readonly at: number;
  readonly value: number;
}

/** A histogram of two samples in pixels: outlines over the same bins, and where each bin lies. */
export interface NumericChart {
  readonly plot: Box;
  /** SVG path data, closed along the axis. */
  readonly reference: string;
  readonly current: string;
  /** Places along the horizontal axis, and values. */
  readonly xTicks: readonly Tick[];
  /** Places along the vertical axis, and shares. */
  readonly yTicks: readonly Tick[];
  readonly bins: readonly Box[];
}

const MARGIN = { left: 44, right: 12, top: 10, bottom: 26 } as const;
const PIXELS_A_TICK = { x: 64, y: 45 } as const;

/** Lays out the overlay of two histograms. Sizes below the margins give an empty plot, never a negative one. */
export function numericChart(distribution: NumericDistribution, size: ChartSize): NumericChart {
  const plot = plotBox(size);
  const { edges, reference, current } = distribution;
  const low = edges[0] ?? 0;
  const high = edges.at(-1) ?? 1;
  const top = niceTop(Math.max(...reference, ...current, 0));
  const x = (value: number) => plot.x + ((value - low) / (high - low)) * plot.width;
  const y = (share: number) => plot.y + plot.height * (1 - share / top);
  const outline = (shares: readonly number[]) => steps(edges.map(x), shares.map(y), plot.y + plot.height);
  return {
    plot,
    reference: outline(reference),
    current: outline(current),
    xTicks: ticksBetween([low, high], plot.width / PIXELS_A_TICK.x, x),
    yTicks: ticksBetween([0, top], plot.height / PIXELS_A_TICK.y, y),
    bins: edges.slice(1).map((edge, i) => {
      const start = x(edges[i] ?? edge);
      return { x: start, y: plot.y, width: x(edge) - start, height: plot.height };
    }),
  };
}

function plotBox({ width, height }: ChartSize): Box {
  return {
    x: MARGIN.left,
    y: MARGIN.top,
    width: Math.max(0, width - MARGIN.left - MARGIN.right),
    height: Math.max(0, height - MARGIN.top - MARGIN.bottom),
  };
}

/** The next round share above the highest bar. */
function niceTop(highest: number): number {
  if (highest === 0) return 1;
  const ticks = niceTicks(0, highest * 1.25, 4);
  return ticks.find(tick => tick >= highest) ?? highest;
}

function ticksBetween(
  [low, high]: readonly [number, number],
  wanted: number,
  place: (value: number) => number,
): Tick[] {
  return niceTicks(low, high, wanted).map(value => ({ at: place(value), value }));
}

function steps(edges: readonly number[], tops: readonly number[], base: number): string {
  const corners = tops.map((top, i) => `V${round(top)}H${round(edges[i + 1] ?? 0)}`);
  return `M${round(edges[0] ?? 0)} ${round(base)}${corners.join('')}V${round(base)}Z`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
