import { MetricCurves } from '../curves/metricCurves.ts';
import { LogMetrics } from '../metrics/logMetrics.ts';
import type { TailSink, TailSource, TailStatus } from '../tail/tailPorts.ts';
import { readTimestamp, timestampLength } from '../tail/timestamp.ts';
import { LogBuffer, type LogLimits } from './logBuffer.ts';

/** A container of the run and how its log is doing. */
export interface FollowedSource {
  readonly source: TailSource;
  readonly status: TailStatus;
  readonly restarts: number;
  /** Instances whose lines are not to be had any more. */
  readonly missed: number;
  readonly lines: number;
}

interface MutableSource {
  readonly source: TailSource;
  status: TailStatus;
  restarts: number;
  missed: number;
  lines: number;
  readonly metrics: LogMetrics;
}

/** All that is known of a run: its last lines, its curves, its containers. Filled by a tail. */
export class RunModel implements TailSink {
  readonly buffer: LogBuffer;
  readonly curves = new MetricCurves();
  readonly #sources: MutableSource[] = [];
  readonly #onChange: () => void;
  #statusVersion = 0;

  /** @param onChange called after every change; it should only take note. */
  constructor(limits: LogLimits, onChange: () => void) {
    this.buffer = new LogBuffer(limits);
    this.#onChange = onChange;
  }

  get sources(): readonly FollowedSource[] {
    return this.#sources;
  }

  /** Changes whenever a container's state did. */
  get statusVersion(): number {
    return this.#statusVersion;
  }

  lines(source: TailSource, lines: readonly string[]): void {
    const known = this.#source(source);
    known.lines += lines.length;
    this.buffer.push(source.id, lines);
    for (const line of lines) this.#readMetrics(known, line);
    this.#onChange();
  }

  status(source: TailSource, status: TailStatus): void {
    this.#source(source).status = status;
    this.#statusVersion++;
    this.#onChange();
  }

  restarted(source: TailSource, restartCount: number): void {
    const known = this.#source(source);
    known.restarts = restartCount;
    known.metrics.reset();
    this.#statusVersion++;
    this.#onChange();
  }

  missed(source: TailSource, instances: number): void {
    this.#source(source).missed += instances;
    this.#statusVersion++;
    this.#onChange();
  }

  #readMetrics({ source, metrics }: MutableSource, line: string): void {
    if (!metrics.mayHold(line)) return;
    const readings = metrics.read(line.slice(timestampLength(line)));
    if (readings.length === 0) return;
    const time = readTimestamp(line);
    const timeMs = time
      ? Date.parse(`${time.second}.${time.fraction.slice(0, 3).padEnd(3, '0')}${time.zone}`)
      : Number.NaN;
    for (const reading of readings) this.curves.add(source.id, reading, timeMs);
  }

  #source(source: TailSource): MutableSource {
    const known = this.#sources[source.id];
    if (known) return known;
    const fresh: MutableSource = {
      source,
      status: { kind: 'connecting' },
      restarts: 0,
      missed: 0,
      lines: 0,
      metrics: new LogMetrics(),
    };
    this.#sources[source.id] = fresh;
    return fresh;
  }
}
