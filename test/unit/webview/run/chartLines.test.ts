import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { ChartData, ChartSeries } from '../../../../src/training/curves/chartData.ts';
import {
  chartLines,
  chartShape,
  colouredBySource,
  nearestValue,
  readableNumber,
} from '../../../../src/webview/run/chartLines.ts';

function aSeries(metric: string, source: number, more: Partial<ChartSeries> = {}): ChartSeries {
  return { metric, source, xs: [1, 2], ys: [3, 0], ...more };
}

function aChart(...series: readonly ChartSeries[]): ChartData {
  const metrics = [
    { name: 'accuracy', isShown: true, side: 'right' as const },
    { name: 'loss', isShown: true, side: 'left' as const },
  ];
  return { axis: 'step', axes: ['step'], metrics, series, rows: [] };
}

suite('lines of the chart', () => {
  test('have the colour of their metric and the dash of their container', () => {
    const lines = chartLines(aChart(aSeries('accuracy', 0), aSeries('loss', 0), aSeries('loss', 1)), false);
    assert.deepEqual(
      lines.map(({ colour }) => colour),
      [0, 1, 1],
    );
    assert.deepEqual(
      lines.map(({ side }) => side),
      ['right', 'left', 'left'],
    );
    assert.equal(lines[1]?.dash.length, 0);
    assert.notEqual(lines[2]?.dash.length, 0);
  });

  test('have the colour of their container where there is one metric', () => {
    const chart = aChart(aSeries('loss', 2), aSeries('loss', 5));
    assert.equal(colouredBySource(chart), true);
    assert.equal(colouredBySource(aChart(aSeries('loss', 2))), false);
    const lines = chartLines(chart, false);
    assert.deepEqual(
      lines.map(({ colour, dash }) => [colour, dash.length]),
      [
        [2, 0],
        [5, 0],
      ],
    );
  });

  test('are drawn over the values as they are', () => {
    const lines = chartLines(aChart(aSeries('loss', 0, { raw: [9, 8] }), aSeries('accuracy', 0)), false);
    assert.deepEqual(
      lines.map(({ isRaw }) => isRaw),
      [true, false, false],
    );
    assert.deepEqual(lines[0]?.ys, [9, 8]);
  });

  test('leave out of a logarithmic scale what has no logarithm', () => {
    const [line] = chartLines(aChart(aSeries('loss', 0, { ys: [1, 0, -1, null] })), true);
    assert.deepEqual(line?.ys, [1, null, null, null]);
  });

  test('keep their shape when only values change', () => {
    const shape = (...series: readonly ChartSeries[]) => chartShape(chartLines(aChart(...series), false));
    assert.equal(shape(aSeries('loss', 0)), shape(aSeries('loss', 0, { ys: [7, 7] })));
    assert.notEqual(shape(aSeries('loss', 0)), shape(aSeries('loss', 0, { raw: [7, 7] })));
  });
});

test('the nearest value within reach', () => {
  const values = [1, undefined, undefined, null, 5];
  assert.equal(nearestValue(values, 1, 1), 0);
  assert.equal(nearestValue(values, 3, 1), 4);
  assert.equal(nearestValue(values, 2, 1), null);
});

test('numbers as people read them', () => {
  assert.equal(readableNumber(0), '0');
  assert.equal(readableNumber(0.00003), '3.000e-5');
  assert.equal(readableNumber(2e9), '2.000e+9');
  assert.match(readableNumber(0.123456), /^0.12346$/);
});
