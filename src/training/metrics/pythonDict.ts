import { readFields } from './jsonObject.ts';
import type { LineFormat } from './metricReading.ts';
import { numberPattern } from './number.ts';

const entry = new RegExp(
  String.raw`'([^'"{}:,]{1,80})'\s{0,4}:\s{0,4}(?:'(${numberPattern})'|(${numberPattern})|np\.float\d{0,3}\((${numberPattern})\))(?=\s{0,4}[,}])`,
  'gi',
);

/**
 * The dictionary that the Hugging Face Trainer prints: `{'loss': 0.5123, 'learning_rate': 4.8e-05, 'epoch': 0.42}`.
 * Newer versions print the numbers as quoted text. The line tells the epoch, never the step.
 */
export const pythonDict: LineFormat = {
  name: 'Hugging Face Trainer',
  read(line) {
    const start = line.indexOf("{'");
    const end = line.indexOf('}', start);
    if (start < 0 || end < 0) return undefined;
    const fields: Record<string, unknown> = Object.create(null);
    for (const [, name, quoted, bare, numpy] of line.slice(start, end + 1).matchAll(entry)) {
      if (name !== undefined) fields[name] = quoted ?? bare ?? numpy;
    }
    return Object.keys(fields).length === 0 ? undefined : readFields(fields);
  },
};
