import { type Expression, type LabelMatcher, QueryError } from './promql.ts';
import type { Series } from './series.ts';

export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** A number, or a value for each of several label sets. */
export type Outcome = number | readonly Sample[];

/** Samples are taken this far apart when a function looks back over a range. */
const scrapeMs = 15_000;

/** Works an expression out at one moment. Throws {@link QueryError} for functions that it does not know. */
export function evaluate(expression: Expression, series: readonly Series[], timeMs: number): Outcome {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'selector':
      return select(series, expression.matchers).map(one => ({
        labels: one.labels,
        value: one.valueAt(timeMs),
      }));
    case 'aggregate':
      return aggregate(expression, asVector(evaluate(expression.of, series, timeMs)));
    case 'binary':
      return combine(
        expression.operator,
        evaluate(expression.left, series, timeMs),
        evaluate(expression.right, series, timeMs),
      );
    default:
      return call(expression, series, timeMs);
  }
}

/** The series that fit all matchers. */
export function select(series: readonly Series[], matchers: readonly LabelMatcher[]): readonly Series[] {
  return series.filter(one => matchers.every(matcher => fits(one.labels[matcher.label] ?? '', matcher)));
}

function fits(value: string, { operator, value: wanted }: LabelMatcher): boolean {
  if (operator === '=') return value === wanted;
  if (operator === '!=') return value !== wanted;
  const isMatch = new RegExp(`^(?:${wanted})$`).test(value);
  return operator === '=~' ? isMatch : !isMatch;
}

type RangeFunction = (values: readonly number[], rangeMs: number) => number;
const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const growth = (values: readonly number[]) => (values.at(-1) ?? 0) - (values[0] ?? 0);

const overRange: Readonly<Record<string, RangeFunction>> = {
  rate: (values, rangeMs) => growth(values) / (rangeMs / 1000),
  irate: (values, rangeMs) => growth(values) / (rangeMs / 1000),
  increase: growth,
  delta: growth,
  avg_over_time: average,
  min_over_time: values => Math.min(...values),
  max_over_time: values => Math.max(...values),
  sum_over_time: values => values.reduce((sum, value) => sum + value, 0),
  count_over_time: values => values.length,
  last_over_time: values => values.at(-1) ?? Number.NaN,
};

const ofNumbers: Readonly<Record<string, (value: number) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  round: Math.round,
  sqrt: Math.sqrt,
  ln: Math.log,
};

function call(
  { name, args }: Extract<Expression, { kind: 'call' }>,
  series: readonly Series[],
  timeMs: number,
): Outcome {
  const [first, second] = args;
  const ranged = overRange[name];
  if (ranged && first?.kind === 'selector' && first.rangeMs !== undefined) {
    const { rangeMs } = first;
    const count = Math.max(2, Math.floor(rangeMs / scrapeMs) + 1);
    return select(series, first.matchers).map(one => {
      const times = Array.from(
        { length: count },
        (_, index) => timeMs - rangeMs + (index * rangeMs) / (count - 1),
      );
      return {
        labels: withoutName(one.labels),
        value: ranged(
          times.map(time => one.valueAt(time)),
          rangeMs,
        ),
      };
    });
  }
  if (name === 'histogram_quantile' && first && second) {
    const quantile = evaluate(first, series, timeMs);
    return quantiles(Number(quantile), asVector(evaluate(second, series, timeMs)));
  }
  if (name === 'time') return timeMs / 1000;
  const plain = ofNumbers[name];
  if (!plain || !first)
    throw new QueryError(`1:1: parse error: unknown function with name ${JSON.stringify(name)}`);
  const value = evaluate(first, series, timeMs);
  if (typeof value === 'number') return plain(value);
  return value.map(sample => ({ labels: withoutName(sample.labels), value: plain(sample.value) }));
}

