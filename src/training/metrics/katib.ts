import type { LineFormat } from './metricReading.ts';
import { toReading } from './namedValues.ts';
import { numberPattern, parseNumber } from './number.ts';

const pair = new RegExp(
  String.raw`\{metricName: ([\w|./@-]{1,80}),\s?metricValue: (${numberPattern})\}`,
  'gi',
);

/** Katib's own notation, `{metricName: accuracy, metricValue: 0.98}`, any number of times on a line. */
export const katib: LineFormat = {
  name: 'Katib',
  read(line) {
    if (!line.includes('{metricName: ')) return undefined;
    const metrics = new Map<string, number>();
    for (const [, name, text] of line.matchAll(pair)) {
      const value = parseNumber(text ?? '');
      if (name !== undefined && value !== undefined) metrics.set(name, value);
    }
    return toReading(metrics);
  },
};
