import { hasForbiddenWord, judgeName } from './metricName.ts';
import { type LineFormat, type LineMemory, noMetrics } from './metricReading.ts';
import { toReading } from './namedValues.ts';
import { parseNumber } from './number.ts';
import type { RunPosition } from './position.ts';

const heading = /^\s{0,8}(?:\[[^\]]{1,60}\][: ]{1,2})?Epoch (\d{1,9})\/\d{1,9}\s{0,8}$/;
// The bar is drawn with `=>.` (up to 2.15) or with box characters (3); verbose 2 has none. A count of samples
// instead of steps is how TensorFlow 1 and 2.0 print it.
const progress =
  /(?:^|\s)(\d{1,12})\/(\d{1,12}) (?:\[[=>.]{1,120}\]|[━ ]{1,120}|-)(?= ?-? ?(?:ETA: )?[\d:]{1,12}(?:[smhdu]|\b))/;
const identifier = /^[A-Za-z_][\w@./]{0,79}$/;

/** Keras's progress lines, all generations: `32/1875 [>....] - ETA: 1:23 - loss: 0.28 - accuracy: 0.91`. */
export const keras: LineFormat = {
  name: 'Keras',
  read(line, memory) {
    const epoch = heading.exec(line)?.[1];
    if (epoch !== undefined) {
      memory.epoch = Number(epoch);
      memory.progress = undefined;
      return noMetrics();
    }
    const bar = progress.exec(line);
    if (!bar) return undefined;
    const done = Number(bar[1]);
    const total = Number(bar[2]);
    const position = { step: done, stepsInEpoch: total, ...epochOf(memory, done, total) };
    return toReading(valuesOf(line.slice(bar.index + bar[0].length), memory, done === total), position);
  },
};

/**
 * The epoch of the heading above holds until its bar is full; what follows a full bar without a new heading, or
 * has another total, is an evaluation outside the epochs.
 */
function epochOf(memory: LineMemory, done: number, total: number): RunPosition {
  const { epoch, progress: last } = memory;
  if (epoch === undefined) return {};
  if (last && (last.total !== total || (last.done === last.total && done < total))) {
    memory.epoch = undefined;
    return {};
  }
  memory.progress = { done, total };
  return { epoch };
}

function valuesOf(tail: string, memory: LineMemory, isLastStep: boolean): ReadonlyMap<string, number> {
  const metrics = new Map<string, number>();
  const isFirstLook = memory.knownNames.size === 0;
  for (const part of tail.split(' - ')) {
    const colon = part.lastIndexOf(': ');
    const name = part.slice(0, colon).trim();
    const value = parseNumber(part.slice(colon + 2).trim());
    if (colon < 1 || value === undefined || !identifier.test(name) || name === 'ETA') continue;
    // A terminal's overwriting leaves debris such as `looss: 0.67`: an unknown word is a metric only where a
    // training shows its names for the first time, which is its first line, or its last one for val_ names.
    const isMetric = judgeName(name) !== 'no' || memory.knownNames.has(name) || isFirstLook || isLastStep;
    if (!isMetric || (hasForbiddenWord(name) && judgeName(name) === 'no' && !isFirstLook)) continue;
    memory.knownNames.add(name);
    metrics.set(name, value);
  }
  return metrics;
}
