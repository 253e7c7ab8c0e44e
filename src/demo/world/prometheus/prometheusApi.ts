import type { Backend, BackendAnswer } from '../../http/serviceProxy.ts';
import { evaluate, type Outcome, select } from './evaluate.ts';
import { type Expression, parseQuery, QueryError } from './promql.ts';
import { allSeries, metrics, type Series } from './series.ts';

/** As many points a range query may have, as in the real one. */
const mostPoints = 11_000;

/** Answers Prometheus's HTTP API over the series of the demo world, which begin to drift before `bornMs`. */
export function prometheusBackend(bornMs: number, now: () => number): Backend {
  const series = allSeries(bornMs);
  return async (exchange, path) => {
    const parameters = new URLSearchParams(exchange.url.search);
    if (exchange.method === 'POST') {
      for (const [name, value] of new URLSearchParams(await exchange.bodyText()))
        parameters.append(name, value);
    }
    try {
      return answer(path, parameters, series, now());
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      return json(400, { status: 'error', errorType: 'bad_data', error: error.message });
    }
  };
}

function answer(
  path: string,
  parameters: URLSearchParams,
  series: readonly Series[],
  nowMs: number,
): BackendAnswer {
  const query = () => parseQuery(parameters.get('query') ?? '');
  if (path === '/api/v1/query')
    return success(instant(query(), series, timeOf(parameters.get('time'), nowMs)));
  if (path === '/api/v1/query_range') return success(range(query(), series, parameters));
  if (path === '/api/v1/labels') return success(sorted(series.flatMap(one => Object.keys(one.labels))));
  const [, label] = /^\/api\/v1\/label\/([^/]+)\/values$/.exec(path) ?? [];
  if (label) return success(sorted(series.flatMap(one => one.labels[label] ?? [])));
  if (path === '/api/v1/series') return success(matching(parameters, series).map(one => one.labels));
  if (path === '/api/v1/metadata') return success(metadata(parameters.get('metric')));
  if (path === '/api/v1/status/buildinfo') return success({ version: '3.7.3' });
  if (path === '/-/ready' || path === '/-/healthy')
    return { code: 200, contentType: 'text/plain', body: 'Prometheus Server is Ready.\n' };
  return { code: 404, contentType: 'text/plain', body: '404 page not found\n' };
}

function instant(expression: Expression, series: readonly Series[], timeMs: number): object {
  const outcome = evaluate(expression, series, timeMs);
  if (typeof outcome === 'number') return { resultType: 'scalar', result: [timeMs / 1000, text(outcome)] };
  return {
    resultType: 'vector',
    result: outcome.map(({ labels, value }) => ({ metric: labels, value: [timeMs / 1000, text(value)] })),
  };
}

function range(expression: Expression, series: readonly Series[], parameters: URLSearchParams): object {
  const startMs = timeOf(parameters.get('start'), Number.NaN);
  const endMs = timeOf(parameters.get('end'), Number.NaN);
  const stepMs = stepOf(parameters.get('step') ?? '');
  if (!(endMs >= startMs))
    throw new QueryError('invalid parameter "end": end timestamp must not be before start time');
  if (!(stepMs > 0))
    throw new QueryError(
      'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  if ((endMs - startMs) / stepMs > mostPoints) {
    throw new QueryError(
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  }
  const rows = new Map<string, { metric: object; values: [number, string][] }>();
  for (let timeMs = startMs; timeMs <= endMs; timeMs += stepMs) {
    for (const { labels, value } of asSamples(evaluate(expression, series, timeMs))) {
      const key = JSON.stringify(labels);
      const row = rows.get(key) ?? { metric: labels, values: [] };
      row.values.push([timeMs / 1000, text(value)]);
      rows.set(key, row);
    }
  }
  return { resultType: 'matrix', result: [...rows.values()] };
}

function asSamples(outcome: Outcome) {
  return typeof outcome === 'number' ? [{ labels: {}, value: outcome }] : outcome;
}

function matching(parameters: URLSearchParams, series: readonly Series[]): readonly Series[] {
  return parameters.getAll('match[]').flatMap(text => {
    const expression = parseQuery(text);
    return expression.kind === 'selector' ? select(series, expression.matchers) : [];
  });
}

function metadata(metric: string | null): object {
  const wanted = metric ? metrics.filter(one => one.name === metric) : metrics;
  return Object.fromEntries(wanted.map(({ name, type, help }) => [name, [{ type, help, unit: '' }]]));
}

function sorted(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}

/** Unix seconds or RFC 3339. */
function timeOf(value: string | null, otherwise: number): number {
  if (!value) return otherwise;
  return /^[\d.]+$/.test(value) ? Number(value) * 1000 : Date.parse(value);
}

/** Seconds, or a duration as `30s`. */
function stepOf(value: string): number {
  if (/^[\d.]+$/.test(value)) return Number(value) * 1000;
  const [, count = '0', unit = ''] = /^(\d+)([smhd])$/.exec(value) ?? [];
  return Number(count) * ({ s: 1e3, m: 6e4, h: 36e5, d: 864e5 }[unit] ?? Number.NaN);
}

/** Values travel as text, the special ones by their Go names. */
function text(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  return String(value);
}

function success(data: unknown): BackendAnswer {
  return json(200, { status: 'success', data });
}

function json(code: number, body: unknown): BackendAnswer {
  return { code, contentType: 'application/json', body: JSON.stringify(body) };
}