function aggregate(
  { name, labels, isWithout }: Extract<Expression, { kind: 'aggregate' }>,
  samples: readonly Sample[],
): readonly Sample[] {
  const groups = groupBy(samples, sample =>
    Object.fromEntries(
      Object.entries(withoutName(sample.labels)).filter(([label]) => labels.includes(label) !== isWithout),
    ),
  );
  return groups.map(({ labels: group, samples: members }) => {
    const values = members.map(sample => sample.value);
    const sum = values.reduce((total, value) => total + value, 0);
    const results: Readonly<Record<string, number>> = {
      sum,
      avg: sum / values.length,
      min: Math.min(...values),
      max: Math.max(...values),
      count: values.length,
    };
    return { labels: group, value: results[name] ?? Number.NaN };
  });
}

function groupBy(samples: readonly Sample[], labelsOf: (sample: Sample) => Labels) {
  const groups = new Map<string, { labels: Labels; samples: Sample[] }>();
  for (const sample of samples) {
    const labels = labelsOf(sample);
    const key = keyOf(labels);
    const group = groups.get(key) ?? { labels, samples: [] };
    group.samples.push(sample);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Linear between the bounds of the bucket that holds the quantile, as Prometheus does it. */
function quantiles(quantile: number, samples: readonly Sample[]): readonly Sample[] {
  const groups = groupBy(samples, ({ labels: { le: _, __name__: __, ...labels } }) => labels);
  return groups.map(({ labels, samples: members }) => {
    const buckets = members
      .map(({ labels: own, value }) => ({
        bound: own['le'] === '+Inf' ? Number.POSITIVE_INFINITY : Number(own['le']),
        value,
      }))
      .sort((a, b) => a.bound - b.bound);
    const rank = quantile * (buckets.at(-1)?.value ?? 0);
    const index = buckets.findIndex(bucket => bucket.value >= rank);
    const bucket = buckets[index];
    const below = buckets[index - 1] ?? { bound: 0, value: 0 };
    if (!bucket || rank === 0) return { labels, value: Number.NaN };
    if (bucket.bound === Number.POSITIVE_INFINITY) return { labels, value: below.bound };
    const part = (rank - below.value) / (bucket.value - below.value);
    return { labels, value: below.bound + (bucket.bound - below.bound) * part };
  });
}

const operations: Readonly<Record<string, (left: number, right: number) => number | undefined>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '>': (left, right) => (left > right ? left : undefined),
  '<': (left, right) => (left < right ? left : undefined),
  '>=': (left, right) => (left >= right ? left : undefined),
  '<=': (left, right) => (left <= right ? left : undefined),
  '==': (left, right) => (left === right ? left : undefined),
  '!=': (left, right) => (left !== right ? left : undefined),
};

/** Comparisons keep the samples for which they hold; vectors meet where their labels are the same. */
function combine(operator: string, left: Outcome, right: Outcome): Outcome {
  const operate = operations[operator] ?? (() => undefined);
  if (typeof left === 'number' && typeof right === 'number') return operate(left, right) ?? 0;
  if (typeof right === 'number') return each(asVector(left), value => operate(value, right));
  if (typeof left === 'number') return each(right, value => operate(left, value));
  const others = new Map(right.map(sample => [keyOf(withoutName(sample.labels)), sample.value]));
  return left.flatMap(sample => {
    const labels = withoutName(sample.labels);
    const other = others.get(keyOf(labels));
    const value = other === undefined ? undefined : operate(sample.value, other);
    return value === undefined ? [] : [{ labels, value }];
  });
}

function each(samples: readonly Sample[], change: (value: number) => number | undefined): readonly Sample[] {
  return samples.flatMap(sample => {
    const value = change(sample.value);
    return value === undefined ? [] : [{ labels: withoutName(sample.labels), value }];
  });
}

function asVector(outcome: Outcome): readonly Sample[] {
  return typeof outcome === 'number' ? [{ labels: {}, value: outcome }] : outcome;
}

function withoutName({ __name__: _, ...labels }: Labels): Labels {
  return labels;
}

function keyOf(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}
