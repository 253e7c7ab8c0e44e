import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { nextRunMs } from '../../../../src/demo/simulation/cronSchedule.ts';

const after = (schedule: string, from: string) => {
  const next = nextRunMs(schedule, Date.parse(from));
  return next === undefined ? undefined : new Date(next).toISOString().slice(0, 16);
};

suite('nextRunMs', () => {
  // 2026-11-24 is a Tuesday.
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ['* * * * *', '2026-11-24T10:00:00Z', '2026-11-24T10:01'],
    ['*/15 * * * *', '2026-11-24T10:16:00Z', '2026-11-24T10:30'],
    ['0 3 * * *', '2026-11-24T10:00:00Z', '2026-11-25T03:00'],
    ['5,35 8-10 * * *', '2026-11-24T10:05:00Z', '2026-11-24T10:35'],
    ['0 0 1 1 *', '2026-11-24T10:00:00Z', '2027-01-01T00:00'],
    ['0 12 * * 0', '2026-11-24T10:00:00Z', '2026-11-29T12:00'],
    ['0 12 * * 7', '2026-11-24T10:00:00Z', '2026-11-29T12:00'],
    ['0 12 25 * 0', '2026-11-24T10:00:00Z', '2026-11-25T12:00'],
    ['@hourly', '2026-11-24T10:00:00Z', '2026-11-24T11:00'],
    ['@monthly', '2026-11-24T10:00:00Z', '2026-12-01T00:00'],
    ['0 0 31 2 *', '2026-11-24T10:00:00Z', undefined],
    ['nonsense', '2026-11-24T10:00:00Z', undefined],
  ];
  for (const [schedule, from, expected] of cases) {
    test(`${schedule} after ${from}`, () => assert.equal(after(schedule, from), expected));
  }
});
