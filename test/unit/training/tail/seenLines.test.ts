import { deepEqual, equal } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { SeenLines } from '../../../../src/training/tail/seenLines.ts';
import {
  compareTimestamps,
  readTimestamp,
  timestampLength,
} from '../../../../src/training/tail/timestamp.ts';

const at = (second: number, fraction: string, text: string) =>
  `2026-05-01T10:00:0${second}.${fraction}Z ${text}`;

suite('SeenLines', () => {
  test('asks again from the second before the last on', () => {
    const seen = new SeenLines();
    equal(seen.sinceTime, undefined);
    seen.note([at(1, '5', 'a'), at(3, '1', 'b'), at(3, '2', 'c')]);
    equal(seen.sinceTime, '2026-05-01T10:00:01Z');
    seen.note([at(7, '0', 'd')]);
    equal(seen.sinceTime, '2026-05-01T10:00:03Z');
  });
  test('drops what came before, and nothing else', () => {
    const seen = new SeenLines();
    const lines = [at(1, '5', 'a'), at(1, '5', 'a'), at(2, '1', 'b')];
    seen.note(lines);
    const filter = seen.unseen();
    deepEqual(filter.take([...lines, at(2, '1', 'b'), at(3, '0', 'c')]), [at(2, '1', 'b'), at(3, '0', 'c')]);
    equal(filter.hasMatched, true);
  });
  test('a rotated log, which begins later', () => {
    const seen = new SeenLines();
    seen.note([at(1, '1', 'a'), at(1, '2', 'b'), at(1, '3', 'c')]);
    deepEqual(seen.unseen().take([at(1, '3', 'c'), at(1, '4', 'd')]), [at(1, '4', 'd')]);
    const filter = seen.unseen();
    deepEqual(filter.take([at(4, '0', 'x')]), [at(4, '0', 'x')]);
    equal(filter.hasMatched, false);
  });
  test('what was not asked for at the start is not new afterwards', () => {
    const seen = new SeenLines();
    seen.beginPartial();
    seen.note([at(1, '5', 'b')]);
    deepEqual(seen.unseen().take([at(1, '4', 'a'), at(1, '5', 'b'), at(1, '6', 'c')]), [at(1, '6', 'c')]);
  });
  test('more lines in a second than are remembered word for word', () => {
    const seen = new SeenLines();
    const lines = Array.from({ length: 50_000 }, (_, index) => at(1, '5', `line ${index}`));
    for (let from = 0; from < lines.length; from += 1000) seen.note(lines.slice(from, from + 1000));
    deepEqual(seen.unseen().take([...lines, at(1, '5', 'new')]), [at(1, '5', 'new')]);
  });
  test('a copy stays as it is', () => {
    const seen = new SeenLines();
    seen.note([at(1, '1', 'a')]);
    const copy = seen.copy();
    seen.note([at(1, '2', 'b')]);
    deepEqual(copy.unseen().take([at(1, '1', 'a'), at(1, '2', 'b')]), [at(1, '2', 'b')]);
  });
});

suite('timestamps', () => {
  test('of any length and zone', () => {
    deepEqual(readTimestamp('2026-05-01T10:00:00+02:00 x'), {
      second: '2026-05-01T10:00:00',
      fraction: '',
      zone: '+02:00',
    });
    equal(readTimestamp('2026-05-01 10:00:00Z x'), undefined);
    equal(timestampLength('2026-05-01T10:00:00.123456789Z x'), 31);
    equal(timestampLength('2026-05-01T10:00:00Z x'), 21);
    equal(timestampLength('no time in this line at all, really'), 0);
  });
  test('order as numbers, not as text', () => {
    const of = (fraction: string) => ({ second: '2026-05-01T10:00:00', fraction, zone: 'Z' });
    equal(Math.sign(compareTimestamps(of('1'), of('09'))), 1);
    equal(compareTimestamps(of('1'), of('100')), 0);
    equal(Math.sign(compareTimestamps(of(''), of('1'))), -1);
  });
});
