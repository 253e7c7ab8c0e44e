import uPlot from 'uplot';
import type { ChartData } from '../../training/curves/chartData.ts';
import { type ChartLine, chartShape, nearestValue, readableNumber } from './chartLines.ts';

export const plotHeight = 200;
const nearby = 50;

/** The value of one line under the pointer. */
export interface PointedValue {
  readonly line: ChartLine;
  readonly value: number;
}

/** The drawn curves. They are built anew only when their kind, not when their values change. */
export class Plot {
  readonly #box: HTMLElement;
  readonly #onPoint: (x: number | undefined, values: readonly PointedValue[]) => void;
  #plot: uPlot | undefined;
  #shape = '';
  #lines: readonly ChartLine[] = [];

  constructor(box: HTMLElement, onPoint: (x: number | undefined, values: readonly PointedValue[]) => void) {
    this.#box = box;
    this.#onPoint = onPoint;
  }

  draw(lines: readonly ChartLine[], axis: ChartData['axis'], isLog: boolean): void {
    this.#lines = lines;
    const shape = `${axis} ${isLog} ${chartShape(lines)} ${document.body.className}`;
    const data = aligned(lines);
    if (this.#plot && shape === this.#shape) {
      this.#plot.setData(data);
      return;
    }
    this.#shape = shape;
    this.#plot?.destroy();
    this.#plot = new uPlot(this.#options(axis, isLog), data, this.#box);
  }

  clear(): void {
    this.#plot?.destroy();
    this.#plot = undefined;
    this.#shape = '';
  }

  resize(width: number): void {
    if (this.#plot && this.#plot.width !== width) this.#plot.setSize({ width, height: plotHeight });
  }

  #options(axis: ChartData['axis'], isLog: boolean): uPlot.Options {
    const style = getComputedStyle(document.body);
    const read = (name: string) => style.getPropertyValue(name).trim();
    const scale = (side: string): uPlot.Scale =>
      isLog && this.#canBeLog(side) ? { distr: 3 } : { distr: 1 };
    return {
      width: Math.max(100, this.#box.clientWidth),
      height: plotHeight,
      ms: 1,
      legend: { show: false },
      padding: [8, 8, 0, 0],
      scales: { x: { time: axis === 'time' }, left: scale('left'), right: scale('right') },
      axes: this.#axes(read, axis),
      cursor: {
        y: false,
        dataIdx: (plot, series, index) => nearestValue(plot.data[series] ?? [], index, nearby) ?? index,
        points: { size: 7 },
      },
      hooks: { setCursor: [plot => this.#point(plot)] },
      series: [{}, ...this.#lines.map(line => seriesOf(line, read))],
    };
  }

  #axes(read: (name: string) => string, axis: ChartData['axis']): uPlot.Axis[] {
    const look = {
      stroke: read('--muted-colour'),
      font: `11px ${read('--vscode-font-family') || 'sans-serif'}`,
      grid: { stroke: read('--grid-colour'), width: 1 },
      ticks: { stroke: read('--grid-colour'), width: 1, size: 4 },
    };
    const sides = new Set(this.#lines.map(({ side }) => side));
    const values = (_: uPlot, splits: number[]) =>
      splits.map(value => (value === null ? '' : readableNumber(value)));
    const left: uPlot.Axis = { ...look, scale: 'left', size: 56, values, show: sides.has('left') };
    const right: uPlot.Axis = {
      ...look,
      ...{ scale: 'right', side: 1, size: 56, values, show: sides.has('right') },
      grid: { show: !sides.has('left'), stroke: look.grid.stroke, width: 1 },
    };
    return [
      { ...look, size: axis === 'time' ? 42 : 28, ...(axis === 'time' ? {} : { values }) },
      left,
      right,
    ];
  }

  #canBeLog(side: string): boolean {
    return this.#lines.some(line => line.side === side && line.ys.some(value => value !== null));
  }

  #point(plot: uPlot): void {
    const index = plot.cursor.idx;
    const x = typeof index === 'number' ? plot.data[0][index] : undefined;
    if (x === undefined || (plot.cursor.left ?? -1) < 0) {
      this.#onPoint(undefined, []);
      return;
    }
    const values = this.#lines.flatMap((line, place) => {
      const at = plot.cursor.idxs?.[place + 1];
      const value = typeof at === 'number' ? plot.data[place + 1]?.[at] : undefined;
      return line.isRaw || typeof value !== 'number' ? [] : [{ line, value }];
    });
    this.#onPoint(x, values);
  }
}

function seriesOf(line: ChartLine, read: (name: string) => string): uPlot.Series {
  return {
    scale: line.side,
    stroke: read(`--series-${line.colour}`),
    width: line.isRaw ? 1 : 1.75,
    alpha: line.isRaw ? 0.3 : 1,
    dash: [...line.dash],
    points: { show: line.ys.length < 2 || line.ys.filter(value => value !== null).length < 2, size: 6 },
  };
}

/** All lines over one common axis, as uPlot wants them. */
function aligned(lines: readonly ChartLine[]): uPlot.AlignedData {
  if (lines.length === 0) return [[]];
  return uPlot.join(lines.map(({ xs, ys }) => [[...xs], [...ys]]));
}
