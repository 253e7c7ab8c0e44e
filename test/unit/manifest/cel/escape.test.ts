import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { escaped, unescaped } from '../../../../src/manifest/cel/escape.ts';

const names: readonly (readonly [string, string])[] = [
  ['spec', 'spec'],
  ['namespace', '__namespace__'],
  ['my-field', 'my__dash__field'],
  ['a.b/c', 'a__dot__b__slash__c'],
  ['__proto__', '__underscores__proto__underscores__'],
  ['in', '__in__'],
  ['inner', 'inner'],
  ['_private', '_private'],
];

suite('names of fields in rules', () => {
  for (const [name, identifier] of names)
    test(`${name} is written ${identifier}`, () => {
      assert.equal(escaped(name), identifier);
      assert.equal(unescaped(identifier), name);
    });
  test('cannot be written when they begin with a digit or hold other marks', () => {
    assert.deepEqual(['2nd', '$ref', 'a b', ''].map(escaped), [undefined, undefined, undefined, undefined]);
  });
  test('keep what only looks like an escape', () => {
    assert.equal(unescaped('a__b'), 'a__b');
    assert.equal(unescaped('x__namespace__'), 'x__namespace__');
  });
});
