import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isTimeZone } from '../../../../../src/manifest/rules/pipelines/timeZone.ts';

suite('isTimeZone', () => {
  for (const zone of ['', 'UTC', 'Local', 'Europe/Madrid', 'America/New_York'])
    test(`knows "${zone}"`, () => assert.ok(isTimeZone(zone)));
  for (const zone of ['Mars', 'Europe/Madird', '+01:00'])
    test(`does not know "${zone}"`, () => assert.ok(!isTimeZone(zone)));
});
