import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Schema } from '../../../../src/manifest/schema/schema.ts';
import { patternTest } from '../../../../src/manifest/structure/patternTest.ts';

function matches(pattern: string, text: string): boolean | undefined {
  return patternTest(new Schema({ pattern }, () => undefined))(text);
}

suite('patternTest', () => {
  test('looks anywhere in the text unless the pattern is anchored', () => {
    assert.equal(matches('b+', 'abc'), true);
    assert.equal(matches('^b+$', 'abc'), false);
  });
  test('agrees between its two matchers', () => {
    const subdomain = '^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$';
    for (const [text, isGood] of [
      ['a.b', true],
      ['a..b', false],
      ['', false],
      ['a-1.b-2', true],
    ] as const)
      assert.equal(matches(subdomain, text), isGood);
    assert.equal(matches('^[a-z]+$', 'a'.repeat(1000)), true);
    assert.equal(matches('^[a-z]+$', `${'a'.repeat(1000)}1`), false);
  });
  test('reads what RE2 has and JavaScript has not', () => assert.equal(matches('^(?i)abc$', 'ABC'), true));
  test('says nothing by a pattern that cannot be read', () => assert.equal(matches('(', 'a'), undefined));
  test('does not get lost', () => {
    assert.equal(matches('^(a+)+$', `${'a'.repeat(200)}!`), false);
    assert.equal(matches('^a*a*a*a*a*a*a*a*b$', 'a'.repeat(250)), false);
    assert.equal(matches('^(a|aa)+$', `${'a'.repeat(5000)}!`), false);
  });
  test('is quick for the quantities of CRDs', () => {
    const quantity =
      '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';
    assert.equal(matches(quantity, '1.5Gi'), true);
    assert.equal(matches(quantity, '1 Gi'), false);
    assert.equal(matches(quantity, `${'9'.repeat(255)}!`), false);
  });
});
