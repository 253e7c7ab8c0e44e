import { type LineFormat, noMetrics } from './metricReading.ts';
import { toReading } from './namedValues.ts';
import { numberPattern, parseNumber } from './number.ts';

const row = /^\s{0,8}(\d{1,9}):\t(?=learn|test|best|total)/;
const cell = new RegExp(
  String.raw`^(learn|test\d{0,3}|best|passed)(?::(\S{1,60}))?:\s?(${numberPattern})(?=\s|$)`,
  'i',
);
const summary = new RegExp(String.raw`^(bestTest) = (${numberPattern})\s*$`, 'i');

/** CatBoost `12:⇥learn: 0.69⇥test: 0.70⇥best: 0.70 (12)⇥total: 1.2s⇥remaining: 3s`, and its `bestTest = …`. */
export const catboost: LineFormat = {
  name: 'CatBoost',
  read(line) {
    const step = row.exec(line)?.[1];
    if (step === undefined) return readSummary(line);
    const metrics = new Map<string, number>();
    for (const part of line.split('\t')) {
      const [, name, set, text] = cell.exec(part) ?? [];
      const value = parseNumber(text ?? '');
      if (name !== undefined && value !== undefined && name !== 'passed') {
        metrics.set(set === undefined ? name : `${name}:${set}`, value);
      }
    }
    return toReading(metrics, { step: Number(step) });
  },
};

function readSummary(line: string) {
  const [, name, text] = summary.exec(line) ?? [];
  const value = parseNumber(text ?? '');
  if (name !== undefined && value !== undefined) return toReading(new Map([[name, value]]));
  return line.startsWith('Learning rate set to ') ? noMetrics() : undefined;
}
