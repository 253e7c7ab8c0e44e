import { deepEqual, equal, notEqual, ok } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { MetricCurves } from '../../../../src/training/curves/metricCurves.ts';
import type { MetricReading } from '../../../../src/training/metrics/metricReading.ts';

type Where = Omit<MetricReading, 'metrics'>;

function curvesOf(...readings: readonly (readonly [where: Where, loss: number])[]): MetricCurves {
  const curves = new MetricCurves();
  readings.forEach(([where, loss], index) => {
    curves.add(0, { metrics: new Map([['loss', loss]]), ...where }, 1000 + index);
  });
  return curves;
}

suite('MetricCurves', () => {
  test('one curve for each metric and container', () => {
    const curves = new MetricCurves();
    const metrics = new Map([
      ['loss', 1],
      ['acc', 0.5],
    ]);
    curves.add(0, { metrics, step: 1 }, 1);
    curves.add(1, { metrics, step: 1 }, 2);
    deepEqual(
      curves.curves.map(({ source, metric }) => `${source} ${metric}`),
      ['0 loss', '0 acc', '1 loss', '1 acc'],
    );
    deepEqual(curves.metrics, ['loss', 'acc']);
  });
  test('steps that start again in each epoch are counted through, from epoch 1 on', () => {
    const [curve] = curvesOf(
      [{ epoch: 1, step: 50, stepsInEpoch: 100 }, 3],
      [{ epoch: 1, step: 100, stepsInEpoch: 100 }, 2],
      [{ epoch: 2, step: 50, stepsInEpoch: 100 }, 1],
    ).curves;
    deepEqual(curve?.step, [50, 100, 150]);
    deepEqual(curve?.epoch, [0.5, 1, 1.5]);
  });
  test('… and from epoch 0 on', () => {
    const [curve] = curvesOf(
      [{ epoch: 0, step: 10, stepsInEpoch: 40 }, 3],
      [{ epoch: 1, step: 10, stepsInEpoch: 40 }, 2],
    ).curves;
    deepEqual(curve?.step, [10, 50]);
    deepEqual(curve?.epoch, [0.25, 1.25]);
  });
  test('a reading without a place stands where the last one stood', () => {
    const [curve] = curvesOf([{ step: 7, epoch: 0.5 }, 3], [{}, 2]).curves;
    deepEqual(curve?.step, [7, 7]);
    deepEqual(curve?.epoch, [0.5, 0.5]);
    deepEqual(curve?.time, [1000, 1001]);
  });
  test('knows the axes that the log tells', () => {
    deepEqual(curvesOf([{}, 1]).axes, ['time']);
    deepEqual(curvesOf([{ epoch: 1 }, 1]).axes, ['epoch', 'time']);
    deepEqual(curvesOf([{ step: 1 }, 1], [{ step: 2, epoch: 3 }, 1]).axes, ['step', 'epoch', 'time']);
  });
  test('tells by its version that something came', () => {
    const curves = curvesOf([{}, 1]);
    const { version } = curves;
    curves.add(0, { metrics: new Map([['loss', 2]]) }, 5);
    notEqual(curves.version, version);
  });
  test('is bounded in points and in curves', () => {
    const curves = new MetricCurves();
    for (let step = 0; step < 150_000; step++)
      curves.add(0, { metrics: new Map([['loss', step]]), step }, step);
    const [curve] = curves.curves;
    ok((curve?.value.length ?? 0) <= 100_000);
    equal(curve?.value.at(-1), 149_999);
    for (let index = 0; index < 1000; index++) curves.add(0, { metrics: new Map([[`loss ${index}`, 1]]) }, 1);
    ok(curves.curves.length <= 200);
  });
});
