import { deepEqual, equal, ok } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { LogBuffer, type LogLimits } from '../../../../src/training/panel/logBuffer.ts';
import { seeded } from '../tail/simulatedCluster.ts';

function kept(buffer: LogBuffer): string[] {
  const lines: string[] = [];
  for (let number = buffer.first; number < buffer.end; number++)
    lines.push(`${buffer.source(number)} ${buffer.line(number)}`);
  return lines;
}

suite('LogBuffer', () => {
  test('numbers lines from 0 and tells whose they are', () => {
    const buffer = new LogBuffer({ maxLines: 10, maxChars: 100 });
    buffer.push(0, ['a', 'b']);
    buffer.push(3, ['c']);
    deepEqual(kept(buffer), ['0 a', '0 b', '3 c']);
    deepEqual([buffer.first, buffer.end], [0, 3]);
  });
  test('drops the oldest lines beyond the limit, and keeps their numbers taken', () => {
    const buffer = new LogBuffer({ maxLines: 3, maxChars: 100 });
    buffer.push(0, ['a', 'b', 'c', 'd', 'e']);
    deepEqual(kept(buffer), ['0 c', '0 d', '0 e']);
    deepEqual([buffer.first, buffer.end], [2, 5]);
    equal(buffer.line(1), undefined);
    equal(buffer.line(5), undefined);
  });
  test('drops by size too, but never the newest line', () => {
    const buffer = new LogBuffer({ maxLines: 100, maxChars: 50 });
    buffer.push(0, ['x'.repeat(40), 'y'.repeat(40), 'z'.repeat(400)]);
    deepEqual(kept(buffer), [`0 ${'z'.repeat(400)}`]);
  });
  test('whatever comes: the newest lines are there, in order, within the limits', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = seeded(seed);
      const limits: LogLimits = {
        maxLines: 1 + Math.floor(random() * 60),
        maxChars: 100 + Math.floor(random() * 2000),
      };
      const buffer = new LogBuffer(limits);
      const all: string[] = [];
      for (let batch = 0; batch < 40; batch++) {
        const source = Math.floor(random() * 4);
        const lines = Array.from({ length: Math.floor(random() * 30) }, () =>
          `${all.length}`.padEnd(random() * 60, '.'),
        );
        buffer.push(source, lines);
        all.push(...lines.map(line => `${source} ${line}`));
      }
      const now = kept(buffer);
      equal(buffer.end, all.length);
      deepEqual(now, all.slice(all.length - now.length));
      ok(now.length <= limits.maxLines);
      ok(now.length === 1 || now.reduce((sum, line) => sum + line.length - 2, 0) <= limits.maxChars);
    }
  });
});
