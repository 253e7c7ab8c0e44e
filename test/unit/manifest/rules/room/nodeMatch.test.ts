import { strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { holds, meetsTerms } from '../../../../../src/manifest/rules/room/nodeMatch.ts';
import { aNode } from '../../../../support/surroundings.ts';

const labels = { zone: 'x', memory: '81920', empty: '' };

suite('label expressions of node affinity', () => {
  for (const [key, operator, values, expected] of [
    ['zone', 'In', ['x', 'y'], true],
    ['zone', 'In', ['y'], false],
    ['disk', 'In', ['ssd'], false],
    ['zone', 'NotIn', ['y'], true],
    ['zone', 'NotIn', ['x'], false],
    ['disk', 'NotIn', ['ssd'], true],
    ['empty', 'Exists', [], true],
    ['disk', 'Exists', [], false],
    ['disk', 'DoesNotExist', [], true],
    ['zone', 'DoesNotExist', [], false],
    ['memory', 'Gt', ['40000'], true],
    ['memory', 'Gt', ['81920'], false],
    ['memory', 'Lt', ['90000'], true],
    ['memory', 'Lt', ['90k'], false],
    ['zone', 'Gt', ['1'], false],
    ['disk', 'Lt', ['1'], false],
    ['memory', 'Gt', [], false],
    ['zone', 'Matches', ['x'], false],
  ] as const)
    test(`${key} ${operator} [${values.join()}] is ${expected}`, () =>
      strictEqual(holds(labels, { key, operator, values }), expected));
});

suite('terms of node affinity', () => {
  const node = aNode('a', { labels });
  const zone = (value: string) => ({ key: 'zone', operator: 'In', values: [value] });
  test('none fits everywhere', () => strictEqual(meetsTerms(node, []), true));
  test('an empty one fits nowhere', () =>
    strictEqual(meetsTerms(node, [{ expressions: [], isOpen: false }]), false));
  test('one about fields alone may fit', () =>
    strictEqual(meetsTerms(node, [{ expressions: [], isOpen: true }]), true));
  test('wants all of its expressions', () =>
    strictEqual(meetsTerms(node, [{ expressions: [zone('x'), zone('y')], isOpen: false }]), false));
  test('is enough alone', () =>
    strictEqual(
      meetsTerms(node, [
        { expressions: [zone('y')], isOpen: false },
        { expressions: [zone('x')], isOpen: false },
      ]),
      true,
    ));
});
