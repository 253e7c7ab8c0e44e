import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { RowCache } from '../../../../src/webview/run/rowCache.ts';

function rows(from: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `row ${from + index}`);
}

suite('the cache of rows', () => {
  test('gives back what it was given, by place', () => {
    const cache = new RowCache<string>(100);
    cache.put(10, rows(10, 3));
    assert.deepEqual(
      [9, 10, 12, 13].map(place => cache.get(place)),
      [undefined, 'row 10', 'row 12', undefined],
    );
    assert.equal(cache.isComplete({ from: 10, to: 13 }), true);
    assert.equal(cache.isComplete({ from: 10, to: 14 }), false);
  });

  test('moves rows down when older ones are dropped, and forgets those', () => {
    const cache = new RowCache<string>(100);
    cache.put(0, rows(0, 10));
    const number = cache.numberOf(7);
    cache.shift(4);
    assert.equal(cache.get(0), 'row 4');
    assert.equal(cache.get(6), undefined);
    assert.equal(cache.placeOf(number), 3);
    assert.equal(cache.get(-1), undefined);
    cache.put(6, ['new']);
    assert.equal(cache.get(6), 'new');
  });

  test('asks only for what is missing, and once', () => {
    const cache = new RowCache<string>(100);
    cache.put(0, rows(0, 10));
    assert.equal(cache.ask({ from: 2, to: 8 }), undefined);
    assert.deepEqual(cache.ask({ from: 5, to: 20 }), { from: 10, to: 20 });
    assert.equal(cache.ask({ from: 5, to: 20 }), undefined);
    assert.equal(cache.ask({ from: 12, to: 18 }), undefined);
    assert.deepEqual(cache.ask({ from: 5, to: 30 }), { from: 10, to: 30 });
  });

  test('asks again once an answer came or places moved', () => {
    const cache = new RowCache<string>(100);
    assert.deepEqual(cache.ask({ from: 0, to: 10 }), { from: 0, to: 10 });
    cache.put(0, rows(0, 5));
    assert.deepEqual(cache.ask({ from: 0, to: 10 }), { from: 5, to: 10 });
    cache.shift(1);
    assert.deepEqual(cache.ask({ from: 0, to: 10 }), { from: 4, to: 10 });
  });

  test('knows nothing after it was cleared', () => {
    const cache = new RowCache<string>(100);
    cache.put(0, rows(0, 5));
    cache.shift(2);
    cache.clear();
    assert.equal(cache.get(0), undefined);
    assert.equal(cache.numberOf(3), 3);
  });

  test('lets go of rows far from those that came last', () => {
    const cache = new RowCache<string>(100);
    cache.put(0, rows(0, 90));
    cache.put(1000, rows(1000, 20));
    assert.equal(cache.get(50), undefined);
    assert.equal(cache.isComplete({ from: 1000, to: 1020 }), true);
  });
});
