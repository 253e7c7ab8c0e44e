import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type Condition, conditionCheck } from '../../../../../src/manifest/rules/conditions/condition.ts';
import { say } from '../../../../../src/manifest/say.ts';
import { pathOf } from '../../../../../src/manifest/syntax/lookup.ts';
import { aManifest } from '../../../../support/manifests.ts';

const head = 'apiVersion: example.com/v1\nkind: Thing\n';

/** The paths at which a condition is asked, by objecting everywhere. */
function asked(text: string, ...at: readonly string[]): readonly string[] {
  const always: Condition = { rule: 'test/any', at, objection: () => say`No.` };
  const paths: string[] = [];
  conditionCheck([always])(aManifest(head + text), (_rule, node) => paths.push(pathOf(node)));
  return paths;
}

suite('conditionCheck', () => {
  test('follows names, items and values', () => {
    assert.deepEqual(asked('spec: { a: { b: 1 } }', 'spec.a.b'), ['spec.a.b']);
    assert.deepEqual(asked('spec: { a: [x, y] }', 'spec.a.*'), ['spec.a[0]', 'spec.a[1]']);
    assert.deepEqual(asked('spec: { a: { m: 1, o: 2 } }', 'spec.a.*'), ['spec.a.m', 'spec.a.o']);
    assert.deepEqual(asked('spec: { a: [[x], [y]] }', 'spec.a.*.*'), ['spec.a[0][0]', 'spec.a[1][0]']);
  });
  test('asks at the root too', () => assert.deepEqual(asked('spec: {}', ''), ['']));
  test('passes over nulls, absent fields and other shapes', () => {
    assert.deepEqual(asked('spec: { a: null, b: text }', 'spec.a', 'spec.b.c', 'spec.b.*', 'spec.d'), []);
  });
  test('takes the last of two fields of one name', () => {
    assert.deepEqual(asked('spec: { a: 1 }\nspec: { b: 2 }', 'spec.a', 'spec.b'), ['spec.b']);
  });
  test('asks once for as long as a node lives', () => {
    let count = 0;
    const objection = () => {
      count++;
      return undefined;
    };
    const counting: Condition = { rule: 'test/any', at: ['spec'], objection };
    const check = conditionCheck([counting]);
    const object = aManifest(`${head}spec: { a: 1 }\n`);
    check(object, () => assert.fail());
    check(object, () => assert.fail());
    assert.equal(count, 1);
  });
});
