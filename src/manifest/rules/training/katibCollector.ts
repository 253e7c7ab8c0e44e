import type { Report } from '../../rule.ts';
import { say } from '../../say.ts';
import { entryOf, itemsAt, mapAt } from '../../syntax/lookup.ts';
import type { MapNode } from '../../syntax/node.ts';
import { facts, given, givenScalar, givenText } from '../core/reading.ts';
import { checkWord } from './bounds.ts';

export const collectorFacts = [
  facts(
    'katib/metrics-collector',
    'error',
    'How metrics are collected is not said completely.',
    'Each kind of collector needs its source: a file, a directory or an address; the webhook refuses one without.',
  ),
] as const;

const kinds = ['StdOut', 'File', 'TensorFlowEvent', 'PrometheusMetric', 'Custom', 'Push', 'None'];

/** Judges `metricsCollectorSpec`; without one, Katib reads what the main container prints. */
export function checkMetricsCollector(spec: MapNode | undefined, report: Report): void {
  if (spec === undefined) return;
  const collector = mapAt(spec, 'collector');
  const source = mapAt(spec, 'source');
  checkWord(collector, 'kind', kinds, ['katib/metrics-collector', report]);
  const kind = givenText(collector, 'kind');
  if (kind === 'File' || kind === 'TensorFlowEvent') checkPath(source, kind, report);
  if (kind === 'PrometheusMetric') checkAddress(mapAt(source, 'httpGet'), report);
  if (kind === 'Custom' && collector !== undefined && given(collector, 'customCollector') === undefined)
    report('katib/metrics-collector', collector, say`The container of the collector is missing.`, {
      missing: 'customCollector',
    });
  for (const format of itemsAt(source, 'filter', 'metricsFormat'))
    if (format.kind === 'scalar' && (format.text.match(/\(/g) ?? []).length < 2)
      report(
        'katib/metrics-collector',
        format,
        say`The expression needs two groups: one for the name of a metric and one for its value.`,
      );
}

// Katib fills in a path for both kinds where the source is left out, so only what is written can be wrong.
function checkPath(source: MapNode | undefined, kind: string, report: Report): void {
  const place = mapAt(source, 'fileSystemPath');
  if (source === undefined || place === undefined) return;
  const wanted = kind === 'File' ? 'File' : 'Directory';
  const written = givenScalar(place, 'kind');
  if (written !== undefined && written.text !== wanted)
    report('katib/metrics-collector', written, say`A collector of kind ${kind} reads a ${wanted}.`);
  const path = givenScalar(place, 'path');
  if (path !== undefined && !path.text.startsWith('/'))
    report('katib/metrics-collector', path, say`The path must be absolute.`);
  const format = entryOf(place, 'format');
  if (kind === 'TensorFlowEvent' && format !== undefined && given(place, 'format') !== undefined)
    report('katib/metrics-collector', format.key, say`Event files have their own format; leave it out.`);
  if (kind === 'File') checkWord(place, 'format', ['TEXT', 'JSON'], ['katib/metrics-collector', report]);
  const filter = entryOf(source, 'filter');
  if (givenText(place, 'format') === 'JSON' && filter !== undefined)
    report('katib/metrics-collector', filter.key, say`A filter is for text; JSON needs none.`);
}

function checkAddress(get: MapNode | undefined, report: Report): void {
  if (get === undefined) return;
  const port = givenScalar(get, 'port');
  if (port !== undefined && !/^[1-9]\d*$/.test(port.text))
    report('katib/metrics-collector', port, say`The port must be a number above 0.`);
  const path = givenScalar(get, 'path');
  if (path !== undefined && !path.text.startsWith('/'))
    report('katib/metrics-collector', path, say`The path must begin with a slash.`);
}
