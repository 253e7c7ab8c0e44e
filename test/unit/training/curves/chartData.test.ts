import { deepEqual, equal, ok } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { chartData } from '../../../../src/training/curves/chartData.ts';
import { MetricCurves } from '../../../../src/training/curves/metricCurves.ts';

function training(): MetricCurves {
  const curves = new MetricCurves();
  for (let step = 0; step < 100; step++) {
    const metrics = new Map([
      ['loss', 100 - step],
      ['val_loss', 101 - step],
      ['accuracy', step / 100],
      ['lr', 1e-4],
    ]);
    curves.add(0, { metrics, step }, step * 1000);
  }
  return curves;
}

suite('chartData', () => {
  test('shows the losses, on the left, by step', () => {
    const chart = chartData(training(), { smoothing: 0 }, 500);
    equal(chart.axis, 'step');
    deepEqual(chart.axes, ['step', 'time']);
    deepEqual(chart.metrics, [
      { name: 'loss', isShown: true, side: 'left' },
      { name: 'val_loss', isShown: true, side: 'left' },
      { name: 'accuracy', isShown: false, side: 'right' },
      { name: 'lr', isShown: false, side: 'right' },
    ]);
    deepEqual(
      chart.series.map(({ metric }) => metric),
      ['loss', 'val_loss'],
    );
  });
  test('shows what is asked for, on the axis that is asked for', () => {
    const chart = chartData(training(), { smoothing: 0, shown: ['lr'], axis: 'time' }, 500);
    deepEqual(
      chart.series.map(({ metric, xs }) => [metric, xs.at(-1)]),
      [['lr', 99_000]],
    );
  });
  test('falls back where the log does not tell the axis', () =>
    equal(chartData(training(), { smoothing: 0, axis: 'epoch' }, 500).axis, 'step'));
  test('without a loss, the first metric', () => {
    const curves = new MetricCurves();
    curves.add(
      0,
      {
        metrics: new Map([
          ['accuracy', 1],
          ['f1', 1],
        ]),
      },
      1,
    );
    deepEqual(
      chartData(curves, { smoothing: 0 }, 500).metrics.map(({ isShown }) => isShown),
      [true, false],
    );
  });
  test('smoothed lines keep the values beside them', () => {
    const [series] = chartData(training(), { smoothing: 0.9 }, 500).series;
    equal(series?.raw?.length, series?.ys.length);
    deepEqual(series?.raw?.slice(0, 3), [100, 99, 98]);
    ok((series?.ys.at(-1) ?? 0) > 1, 'a falling curve is smoothed from above');
  });
  test('gaps are null; the table tells the finite', () => {
    const curves = new MetricCurves();
    [1, Number.NaN, 3].forEach((loss, step) => {
      curves.add(0, { metrics: new Map([['loss', loss]]), step }, step);
    });
    const chart = chartData(curves, { smoothing: 0 }, 500);
    deepEqual(chart.series[0]?.ys, [1, null, 3]);
    deepEqual(chart.rows, [{ metric: 'loss', source: 0, points: 3, last: 3, min: 1, max: 3 }]);
  });
  test('a curve that goes back in steps, as after a restart, is drawn in order', () => {
    const curves = new MetricCurves();
    for (const step of [0, 1, 2, 1, 2, 3]) curves.add(0, { metrics: new Map([['loss', step]]), step }, step);
    deepEqual(chartData(curves, { smoothing: 0 }, 500).series[0]?.xs, [0, 1, 1, 2, 2, 3]);
  });
  test('nothing yet', () =>
    deepEqual(chartData(new MetricCurves(), { smoothing: 0 }, 500), {
      axis: 'time',
      axes: ['time'],
      metrics: [],
      series: [],
      rows: [],
    }));
});
