import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { matchesWildcard } from '../../../src/base/wildcard.ts';

suite('matchesWildcard', () => {
  const cases: readonly (readonly [pattern: string, name: string, fits: boolean])[] = [
    ['prod', 'prod', true],
    ['prod', 'prod-eu', false],
    ['prod*', 'PROD-eu', true],
    ['*prod*', 'eu-production-1', true],
    ['*prod*', 'staging', false],
    ['a*b*c', 'a-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['aa*aa', 'aaa', false],
    ['*', '', true],
    ['a.c', 'abc', false],
  ];
  for (const [pattern, name, fits] of cases) {
    test(`${pattern} ${fits ? 'fits' : 'does not fit'} "${name}"`, () => {
      assert.equal(matchesWildcard(pattern, name), fits);
    });
  }

  test('answers at once on patterns that would make a regular expression crawl', () => {
    assert.equal(matchesWildcard(`${'*a'.repeat(200)}b`, 'a'.repeat(20_000)), false);
  });
});
