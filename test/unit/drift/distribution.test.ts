import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { countCategories, countCodes } from '../../../src/drift/categoryCounts.ts';
import { categoricalDistribution, numericDistribution } from '../../../src/drift/distribution.ts';
import { assertClose, bell, words } from './support.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const pairOf = (reference: Float64Array, current: Float64Array) => ({
  reference: reference.sort(),
  current: current.sort(),
});

suite('numericDistribution', () => {
  test('spreads all values of both tables over equal bins', () => {
    const shape = numericDistribution(pairOf(bell(1, 500), bell(2, 300, 1, 0.5)), false);
    assert.equal(shape.edges.length, 33);
    assert.deepEqual(shape.isOpen, [false, false]);
    assertClose(sum(shape.reference), 1);
    assertClose(sum(shape.current), 1);
  });

  test('lets no far value squeeze the picture, and still counts it', () => {
    const far = bell(1, 1000);
    far[0] = 1e6;
    const shape = numericDistribution(pairOf(far, bell(2, 1000)), false);
    assert.deepEqual(shape.isOpen, [false, true]);
    assert.ok((shape.edges.at(-1) ?? 0) < 10);
    assertClose(sum(shape.reference), 1);
  });

  test('puts whole numbers into bins of whole width around them', () => {
    const dice = Float64Array.from({ length: 60 }, (_, i) => 1 + (i % 6));
    const shape = numericDistribution(pairOf(dice, dice.slice()), true);
    assert.deepEqual(shape.edges, [0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5]);
    for (const share of shape.reference) assertClose(share, 1 / 6);
  });

  test('widens the bins of whole numbers of a wide range evenly', () => {
    const wide = Float64Array.from({ length: 1000 }, (_, i) => i);
    const { edges } = numericDistribution(pairOf(wide, wide.slice()), true);
    assert.equal((edges[1] ?? 0) - (edges[0] ?? 0), 32);
    assert.ok((edges.at(-1) ?? 0) >= 999);
  });

  test('gives a single value one bin', () => {
    const shape = numericDistribution(
      pairOf(new Float64Array(5).fill(3), new Float64Array(4).fill(3)),
      false,
    );
    assert.deepEqual(shape.edges, [2.5, 3.5]);
    assert.deepEqual(shape.reference, [1]);
  });
});

suite('categoricalDistribution', () => {
  test('puts the most frequent category of either table first', () => {
    const counts = countCategories(words(['a', 'b', 'b', 'b']), words(['a', 'a', 'a', 'a', 'c']));
    const shape = categoricalDistribution(counts);
    assert.deepEqual(shape.categories, ['a', 'b', 'c']);
    assert.deepEqual(shape.reference, [0.25, 0.75, 0]);
    assert.deepEqual(shape.current, [0.8, 0, 0.2]);
    assert.equal(shape.others, 0);
  });

  test('sums up what is beyond the twelfth place', () => {
    const letters = [...'abcdefghijklmnop'].flatMap((letter, i) =>
      Array.from({ length: 20 - i }, () => letter),
    );
    const shape = categoricalDistribution(countCategories(words(letters), words(letters)));
    assert.equal(shape.categories.length, 12);
    assert.equal(shape.others, 5);
    assertClose(sum(shape.reference), 1);
  });

  test('leaves numbers in their order', () => {
    const counts = countCategories(words(['1', '2', '2', '3']), words(['1', '2', '2', '3', '3', '3']));
    assert.deepEqual(categoricalDistribution({ ...counts, isOrdered: true }).categories, ['1', '2', '3']);
    assert.deepEqual(categoricalDistribution(counts).categories, ['2', '3', '1']);
  });

  test('orders equally frequent categories by name', () => {
    const counts = countCategories(words(['b', 'a', 'c']), words(['c', 'b', 'a']));
    assert.deepEqual(categoricalDistribution(counts).categories, ['a', 'b', 'c']);
  });
});

suite('countCategories', () => {
  test('counts over the union of the words, in their order', () => {
    const counts = countCategories(words(['b', 'a', null]), words(['c', 'b', 'b', null, null]));
    assert.deepEqual(counts.categories, ['a', 'b', 'c']);
    assert.deepEqual([...counts.reference], [1, 1, 0]);
    assert.deepEqual([...counts.current], [0, 2, 1]);
    assert.deepEqual(counts.n, [2, 3]);
    assert.deepEqual(counts.missing, [1, 2]);
  });

  test('leaves out words of the dictionary that do not occur, and adds up equal ones', () => {
    const column = { ...words([]), codes: Int32Array.of(0, 2, 2), dictionary: ['a', 'unused', 'a'] };
    assert.deepEqual([...countCodes(column).byWord], [['a', 3]]);
  });
});
