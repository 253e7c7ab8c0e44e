import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { evaluate } from '../../../../../src/demo/world/prometheus/evaluate.ts';
import { parseQuery, QueryError } from '../../../../../src/demo/world/prometheus/promql.ts';
import { allSeries, type Series } from '../../../../../src/demo/world/prometheus/series.ts';

const constant = (labels: Record<string, string>, value: number): Series => ({
  labels,
  valueAt: () => value,
});
const counter = (labels: Record<string, string>, perSecond: number): Series => ({
  labels,
  valueAt: timeMs => (timeMs / 1000) * perSecond,
});
const series: readonly Series[] = [
  counter({ __name__: 'requests_total', code: '200', pod: 'a' }, 4),
  counter({ __name__: 'requests_total', code: '500', pod: 'a' }, 1),
  counter({ __name__: 'requests_total', code: '200', pod: 'b' }, 5),
  constant({ __name__: 'up', job: 'x' }, 1),
  constant({ __name__: 'latency_bucket', le: '0.1' }, 50),
  constant({ __name__: 'latency_bucket', le: '0.2' }, 90),
  constant({ __name__: 'latency_bucket', le: '+Inf' }, 100),
];
const nowMs = 1_000_000;
const result = (query: string) => {
  const outcome = evaluate(parseQuery(query), series, nowMs);
  return typeof outcome === 'number'
    ? outcome
    : outcome.map(({ labels, value }) => [labels, Number(value.toFixed(6))]);
};

suite('evaluate', () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3 - -1', 10],
    ['up', [[{ __name__: 'up', job: 'x' }, 1]]],
    ['up{job="y"}', []],
    ['rate(requests_total{pod="b"}[5m])', [[{ code: '200', pod: 'b' }, 5]]],
    ['increase(requests_total{code="500"}[1m])', [[{ code: '500', pod: 'a' }, 60]]],
    ['sum(rate(requests_total[5m]))', [[{}, 10]]],
    [
      'sum by (pod) (rate(requests_total[5m]))',
      [
        [{ pod: 'a' }, 5],
        [{ pod: 'b' }, 5],
      ],
    ],
    [
      'sum(rate(requests_total[5m])) without (pod)',
      [
        [{ code: '200' }, 9],
        [{ code: '500' }, 1],
      ],
    ],
    ['count(requests_total{code=~"2.."})', [[{}, 2]]],
    ['max(rate(requests_total{code!="500"}[1m])) > 4', [[{}, 5]]],
    ['sum(rate(requests_total{code="500"}[5m])) / sum(rate(requests_total[5m]))', [[{}, 0.1]]],
    ['histogram_quantile(.5, latency_bucket)', [[{}, 0.1]]],
    ['histogram_quantile(0.7, sum by (le) (latency_bucket))', [[{}, 0.15]]],
    ['histogram_quantile(0.99, latency_bucket)', [[{}, 0.2]]],
    ['avg_over_time(up[5m]) == 1', [[{ job: 'x' }, 1]]],
    ['{__name__="up"}', [[{ __name__: 'up', job: 'x' }, 1]]],
    ['abs(0 - up)', [[{ job: 'x' }, 1]]],
  ];
  for (const [query, expected] of cases) test(query, () => assert.deepEqual(result(query), expected));

  const wrong = ['', 'sum(', 'up{job=}', 'nope(up)', 'up)', '§'];
  for (const query of wrong) test(`refuses "${query}"`, () => assert.throws(() => result(query), QueryError));
});

suite('the series of the demo world', () => {
  const bornMs = Date.UTC(2026, 10, 24);
  const world = allSeries(bornMs);
  const value = (query: string, timeMs: number) => {
    const outcome = evaluate(parseQuery(query), world, timeMs);
    return typeof outcome === 'number' ? outcome : (outcome[0]?.value ?? Number.NaN);
  };

  test('one feature drifts and another does not', () => {
    const mean = (feature: string, timeMs: number) =>
      value(`avg_over_time(model_feature_mean{feature="${feature}"}[10m])`, timeMs);
    const before = bornMs - 3 * 86_400_000;
    assert.ok(mean('income', bornMs) > mean('income', before) * 1.15);
    assert.ok(Math.abs(mean('age', bornMs) / mean('age', before) - 1) < 0.05);
    assert.ok(value('model_feature_psi{feature="income"}', bornMs) > 0.25);
    assert.ok(value('model_feature_psi{feature="age"}', bornMs) < 0.1);
  });

  test('requests come at their rate, errors are few', () => {
    const rate = value('sum(rate(:tensorflow:serving:request_count{model_name="churn"}[1h]))', bornMs);
    assert.ok(rate > 5 && rate < 20, String(rate));
    const errors = value(
      'sum(rate(:tensorflow:serving:request_count{status!="OK"}[1h])) / sum(rate(:tensorflow:serving:request_count[1h]))',
      bornMs,
    );
    assert.ok(errors > 0.01 && errors < 0.03, String(errors));
  });

  test('counters never fall', () => {
    const bucket = 'model_feature_value_bucket{feature="income",le="50000"}';
    const values = Array.from({ length: 50 }, (_, step) => value(bucket, bornMs + step * 97_000));
    assert.ok(values.every((one, index) => index === 0 || one >= (values[index - 1] ?? 0)));
  });
});
