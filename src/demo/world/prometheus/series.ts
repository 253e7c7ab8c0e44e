import { hashOf } from '../../random.ts';

/** One time series: its labels (with `__name__`) and its value at any moment. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  valueAt(timeMs: number): number;
}

export interface Metric {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
}

const dayS = 86_400;

/** More traffic at noon than at night: the number of requests since 1970 at a mean rate, exactly. */
function requestsBy(timeMs: number, perSecond: number): number {
  const seconds = timeMs / 1000;
  const swing = 0.4;
  const daily = (-Math.cos((2 * Math.PI * seconds) / dayS) * swing * dayS) / (2 * Math.PI);
  return perSecond * (seconds + daily);
}

function noise(timeMs: number, seed: string): number {
  return (hashOf(`${seed}/${Math.floor(timeMs / 15_000)}`) % 1000) / 1000 - 0.5;
}

const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1];

/** The part of requests that took at most `bound` seconds: exponential around a mean. */
const shareWithin = (bound: number, meanS: number) => 1 - Math.exp(-bound / meanS);

function histogram(
  name: string,
  labels: Record<string, string>,
  {
    perSecond,
    meanS,
    unit = 1,
  }: { readonly perSecond: number; readonly meanS: number; readonly unit?: number },
): readonly Series[] {
  const total = (timeMs: number) => requestsBy(timeMs, perSecond);
  return [
    ...bounds.map(bound => ({
      labels: { __name__: `${name}_bucket`, ...labels, le: String(bound * unit) },
      valueAt: (timeMs: number) => total(timeMs) * shareWithin(bound, meanS),
    })),
    { labels: { __name__: `${name}_bucket`, ...labels, le: '+Inf' }, valueAt: total },
    { labels: { __name__: `${name}_count`, ...labels }, valueAt: total },
    { labels: { __name__: `${name}_sum`, ...labels }, valueAt: timeMs => total(timeMs) * meanS * unit },
  ];
}

interface Feature {
  readonly name: string;
  readonly mean: number;
  readonly deviation: number;
  /** How many deviations the mean moves up in a day. */
  readonly driftPerDay: number;
  readonly edges: readonly number[];
}

const features: readonly Feature[] = [
  { name: 'age', mean: 41, deviation: 12, driftPerDay: 0, edges: [20, 25, 30, 35, 40, 45, 50, 55, 60, 70] },
  {
    name: 'income',
    mean: 52_000,
    deviation: 18_000,
    driftPerDay: 0.4,
    edges: [2e4, 3e4, 4e4, 5e4, 6e4, 7e4, 8e4, 9e4, 1.1e5],
  },
  { name: 'tenure', mean: 30, deviation: 14, driftPerDay: 0.05, edges: [6, 12, 18, 24, 30, 36, 42, 48, 60] },
];

/** The normal distribution function, by the logistic curve that is nearest to it (off by at most 0.01). */
const normalShare = (deviations: number) => 1 / (1 + Math.exp(-1.702 * deviations));

/** So many deviations has a feature moved; it began to two days before the world was first looked at. */
function shiftOf(feature: Feature, timeMs: number, bornMs: number): number {
  const days = (timeMs - (bornMs - 2 * dayS * 1000)) / (dayS * 1000);
  return Math.max(0, days) * feature.driftPerDay;
}

const countStepMs = 600_000;

/**
 * How many values of at most `edge` have been seen. A bucket only counts up: what came while the feature stood elsewhere
 * stays in it, so the count is added up step by step (and remembered, as steps do not change).
 */
function countBelow(feature: Feature, edge: number, bornMs: number): (timeMs: number) => number {
  const perSecond = 12;
  const startMs = bornMs - 4 * dayS * 1000;
  const counts = [0];
  const seen = (fromMs: number, toMs: number) => {
    const shift = shiftOf(feature, fromMs, bornMs);
    const share = normalShare((edge - feature.mean) / feature.deviation - shift);
    return (requestsBy(toMs, perSecond) - requestsBy(fromMs, perSecond)) * share;
  };
  return timeMs => {
    const step = Math.max(0, Math.floor((timeMs - startMs) / countStepMs));
    for (let next = counts.length; next <= step; next += 1) {
      const fromMs = startMs + (next - 1) * countStepMs;
      counts.push((counts[next - 1] ?? 0) + seen(fromMs, fromMs + countStepMs));
    }
    const fromMs = startMs + step * countStepMs;
    return (counts[step] ?? 0) + seen(fromMs, Math.max(fromMs, timeMs));
  };
}

