import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { judgeArguments } from './analysisArguments.ts';
import { goDurationMs } from './durations.ts';
import { given, givenAmong, givenEntry, mapsAt, repeatsAmong, wholeNumber } from './given.ts';
import { perhapsMendedBy, removeField, repeating } from './mend.ts';
import { judgePodResources } from './podResources.ts';
import { judgeQuery } from './queries.ts';

/** What Argo Rollouts refuses in analyses (utils/analysis, ValidateMetrics, and the metric providers). */
export const analysisRules: RuleSet = {
  facts: [
    {
      id: 'rollouts/metrics',
      severity: 'error',
      summary: 'An analysis has metrics, each with a name of its own.',
      why: 'The controller ends an AnalysisRun in error that has none, or a name twice.',
    },
    {
      id: 'rollouts/provider',
      severity: 'error',
      summary: 'A metric has exactly one provider.',
      why: 'The controller ends the AnalysisRun in error.',
    },
    {
      id: 'rollouts/measurements',
      severity: 'error',
      summary: 'Count, interval, delay and limits of a metric fit together.',
      why: 'The controller refuses a count below its limits, several measurements without an interval, negative limits and broken durations.',
    },
    {
      id: 'rollouts/web-metric',
      severity: 'error',
      summary: 'A web metric sends one body at most, with POST or PUT.',
      why: 'The provider refuses the measurement.',
    },
    {
      id: 'rollouts/metric-name',
      severity: 'error',
      summary: 'dryRun and measurementRetention name metrics of the analysis.',
      why: 'The controller cannot start an AnalysisRun whose rule matches no metric.',
    },
  ],
  kinds: {
    'argoproj.io/AnalysisTemplate': judge,
    'argoproj.io/ClusterAnalysisTemplate': judge,
    'argoproj.io/AnalysisRun': judge,
  },
};

function judge(object: ManifestObject, report: Report): void {
  const spec = mapAt(object.node, 'spec');
  if (spec === undefined) return;
  const metrics = mapsAt(spec, 'metrics');
  const list = given(spec, 'metrics');
  if (metrics.length === 0 && mapsAt(spec, 'templates').length === 0)
    report(
      'rollouts/metrics',
      list ?? spec,
      say`An analysis without metrics measures nothing.`,
      list === undefined ? { missing: 'metrics' } : {},
    );
  const names = metrics.map(metric => scalarOf(metric, 'name'));
  for (const { again, first } of repeatsAmong(names))
    report('rollouts/metrics', again, say`The metric name ${again.text} is used twice.`, repeating(first));
  for (const metric of metrics) judgeMetric(metric, report);
  judgeNamedMetrics(spec, names, report);
  judgeArguments(object, report);
}

function scalarOf(node: MapNode | undefined, name: string): ScalarNode | undefined {
  const value = given(node, name);
  return value?.kind === 'scalar' ? value : undefined;
}

function judgeMetric(metric: MapNode, report: Report): void {
  judgeMeasurements(metric, report);
  const provider = mapAt(metric, 'provider');
  if (provider === undefined) return;
  const found = givenAmong(
    provider,
    provider.entries.map(entry => entry.name),
  );
  const [, second] = found;
  if (found.length === 0)
    report('rollouts/provider', provider, say`A metric needs a provider, such as prometheus, web or job.`);
  if (second !== undefined)
    report(
      'rollouts/provider',
      second.key,
      say`A metric asks one provider; make two metrics of it.`,
      perhapsMendedBy(() => removeField(second.key)),
    );
  const query = given(provider, 'prometheus', 'query');
  if (query?.kind === 'scalar') judgeQuery(query, 'warning', report);
  judgePodResources(mapAt(provider, 'job', 'spec', 'template', 'spec'), report);
  const web = mapAt(provider, 'web');
  if (web !== undefined) judgeWeb(web, report);
}

function judgeWeb(web: MapNode, report: Report): void {
  const [first, second] = givenAmong(web, ['body', 'jsonBody']);
  if (first === undefined) return;
  if (second !== undefined)
    report(
      'rollouts/web-metric',
      second.key,
      say`body and jsonBody exclude each other.`,
      perhapsMendedBy(() => removeField(second.key)),
    );
  const method = scalarOf(web, 'method');
  if (method === undefined || !['POST', 'PUT'].includes(method.text))
    report('rollouts/web-metric', first.key, say`A body is sent with the method POST or PUT only.`);
}

function judgeMeasurements(metric: MapNode, report: Report): void {
  for (const name of ['interval', 'initialDelay']) {
    const value = scalarOf(metric, name);
    if (typeof value?.value !== 'string' || value.text === '' || isPlaceholder(value)) continue;
    if (goDurationMs(value.text) === undefined)
      report('rollouts/measurements', value, say`${value.text} is no duration; write it as 30s or 5m.`);
  }
  const count = wholeNumber(given(metric, 'count')) ?? 0;
  judgeLimits(metric, count, report);
  if (count > 1 && (scalarOf(metric, 'interval')?.text ?? '') === '')
    report('rollouts/measurements', metric, say`${count} measurements need an interval between them.`, {
      missing: 'interval',
    });
}

function judgeLimits(metric: MapNode, count: number, report: Report): void {
  for (const name of ['failureLimit', 'inconclusiveLimit', 'consecutiveErrorLimit']) {
    const value = scalarOf(metric, name);
    const limit = wholeNumber(value);
    if (value === undefined || limit === undefined) continue;
    const isNegative = limit < 0 && !(name === 'failureLimit' && limit === -1);
    if (isNegative) report('rollouts/measurements', value, say`${name} cannot be negative.`);
    else if (name !== 'consecutiveErrorLimit' && count > 0 && count < limit)
      report(
        'rollouts/measurements',
        value,
        say`${name} is ${limit}, but only ${count} measurements are made.`,
      );
  }
}

function judgeNamedMetrics(spec: MapNode, names: readonly (ScalarNode | undefined)[], report: Report): void {
  if (names.some(name => name === undefined || isPlaceholder(name)) || mapsAt(spec, 'templates').length > 0)
    return;
  for (const list of ['dryRun', 'measurementRetention'])
    for (const item of mapsAt(spec, list)) {
      const wanted = givenEntry(item, 'metricName')?.value;
      // The name is a regular expression; only one that is plain text can be judged without running it.
      if (wanted?.kind !== 'scalar' || typeof wanted.value !== 'string' || !/^[\w-]+$/.test(wanted.text))
        continue;
      if (!names.some(name => name?.text.includes(wanted.text)))
        report('rollouts/metric-name', wanted, say`No metric of this analysis is called ${wanted.text}.`);
    }
}
