import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { entryOf } from '../../syntax/lookup.ts';
import type { Entry, MapNode, ScalarNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';
import { goDurationMs } from './durations.ts';
import { given } from './given.ts';
import { perhapsMendedBy, rename } from './mend.ts';

/** What Knative's webhook wants of autoscaling annotations, on revision templates and on services of KServe. */
export const knativeAutoscalingRules: RuleSet = {
  facts: [
    {
      id: 'knative/autoscaling',
      severity: 'error',
      summary: 'Autoscaling annotations hold numbers, durations and words that Knative takes.',
      why: 'The webhook refuses a revision with others.',
    },
    {
      id: 'knative/autoscaling-unknown',
      severity: 'warning',
      summary: 'Annotations that begin with autoscaling.knative.dev are ones that Knative reads.',
      why: 'An unknown one is ignored, so the setting has no effect.',
    },
    {
      id: 'knative/autoscaling-place',
      severity: 'error',
      summary: 'Autoscaling annotations stand on the revision template.',
      why: 'The webhook refuses them on the service itself, where nothing would read them.',
    },
  ],
};

const prefix = 'autoscaling.knative.dev/';

/** Spellings of before 1.0 that are still read. */
const olderNames: Readonly<Record<string, string>> = {
  minScale: 'min-scale',
  maxScale: 'max-scale',
  initialScale: 'initial-scale',
  scaleDownDelay: 'scale-down-delay',
  scaleToZeroPodRetentionPeriod: 'scale-to-zero-pod-retention-period',
  targetUtilizationPercentage: 'target-utilization-percentage',
  targetBurstCapacity: 'target-burst-capacity',
  panicWindowPercentage: 'panic-window-percentage',
  panicThresholdPercentage: 'panic-threshold-percentage',
  metricAggregationAlgorithm: 'metric-aggregation-algorithm',
};

type Judge = (value: ScalarNode, report: Report) => void;

const hour = 3_600_000;
const bounds: Readonly<Record<string, Judge>> = {
  'min-scale': count,
  'max-scale': count,
  'initial-scale': count,
  'activation-scale': count,
  target: number(0.01, Number.POSITIVE_INFINITY),
  'target-utilization-percentage': number(1, 100),
  'panic-window-percentage': number(1, 100),
  'panic-threshold-percentage': number(110, 1000),
  'target-burst-capacity': burst,
  window: duration(6000, hour),
  'scale-down-delay': duration(0, hour),
  'scale-to-zero-pod-retention-period': duration(0, hour),
  class: klass,
  metric: () => undefined,
  'metric-aggregation-algorithm': () => undefined,
};

/** Judges the autoscaling annotations of a map of annotations. */
export function judgeAutoscaling(annotations: MapNode | undefined, report: Report): void {
  if (annotations === undefined) return;
  for (const entry of annotations.entries) {
    if (!entry.name.startsWith(prefix) || entry.isMerged) continue;
    const name = entry.name.slice(prefix.length);
    const judge = bounds[olderNames[name] ?? name];
    if (judge === undefined) reportUnknown(entry, name, report);
    else if (entry.value.kind === 'scalar' && !isPlaceholder(entry.value)) judge(entry.value, report);
  }
  judgeMinMax(annotations, report);
  judgeMetric(annotations, report);
}

function reportUnknown(entry: Entry, name: string, report: Report): void {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '');
  const meant = Object.keys(bounds).find(known => plain(known) === plain(name));
  const details = meant === undefined ? {} : perhapsMendedBy(() => rename(entry.key, `${prefix}${meant}`));
  report(
    'knative/autoscaling-unknown',
    entry.key,
    say`Knative reads no annotation ${entry.name}, so it has no effect.`,
    details,
  );
}

function count(value: ScalarNode, report: Report): void {
  const known = /^\d{1,10}$/.test(value.text) && Number(value.text) <= 2_147_483_647;
  if (!known)
    report(
      'knative/autoscaling',
      value,
      say`${value.text} is no count of pods; write a whole number from 0.`,
    );
}

