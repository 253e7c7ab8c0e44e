import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { judgeDuplicateKeys } from '../../../../src/manifest/structure/duplicateKeys.ts';
import { pathOf } from '../../../../src/manifest/syntax/lookup.ts';
import { startOf } from '../../../../src/manifest/syntax/node.ts';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';

function duplicatesIn(text: string): readonly string[] {
  const found: string[] = [];
  for (const { root } of parseManifestText(text))
    if (root) judgeDuplicateKeys(root, (_, at) => found.push(`${pathOf(at)} at ${startOf(at)}`));
  return found;
}

suite('duplicate keys', () => {
  test('are found at the second place', () =>
    assert.deepEqual(duplicatesIn('a: 1\nb: 2\na: 3'), ['a at 10']));
  test('are found in lists and below', () =>
    assert.deepEqual(duplicatesIn('l:\n- x: 1\n  y: 2\n  x: 3'), ['l[0].x at 19']));
  test('are found each time', () => assert.equal(duplicatesIn('{a: 1, a: 2, a: 3}').length, 2));
  test('are the same for the API server though they are written otherwise', () =>
    assert.equal(duplicatesIn('on: 1\ntrue: 2').length, 1));
  test('are none in other maps', () => assert.deepEqual(duplicatesIn('a: {x: 1}\nb: {x: 1}'), []));
  test('are none where a merge key brings what is overridden', () =>
    assert.deepEqual(duplicatesIn('base: &b {x: 1, y: 2}\nmore:\n  <<: *b\n  x: 3'), []));
  test('are told once of what aliases share', () =>
    assert.equal(duplicatesIn('a: &a {x: 1, x: 2}\nb: *a\nc: *a').length, 1));
  test('are found in pieces of a big document', () => {
    const lines = Array.from({ length: 3000 }, (_, index) => `- name: item${index}\n  value: ${index}`);
    lines.push('- name: x\n  name: y');
    assert.equal(duplicatesIn(`items:\n${lines.join('\n')}\n`).length, 1);
  });
});
