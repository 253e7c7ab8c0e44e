import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { strategicMerge } from '../../../../src/demo/api/strategicMerge.ts';
import { fields, listBy, setOf, text, texts } from '../../../../src/demo/schema/schema.ts';

const schema = fields({
  containers: listBy(['name'], fields({ name: text, image: text, args: texts })),
  finalizers: setOf(text),
  strategy: fields({ type: text, rolling: text }),
  labels: { type: 'object', additionalProperties: text },
});
const target = {
  containers: [
    { name: 'a', image: '1', args: ['x'] },
    { name: 'b', image: '1' },
  ],
  finalizers: ['one'],
  strategy: { type: 'R', rolling: 'y' },
  labels: { a: 'b' },
};
const merged = (patch: object) => strategicMerge(target, patch, schema) as typeof target;

suite('strategicMerge', () => {
  test('merges the items of keyed lists, and appends new ones', () => {
    const { containers } = merged({ containers: [{ name: 'b', image: '2' }, { name: 'c' }] });
    assert.deepEqual(containers, [target.containers[0], { name: 'b', image: '2' }, { name: 'c' }]);
  });

  test('replaces lists without a key', () => {
    assert.deepEqual(merged({ containers: [{ name: 'a', args: ['y'] }] }).containers[0], {
      name: 'a',
      image: '1',
      args: ['y'],
    });
  });

  test('takes items away by directive', () => {
    assert.deepEqual(merged({ containers: [{ name: 'a', $patch: 'delete' }] }).containers, [
      target.containers[1],
    ]);
    assert.deepEqual(merged({ containers: [{ $patch: 'replace' }, { name: 'z' }] }).containers, [
      { name: 'z' },
    ]);
  });

  test('adds to sets, and takes from them', () => {
    assert.deepEqual(merged({ finalizers: ['two', 'one'] }).finalizers, ['one', 'two']);
    assert.deepEqual(merged({ '$deleteFromPrimitiveList/finalizers': ['one'] }).finalizers, []);
  });

  test('maps merge, nulls delete, and only the retained keys stay', () => {
    assert.deepEqual(merged({ labels: { c: 'd' } }).labels, { a: 'b', c: 'd' });
    assert.deepEqual(merged({ labels: { a: null } }).labels, {});
    assert.deepEqual(merged({ strategy: { $retainKeys: ['type'], type: 'X' } }).strategy, { type: 'X' });
    assert.deepEqual(merged({ strategy: { $patch: 'replace', rolling: 'n' } }).strategy, { rolling: 'n' });
  });

  test('leaves the order directive alone', () => {
    assert.deepEqual(merged({ '$setElementOrder/containers': [{ name: 'b' }, { name: 'a' }] }), target);
  });
});
