import { announcement } from './announcement.ts';
import { boosting } from './boosting.ts';
import { catboost } from './catboost.ts';
import { updatesOf } from './cleanLine.ts';
import { deepSpeed } from './deepSpeed.ts';
import { flaml } from './flaml.ts';
import { jsonObject } from './jsonObject.ts';
import { katib } from './katib.ts';
import { keras } from './keras.ts';
import { LineSieve } from './lineSieve.ts';
import { megatron } from './megatron.ts';
import { emptyMemory, type LineFormat, type LineMemory, type MetricReading } from './metricReading.ts';
import { nameValue } from './nameValue.ts';
import { progressBar } from './progressBar.ts';
import { pythonDict } from './pythonDict.ts';
import { valueTable } from './valueTable.ts';

const plainFormats: readonly LineFormat[] = [
  jsonObject,
  pythonDict,
  katib,
  megatron,
  keras,
  boosting,
  catboost,
  deepSpeed,
  flaml,
  announcement,
  valueTable,
  nameValue,
];

/** All formats that are known, in the order in which they look at a line: the most telling shapes first. */
export const lineFormats: readonly LineFormat[] = [progressBar(plainFormats), ...plainFormats];

/**
 * Reads the metrics of one stream of log lines, in order. Feed it the lines of one container and no other, since
 * some formats tell the epoch on one line and the values on the next.
 */
export class LogMetrics {
  readonly #sieve = new LineSieve();
  #memory: LineMemory = emptyMemory();

  /** A quick look that passes over most lines that hold nothing. `true` promises nothing. */
  mayHold(line: string): boolean {
    return this.#memory.columns !== undefined || this.#sieve.mayHoldMetrics(line);
  }

  /**
   * Reads one physical line. What a terminal would have overwritten (progress bars) yields several readings: the
   * last for each (epoch, step), in order. Mostly empty. Never throws; its time is linear in the line's length.
   */
  read(line: string): readonly MetricReading[] {
    if (!this.mayHold(line)) return nothing;
    const updates = updatesOf(line);
    if (updates.length === 1) return this.#readOne(updates[0] ?? '');
    const readings = new Map<string, MetricReading>();
    for (const update of updates) {
      for (const reading of this.#readOne(update)) readings.set(`${reading.epoch} ${reading.step}`, reading);
    }
    return [...readings.values()];
  }

  /** Forgets what earlier lines said, as at the start of a new container instance. */
  reset(): void {
    this.#memory = emptyMemory();
  }

  #readOne(line: string): readonly MetricReading[] {
    for (const format of lineFormats) {
      const reading = format.read(line, this.#memory);
      if (reading) return reading.metrics.size === 0 ? nothing : [reading];
    }
    return nothing;
  }
}

const nothing: readonly MetricReading[] = [];
