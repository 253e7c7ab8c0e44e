import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { cronFlaw } from '../../../../../src/manifest/rules/pipelines/cron.ts';
import { isTimeZone } from '../../../../../src/manifest/rules/pipelines/timeZone.ts';
import { wordsOf } from '../../../../../src/manifest/say.ts';

const flawOf = (line: string, hasSeconds = false) => {
  const flaw = cronFlaw(line, { hasSeconds });
  return flaw && wordsOf(flaw);
};

suite('cronFlaw', () => {
  for (const line of [
    '* * * * *',
    '*/15 0-5,12 1 jan-MAR ?',
    '0 3 * * SUN',
    '5/10 * * * *',
    '@daily',
    '@every 1h30m',
    'TZ=Europe/Madrid 0 3 * * *',
    'CRON_TZ=UTC 0 3 * * *',
  ])
    test(`takes ${line}`, () => assert.equal(flawOf(line), undefined));

  for (const [line, words] of [
    ['', /has 0 fields/],
    ['* * * *', /has 4 fields/],
    ['0 * * * * *', /has 6 fields/],
    ['60 * * * *', /out of range: minutes go from 0 to 59/],
    ['* * * * 7', /out of range: day of week go from 0 to 6/],
    ['* 5-3 * * *', /runs backwards/],
    ['*/0 * * * *', /no step for minutes/],
    ['1-2-3 * * * *', /cannot be read as minutes/],
    ['1, * * * *', /cannot be read as minutes/],
    ['* * * foo *', /cannot be read as month/],
    ['@noon', /is no schedule/],
    ['@every soon', /is no duration/],
    ['@every -1h', /is no duration/],
  ] as const)
    test(`refuses ${line}`, () => assert.match(flawOf(line) ?? '', words));

  test('reads seconds first where they are known', () => {
    assert.equal(flawOf('0 */5 * * * *', true), undefined);
    assert.equal(flawOf('0 */5 * * *', true), undefined);
    assert.match(flawOf('* * * *', true) ?? '', /has 4 fields; a schedule has 6/);
  });
});

suite('isTimeZone', () => {
  for (const zone of ['', 'UTC', 'Local', 'Europe/Madrid', 'America/New_York'])
    test(`knows "${zone}"`, () => assert.ok(isTimeZone(zone)));
  for (const zone of ['Mars', 'Europe/Madird', '+01:00'])
    test(`does not know "${zone}"`, () => assert.ok(!isTimeZone(zone)));
});