function number(least: number, most: number): Judge {
  return (value, report) => {
    const is = Number(value.text);
    if (value.text.trim() === '' || Number.isNaN(is))
      report('knative/autoscaling', value, say`${value.text} is no number.`);
    else if (is < least)
      report('knative/autoscaling', value, say`${value.text} is too small; the least is ${least}.`);
    else if (is > most)
      report('knative/autoscaling', value, say`${value.text} is too large; the most is ${most}.`);
  };
}

function burst(value: ScalarNode, report: Report): void {
  const is = Number(value.text);
  if (Number.isNaN(is) || (is < 0 && is !== -1))
    report(
      'knative/autoscaling',
      value,
      say`${value.text} is no burst capacity; write a number from 0, or -1 for no limit.`,
    );
}

function duration(leastMs: number, mostMs: number): Judge {
  return (value, report) => {
    const ms = goDurationMs(value.text);
    if (ms === undefined)
      report('knative/autoscaling', value, say`${value.text} is no duration; write it as 90s or 5m.`);
    else if (ms < leastMs || ms > mostMs)
      report(
        'knative/autoscaling',
        value,
        say`${value.text} lies outside ${leastMs / 1000}s to ${mostMs / 1000}s.`,
      );
    else if (ms % 1000 !== 0)
      report(
        'knative/autoscaling',
        value,
        say`${value.text} is more precise than the seconds that Knative takes.`,
      );
  };
}

function klass(value: ScalarNode, report: Report): void {
  const isOwn = value.text.endsWith('autoscaling.knative.dev');
  if (isOwn && !/^(?:kpa|hpa)\.autoscaling\.knative\.dev$/.test(value.text))
    report(
      'knative/autoscaling',
      value,
      say`Knative has no autoscaler ${value.text}; write kpa.autoscaling.knative.dev or hpa.autoscaling.knative.dev.`,
    );
}

function settingOf(annotations: MapNode, name: string): ScalarNode | undefined {
  const older = Object.keys(olderNames).find(key => olderNames[key] === name);
  const value = given(annotations, `${prefix}${name}`) ?? given(annotations, `${prefix}${older ?? name}`);
  return value?.kind === 'scalar' ? value : undefined;
}

function judgeMinMax(annotations: MapNode, report: Report): void {
  const least = settingOf(annotations, 'min-scale');
  const most = settingOf(annotations, 'max-scale');
  if (least === undefined || most === undefined || Number(most.text) === 0) return;
  if (Number(most.text) < Number(least.text))
    report('knative/autoscaling', most, say`max-scale (${most.text}) is below min-scale (${least.text}).`);
}

function judgeMetric(annotations: MapNode, report: Report): void {
  const metric = settingOf(annotations, 'metric');
  const own = settingOf(annotations, 'class')?.text ?? 'kpa.autoscaling.knative.dev';
  if (metric === undefined || isPlaceholder(metric)) return;
  if (own === 'kpa.autoscaling.knative.dev' && !['concurrency', 'rps'].includes(metric.text))
    report(
      'knative/autoscaling',
      metric,
      say`Knative's own autoscaler counts concurrency or rps, not ${metric.text}; that needs the class hpa.autoscaling.knative.dev.`,
    );
}

/** Reports autoscaling annotations where Knative refuses them: on anything but the revision template. */
export function judgeMisplaced(metadata: MapNode | undefined, report: Report): void {
  const annotations = entryOf(metadata, 'annotations')?.value;
  if (annotations?.kind !== 'map') return;
  for (const entry of annotations.entries)
    if (entry.name.startsWith(prefix))
      report(
        'knative/autoscaling-place',
        entry.key,
        say`Autoscaling annotations belong to spec.template.metadata.annotations; Knative refuses them here.`,
      );
}
