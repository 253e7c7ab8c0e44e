import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { jsonNode } from '../../../../src/manifest/cel/jsonNode.ts';
import { nodeAt, pathOf, toJson } from '../../../../src/manifest/syntax/lookup.ts';

suite('jsonNode', () => {
  test('keeps what JSON says', () => {
    const json = { a: [1, 'x', true, null, { b: 0.5 }], empty: {}, none: [] };
    assert.deepEqual(toJson(jsonNode(json)), json);
  });
  test('gives nodes that know where they are', () => {
    const inner = nodeAt(jsonNode({ spec: { list: [{ name: 'x' }] } }), 'spec', 'list', 0, 'name');
    assert.ok(inner);
    assert.equal(pathOf(inner), 'spec.list[0].name');
  });
  test('takes what JSON cannot hold for null', () => {
    assert.deepEqual(toJson(jsonNode([undefined, () => 1, 10n])), [null, null, null]);
  });
});
