import { deepEqual } from 'node:assert/strict';
import { LogMetrics } from '../../../../src/training/metrics/logMetrics.ts';
import type { MetricReading } from '../../../../src/training/metrics/metricReading.ts';

/** A reading as plain data: values first, then where. */
export interface PlainReading {
  readonly metrics: Readonly<Record<string, number>>;
  readonly step?: number;
  readonly epoch?: number;
}

export function plain({ metrics, step, epoch }: MetricReading): PlainReading {
  return {
    metrics: Object.fromEntries(metrics),
    ...(step === undefined ? {} : { step }),
    ...(epoch === undefined ? {} : { epoch }),
  };
}

/** Reads lines as one stream and gives what each of them held. */
export function readAll(...lines: readonly string[]): PlainReading[] {
  const reader = new LogMetrics();
  return lines.flatMap(line => reader.read(line).map(plain));
}

export function reads(line: string, ...expected: readonly PlainReading[]): void {
  deepEqual(readAll(line), expected);
}

export function isSilent(...lines: readonly string[]): void {
  deepEqual(readAll(...lines), []);
}
