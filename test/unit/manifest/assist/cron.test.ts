import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { cronWords, nextTimes } from '../../../../src/manifest/assist/cron.ts';

suite('cronWords', () => {
  const readings: readonly (readonly [string, string | undefined])[] = [
    ['* * * * *', 'every minute'],
    ['*/15 * * * *', 'every 15 minutes'],
    ['0 * * * *', 'at minute 0 of every hour'],
    ['5,35 * * * *', 'at minute 5 and 35 of every hour'],
    ['30 2 * * *', 'at 02:30'],
    ['0 6,18 * * *', 'at 06:00 and 18:00'],
    ['0 6 * * 1-5', 'at 06:00 on Monday to Friday'],
    ['0 6 * * SUN,sat', 'at 06:00 on Sunday and Saturday'],
    ['0 4 1 * *', 'at 04:00 on day 1 of the month'],
    ['0 4 1 jan,JUL *', 'at 04:00 on day 1 of the month in January and July'],
    ['0 4 13 * 5', 'at 04:00 on day 13 of the month or on Friday'],
    ['*/10 8-17 * * *', 'every 10 minutes of hours 08 to 17'],
    ['0 */2 * * *', 'at minute 0 of every 2 hours'],
    ['@daily', 'at 00:00'],
    ['@hourly', 'at minute 0 of every hour'],
    ['60 * * * *', undefined],
    ['* * * *', undefined],
    ['* * * * * *', undefined],
    ['a b c d e', undefined],
    ['5-1 * * * *', undefined],
    ['*/0 * * * *', undefined],
    ['', undefined],
    [`${'1,'.repeat(200)}1 * * * *`, undefined],
  ];
  for (const [schedule, words] of readings)
    test(`${schedule.slice(0, 20)} is ${words ?? 'no schedule'}`, () =>
      assert.equal(cronWords(schedule), words));
});

suite('nextTimes', () => {
  const after = Date.UTC(2026, 0, 30, 23, 50);
  const next = (schedule: string, count = 2) =>
    nextTimes(schedule, after, count).map(time => new Date(time).toISOString().slice(0, 16));

  test('goes over midnight and months', () =>
    assert.deepEqual(next('0 * * * *'), ['2026-01-31T00:00', '2026-01-31T01:00']));
  test('waits for the month', () =>
    assert.deepEqual(next('0 4 1 7 *'), ['2026-07-01T04:00', '2027-07-01T04:00']));
  test('waits for leap days', () => assert.deepEqual(next('0 0 29 2 *', 1), ['2028-02-29T00:00']));
  test('takes either of day and weekday', () =>
    assert.deepEqual(next('0 0 1 * 6'), ['2026-01-31T00:00', '2026-02-01T00:00']));
  test('never comes on 30 February', () => assert.deepEqual(next('0 0 30 2 *'), []));
  test('excludes the instant itself', () => assert.deepEqual(next('50 23 * * *', 1), ['2026-01-31T23:50']));
  test('has none for what is no schedule', () => assert.deepEqual(next('soon'), []));
});
