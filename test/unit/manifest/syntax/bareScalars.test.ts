import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { absentScalar, nullScalar, stretchOf } from '../../../../src/manifest/syntax/bareScalars.ts';

const piece = { text: 'image:\n', offset: 10 };

suite('scalars that nobody wrote as such', () => {
  test('an absent value stands where it would be written, and never behind the text', () => {
    const { from, to, value, isAbsent } = absentScalar(piece, 6, undefined);
    assert.deepEqual([from, to, value, isAbsent], [6, 6, null, true]);
    assert.equal(absentScalar(piece, 99, undefined).from, piece.text.length);
  });

  test('what cannot be read keeps its place, and is not absent', () => {
    const { from, to, value, isAbsent } = nullScalar(piece, [0, 5], undefined);
    assert.deepEqual([from, to, value, isAbsent], [0, 5, null, false]);
  });

  test('a stretch holds its text', () => {
    const { text, value, parent } = stretchOf(piece, 0, 5);
    assert.deepEqual([text, value, parent], ['image', 'image', undefined]);
  });
});
