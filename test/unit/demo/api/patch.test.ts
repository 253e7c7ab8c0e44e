import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { jsonPatch, mergePatch } from '../../../../src/demo/api/patch.ts';

suite('mergePatch', () => {
  // The examples of RFC 7386, appendix A, that differ in kind.
  const examples: readonly (readonly [unknown, unknown, unknown])[] = [
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'foo' }, 'bar', 'bar'],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ];
  for (const [target, patch, expected] of examples) {
    test(`${JSON.stringify(target)} with ${JSON.stringify(patch)}`, () =>
      assert.deepEqual(mergePatch(target, patch), expected));
  }
});

suite('jsonPatch', () => {
  const document = { a: { b: [1, 2, 3] }, 'x/y': { '~': 1 } };

  test('adds, replaces and removes, in maps and lists', () => {
    const operations = [
      { op: 'add', path: '/a/c', value: 'new' },
      { op: 'add', path: '/a/b/1', value: 9 },
      { op: 'add', path: '/a/b/-', value: 4 },
      { op: 'remove', path: '/a/b/0' },
      { op: 'replace', path: '/x~1y/~0', value: 2 },
    ];
    assert.deepEqual(jsonPatch(document, operations), {
      a: { b: [9, 2, 3, 4], c: 'new' },
      'x/y': { '~': 2 },
    });
    assert.deepEqual(document.a.b, [1, 2, 3], 'the target stays as it was');
  });

  test('moves, copies and tests', () => {
    const operations = [
      { op: 'test', path: '/a/b', value: [1, 2, 3] },
      { op: 'copy', from: '/a/b/0', path: '/first' },
      { op: 'move', from: '/a', path: '/z' },
    ];
    assert.deepEqual(jsonPatch(document, operations), { z: { b: [1, 2, 3] }, 'x/y': { '~': 1 }, first: 1 });
  });

  const wrong = [
    [{ op: 'remove', path: '/none' }],
    [{ op: 'replace', path: '/none', value: 1 }],
    [{ op: 'test', path: '/a/b', value: [] }],
    [{ op: 'add', path: '/none/here', value: 1 }],
    [{ op: 'bend', path: '/a' }],
  ];
  for (const operations of wrong) {
    test(`refuses ${JSON.stringify(operations)}`, () =>
      assert.throws(() => jsonPatch(document, operations), { name: 'Error' }));
  }
});
