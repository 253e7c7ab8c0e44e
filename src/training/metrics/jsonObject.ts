import type { LineFormat, MetricReading } from './metricReading.ts';
import { keepMetrics, type NamedValue } from './namedValues.ts';
import { parseNumber } from './number.ts';
import type { RunPosition } from './position.ts';

const stepNames = new Set([
  'step',
  'global_step',
  'globalstep',
  'iteration',
  'iter',
  'train_step',
  '_step',
  'steps',
]);
const epochNames = new Set(['epoch', 'train_epoch', 'current_epoch']);
const settingNames = new Set([
  'config',
  'args',
  'hparams',
  'params',
  'parameters',
  'hyperparameters',
  'model',
]);
const transparentNames = new Set(['metrics', 'metric', 'scalars', 'logs', 'values', 'data']);
const deepest = 4;

/** A JSON object on a line of its own, perhaps behind a prefix: `{"step": 10, "loss": 0.5}`; text numbers count. */
export const jsonObject: LineFormat = {
  name: 'JSON lines',
  read(line) {
    const start = line.search(/\{\s*"/);
    const end = line.lastIndexOf('}');
    if (start < 0 || end < start || line.slice(end + 1).trim() !== '') return undefined;
    const value = parseObject(line.slice(start, end + 1));
    return value && readFields(value);
  },
};

/** Reads step, epoch and metrics out of a parsed object: numeric leaves, nested ones named by their path. */
export function readFields(fields: Readonly<Record<string, unknown>>): MetricReading {
  const found: NamedValue[] = [];
  collect(fields, '', found);
  return keepMetrics(found, positionOf(fields));
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    // Python writes NaN and Infinity into its JSON, which the standard does not know.
    const value: unknown = JSON.parse(
      text.replace(/([:,[]\s{0,4})(-?(?:NaN|Infinity))(?=\s{0,4}[,}\]])/g, '$1"$2"'),
    );
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function positionOf(fields: Readonly<Record<string, unknown>>): RunPosition {
  let position: RunPosition = {};
  for (const [key, raw] of Object.entries(fields)) {
    const value = numberOf(raw);
    const name = key.toLowerCase().split('/').at(-1) ?? '';
    if (value === undefined || !Number.isFinite(value)) continue;
    if (stepNames.has(name) && position.step === undefined) position = { ...position, step: value };
    if (epochNames.has(name) && position.epoch === undefined) position = { ...position, epoch: value };
  }
  return position;
}

function collect(
  fields: Readonly<Record<string, unknown>>,
  path: string,
  into: NamedValue[],
  depth = 0,
): void {
  for (const [key, raw] of Object.entries(fields)) {
    if (settingNames.has(key.toLowerCase())) continue;
    const value = numberOf(raw);
    if (value !== undefined) into.push([path + key, value]);
    else if (typeof raw === 'object' && raw !== null && !Array.isArray(raw) && depth < deepest) {
      const next = transparentNames.has(key.toLowerCase()) ? path : `${path}${key}.`;
      collect(raw as Record<string, unknown>, next, into, depth + 1);
    }
  }
}

function numberOf(raw: unknown): number | undefined {
  if (typeof raw === 'number') return raw;
  return typeof raw === 'string' ? parseNumber(raw.trim()) : undefined;
}
