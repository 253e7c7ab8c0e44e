import type { MetricReading } from '../metrics/metricReading.ts';

/** What to put on the horizontal axis. */
export type Axis = 'step' | 'epoch' | 'time';

/** One metric of one container, in the order of the log. Points have all three positions; NaN where one is unknown. */
export interface MetricCurve {
  readonly metric: string;
  readonly source: number;
  readonly step: readonly number[];
  readonly epoch: readonly number[];
  /** Milliseconds since the epoch. */
  readonly time: readonly number[];
  readonly value: readonly number[];
}

interface GrowingCurve extends MetricCurve {
  readonly step: number[];
  readonly epoch: number[];
  readonly time: number[];
  readonly value: number[];
}

interface Place {
  step: number;
  epoch: number;
  /** The first epoch that the log told: 0 or 1, by where the training starts to count. */
  firstEpoch: number | undefined;
}

/** A curve beyond this is thinned to every other point. */
const mostPoints = 100_000;
/** A log that seems to hold more metrics than this holds names that are none. */
const mostCurves = 200;

/**
 * Gathers readings into curves, one for each metric and container, over all of its restarts.
 *
 * A step that starts again in each epoch is counted through the epochs. A reading that tells no position stands where
 * the container's last one stood.
 */
export class MetricCurves {
  readonly #curves = new Map<string, GrowingCurve>();
  readonly #places = new Map<number, Place>();
  #version = 0;

  /** Changes whenever a point was added. */
  get version(): number {
    return this.#version;
  }

  get curves(): readonly MetricCurve[] {
    return [...this.#curves.values()];
  }

  /** The names of all metrics in the order of their appearance. */
  get metrics(): readonly string[] {
    return [...new Set(this.curves.map(({ metric }) => metric))];
  }

  /** The axes that the readings tell positions on; `time` always. */
  get axes(): readonly Axis[] {
    const has = (axis: 'step' | 'epoch') =>
      this.curves.some(curve => curve[axis].some(at => !Number.isNaN(at)));
    return [...(has('step') ? ['step' as const] : []), ...(has('epoch') ? ['epoch' as const] : []), 'time'];
  }

  add(source: number, reading: MetricReading, timeMs: number): void {
    const place = this.#move(source, reading);
    for (const [metric, value] of reading.metrics) {
      const curve = this.#curve(metric, source);
      if (!curve) continue;
      curve.step.push(place.step);
      curve.epoch.push(place.epoch);
      curve.time.push(timeMs);
      curve.value.push(value);
      if (curve.value.length > mostPoints) thin(curve);
    }
    this.#version++;
  }

  #move(source: number, { step, epoch, stepsInEpoch }: MetricReading): Place {
    const place = this.#places.get(source) ?? { step: Number.NaN, epoch: Number.NaN, firstEpoch: undefined };
    this.#places.set(source, place);
    if (epoch !== undefined) place.firstEpoch ??= Math.floor(epoch) === 0 ? 0 : 1;
    const past =
      epoch !== undefined && stepsInEpoch !== undefined
        ? Math.max(0, Math.floor(epoch) - (place.firstEpoch ?? 0)) * stepsInEpoch
        : 0;
    if (step !== undefined) place.step = past + step;
    const within =
      step !== undefined && stepsInEpoch !== undefined && stepsInEpoch > 0 && Number.isInteger(epoch);
    if (epoch !== undefined)
      place.epoch = within ? epoch - (place.firstEpoch ?? 0) + Math.min(1, step / stepsInEpoch) : epoch;
    return place;
  }

  #curve(metric: string, source: number): GrowingCurve | undefined {
    const key = `${source} ${metric}`;
    const known = this.#curves.get(key);
    if (known || this.#curves.size >= mostCurves) return known;
    const curve = { metric, source, step: [], epoch: [], time: [], value: [] };
    this.#curves.set(key, curve);
    return curve;
  }
}

function thin(curve: GrowingCurve): void {
  for (const list of [curve.step, curve.epoch, curve.time, curve.value]) {
    let kept = 0;
    for (let index = 0; index < list.length; index += 2) list[kept++] = list[index] ?? Number.NaN;
    list.length = kept;
  }
}
