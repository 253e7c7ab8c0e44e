import { deepEqual, ok } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { LogMetrics } from '../../../../src/training/metrics/logMetrics.ts';
import { type PlainReading, plain } from './readings.ts';

const corpus = new URL('../../../../../shared/corpus/logs/', import.meta.url);
const skip = existsSync(corpus) ? false : `the logs are not at ${corpus.pathname}`;
const table = readFileSync(new URL('../../../fixtures/training/corpus-values.tsv', import.meta.url), 'utf8');

/** Lines `from` to `to` of a file, and by line all that they hold. */
interface Claim {
  readonly from: number;
  readonly to: number;
  readonly readings: Map<number, PlainReading>;
}

// The table was made by reading the logs. A row `range` claims that within it only the lines that follow hold
// metrics, and only those values.
const claims = Map.groupBy(
  table
    .trimEnd()
    .split('\n')
    .slice(1)
    .map(row => row.split('\t')),
  ([file]) => file ?? '',
);

suite('the logs of the corpus', { skip }, () => {
  test('the table spans at least 20 logs', () => ok(claims.size >= 20));
  for (const [file, rows] of claims) {
    test(file, () => {
      const held = readHeld(file);
      for (const { from, to, readings } of claimsOf(rows)) {
        for (let line = from; line <= to; line++) {
          deepEqual(held.get(line), readings.get(line), `line ${line}`);
        }
      }
    });
  }

  test("Katib's collector: its own cases", () => {
    const { cases } = JSON.parse(readFileSync(new URL('katib-collector-expected.json', corpus), 'utf8')) as {
      readonly cases: readonly {
        readonly text: string;
        readonly expected: readonly { readonly name: string; readonly value: string }[];
      }[];
    };
    for (const { text, expected } of cases) {
      const reader = new LogMetrics();
      const found = text
        .split('\n')
        .flatMap(line => reader.read(line).flatMap(({ metrics }) => [...metrics]));
      deepEqual(
        found,
        expected.map(({ name, value }) => [name, Number(value)]),
      );
    }
  });
});

function readHeld(file: string): ReadonlyMap<number, PlainReading> {
  const reader = new LogMetrics();
  const lines = readFileSync(new URL(file, corpus), 'utf8').split('\n');
  return new Map(
    lines.flatMap((line, index) => {
      const reading = reader.read(line).at(-1);
      return reading ? [[index + 1, plain(reading)] as const] : [];
    }),
  );
}

function claimsOf(rows: readonly (readonly string[])[]): readonly Claim[] {
  const found: Claim[] = [];
  for (const [, line = '', name = '', value, step, epoch] of rows) {
    if (line === 'range') {
      const [from, to] = name.split('-').map(Number);
      found.push({ from: from ?? 0, to: to ?? 0, readings: new Map() });
      continue;
    }
    const readings = found.at(-1)?.readings;
    const before = readings?.get(Number(line))?.metrics;
    readings?.set(Number(line), {
      metrics: { ...before, [name]: Number(value) },
      ...(step ? { step: Number(step) } : {}),
      ...(epoch ? { epoch: Number(epoch) } : {}),
    });
  }
  return found;
}
