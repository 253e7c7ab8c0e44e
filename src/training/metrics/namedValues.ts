import { isEvaluationName, judgeName } from './metricName.ts';
import { type MetricReading, noMetrics } from './metricReading.ts';
import type { RunPosition } from './position.ts';

/** A name and its number, as found in a line and not judged yet. */
export type NamedValue = readonly [name: string, value: number];

/**
 * Keeps of what was found what is a metric: strong names always; weak ones (`lr`, `precision`) only beside a strong
 * one or where the line tells a step or an epoch, since alone they are settings; names that start like an
 * evaluation's under the same condition.
 */
export function keepMetrics(found: readonly NamedValue[], position: RunPosition): MetricReading {
  const verdicts = found.map(([name]) => judgeName(name));
  const isInCompany =
    verdicts.includes('strong') || position.step !== undefined || position.epoch !== undefined;
  const metrics = new Map<string, number>();
  found.forEach(([name, value], index) => {
    const isKept =
      verdicts[index] === 'strong' || (isInCompany && (verdicts[index] === 'weak' || isEvaluationName(name)));
    if (isKept) metrics.set(name, value);
  });
  return toReading(metrics, position);
}

/** Puts values and position together; without values it is a line that says nothing. */
export function toReading(metrics: ReadonlyMap<string, number>, position: RunPosition = {}): MetricReading {
  return metrics.size === 0 ? noMetrics() : { metrics, ...position };
}
