import { judgeName } from './metricName.ts';
import { type LineFormat, noMetrics } from './metricReading.ts';
import { toReading } from './namedValues.ts';
import { parseNumber } from './number.ts';

const heading = /\biteration\s{1,12}(\d{1,15})(?:\s{0,4}\/\s{0,12}\d{1,15})?\s{0,4}\|/;
const perStage = /^time \(ms\)|\bmemory \(MB\)/;

/**
 * Megatron-LM's line: ` iteration  10/ 100 | … | lm loss: 1.05E+01 | grad norm: 1.234 | …`, and its validation line.
 * A pager may have broken it over several lines: what stands whole between two bars is read, the step only where
 * it stands. The loss scale belongs to the run and is kept, unlike in other formats.
 */
export const megatron: LineFormat = {
  name: 'Megatron-LM',
  read(line) {
    const step = heading.exec(line)?.[1];
    const isPart = step !== undefined || /\|\s?(?:lm loss|grad norm|number of (?:nan|skipped))\b/.test(line);
    if (!isPart) return perStage.test(line) ? noMetrics() : undefined;
    const metrics = new Map<string, number>();
    for (const cell of line.split('|')) {
      const colon = cell.indexOf(':');
      const name = cell.slice(0, colon).trim();
      const value = parseNumber(cell.slice(colon + 1).trim());
      if (colon > 0 && value !== undefined && isMetric(name)) metrics.set(name, value);
    }
    return toReading(metrics, step === undefined ? {} : { step: Number(step) });
  },
};

function isMetric(name: string): boolean {
  return name === 'loss scale' || judgeName(name) !== 'no';
}