function featureSeries(feature: Feature, bornMs: number): readonly Series[] {
  const labels = { namespace: 'models', model: 'churn', feature: feature.name };
  const meanAt = (timeMs: number) =>
    feature.mean +
    feature.deviation * (shiftOf(feature, timeMs, bornMs) + noise(timeMs, feature.name) * 0.06);
  return [
    { labels: { __name__: 'model_feature_mean', ...labels }, valueAt: meanAt },
    {
      labels: { __name__: 'model_feature_stddev', ...labels },
      valueAt: timeMs => feature.deviation * (1 + noise(timeMs, `${feature.name}-sd`) * 0.04),
    },
    {
      labels: { __name__: 'model_feature_psi', ...labels },
      valueAt: timeMs =>
        shiftOf(feature, timeMs, bornMs) ** 2 * 0.9 +
        0.01 +
        Math.abs(noise(timeMs, `${feature.name}-psi`)) * 0.01,
    },
    ...[...feature.edges, Number.POSITIVE_INFINITY].map(edge => ({
      labels: {
        __name__: 'model_feature_value_bucket',
        ...labels,
        le: edge === Number.POSITIVE_INFINITY ? '+Inf' : String(edge),
      },
      valueAt: countBelow(feature, edge, bornMs),
    })),
  ];
}

const gpuNodes = [
  ['gpu-a100-0', 4],
  ['gpu-a100-1', 4],
  ['gpu-shared-0', 1],
] as const;

function gpuSeries(): readonly Series[] {
  return gpuNodes.flatMap(([node, count]) =>
    Array.from({ length: count }, (_, gpu) => {
      const labels = {
        Hostname: node,
        gpu: String(gpu),
        modelName: node.includes('a100') ? 'NVIDIA A100-SXM4-80GB' : 'Tesla T4',
      };
      const base = gpu < 2 ? 82 : 5;
      const name = 'DCGM_FI_DEV_GPU_UTIL';
      const valueAt = (timeMs: number) =>
        Math.max(0, Math.min(100, base + noise(timeMs, `${node}${gpu}`) * 30));
      return { labels: { __name__: name, ...labels }, valueAt };
    }),
  );
}

/** All series of the demo's Prometheus. `bornMs` is when the world was first looked at. */
export function allSeries(bornMs: number): readonly Series[] {
  const counter = (name: string, labels: Record<string, string>, perSecond: number): Series => ({
    labels: { __name__: name, namespace: 'models', ...labels },
    valueAt: timeMs => requestsBy(timeMs, perSecond),
  });
  const served = { namespace: 'models', model_name: 'churn', API: 'predict', entrypoint: 'REST' };
  return [
    ...['prometheus', 'node-exporter', 'churn'].map(job => ({
      labels: { __name__: 'up', job },
      valueAt: () => 1,
    })),
    counter(':tensorflow:serving:request_count', { model_name: 'churn', status: 'OK' }, 11.8),
    counter(':tensorflow:serving:request_count', { model_name: 'churn', status: 'INTERNAL' }, 0.2),
    ...histogram(':tensorflow:serving:request_latency', served, { perSecond: 12, meanS: 0.03, unit: 1e6 }),
    ...histogram(
      'request_predict_seconds',
      { namespace: 'models', model_name: 'iris' },
      { perSecond: 4, meanS: 0.012 },
    ),
    ...histogram(
      'request_predict_seconds',
      { namespace: 'models', model_name: 'fraud' },
      { perSecond: 25, meanS: 0.045 },
    ),
    counter(
      'revision_app_request_count',
      { service_name: 'fraud-predictor', revision_name: 'fraud-predictor-00001', response_code_class: '2xx' },
      22.4,
    ),
    counter(
      'revision_app_request_count',
      { service_name: 'fraud-predictor', revision_name: 'fraud-predictor-00002', response_code_class: '2xx' },
      2.4,
    ),
    counter(
      'revision_app_request_count',
      { service_name: 'fraud-predictor', revision_name: 'fraud-predictor-00002', response_code_class: '5xx' },
      0.1,
    ),
    ...features.flatMap(feature => featureSeries(feature, bornMs)),
    ...gpuSeries(),
  ];
}

export const metrics: readonly Metric[] = [
  { name: 'up', type: 'gauge', help: 'Whether the last scrape of the target succeeded.' },
  { name: ':tensorflow:serving:request_count', type: 'counter', help: 'The total number of requests.' },
  {
    name: ':tensorflow:serving:request_latency',
    type: 'histogram',
    help: 'Latency of requests in microseconds.',
  },
  { name: 'request_predict_seconds', type: 'histogram', help: 'Latency of predictions.' },
  { name: 'revision_app_request_count', type: 'counter', help: 'Requests that reached the model.' },
  { name: 'model_feature_mean', type: 'gauge', help: 'Mean of a feature over the last minutes.' },
  {
    name: 'model_feature_stddev',
    type: 'gauge',
    help: 'Standard deviation of a feature over the last minutes.',
  },
  {
    name: 'model_feature_psi',
    type: 'gauge',
    help: 'Population stability index of a feature against its reference.',
  },
  { name: 'model_feature_value', type: 'histogram', help: 'Values of a feature.' },
  { name: 'DCGM_FI_DEV_GPU_UTIL', type: 'gauge', help: 'GPU utilization (in %).' },
];
