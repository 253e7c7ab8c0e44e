import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { named, ringAmong } from '../../../../../src/manifest/rules/pipelines/ring.ts';

suite('ringAmong', () => {
  const ring = (waiting: Readonly<Record<string, readonly string[]>>) =>
    ringAmong(new Map(Object.entries(waiting)));
  test('finds none in a chain', () => assert.deepEqual(ring({ a: [], b: ['a'], c: ['b', 'a'] }), []));
  test('finds two that wait for one another', () =>
    assert.deepEqual(ring({ a: ['b'], b: ['a'], c: [] }), ['a', 'b']));
  test('finds what waits for itself', () => assert.deepEqual(ring({ a: ['a'] }), ['a']));
  test('keeps what waits for a ring', () => assert.deepEqual(ring({ a: ['a'], b: ['a'] }), ['a', 'b']));
  test('passes over names that are not there', () => assert.deepEqual(ring({ a: ['z', 'z'] }), []));
});

suite('named', () => {
  test('joins a few names', () => assert.equal(named(['a', 'b']), 'a, b'));
  test('cuts many', () =>
    assert.equal(
      named(Array.from({ length: 12 }, (_, i) => `t${i}`)),
      't0, t1, t2, t3, t4, t5, t6, t7, t8, t9 …',
    ));
});
