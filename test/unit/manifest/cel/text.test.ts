import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { lastPositionOf, lengthOf, positionOf, sliceOf } from '../../../../src/manifest/cel/text.ts';

suite('strings as code points', () => {
  for (const [text, length] of [
    ['', 0],
    ['abc', 3],
    ['é', 1],
    ['a😀b', 3],
    ['\ud83d', 1],
  ] as const)
    test(`${JSON.stringify(text)} has ${length}`, () => assert.equal(lengthOf(text), length));

  test('are sliced between them, never within one', () => {
    assert.equal(sliceOf('a😀b', 1, 2), '😀');
    assert.equal(sliceOf('a😀b', 2), 'b');
    assert.equal(sliceOf('abc', 1, 2), 'b');
  });
  test('are searched by their positions', () => {
    assert.equal(positionOf('😀x😀x', 'x', 0), 1);
    assert.equal(positionOf('😀x😀x', 'x', 2), 3);
    assert.equal(positionOf('😀', 'y', 0), -1);
    assert.equal(lastPositionOf('😀x😀x', 'x', 4), 3);
    assert.equal(lastPositionOf('😀x😀x', 'x', 2), 1);
    assert.equal(lastPositionOf('😀', 'y', 1), -1);
  });
});
