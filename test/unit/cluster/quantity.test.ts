import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  formatBytes,
  formatCores,
  parseMillis,
  parseQuantity,
  parseUnits,
} from '../../../src/cluster/quantity.ts';

suite('parseQuantity', () => {
  const readings: readonly (readonly [unknown, number | undefined])[] = [
    ['1', 1],
    ['0', 0],
    ['-2', -2],
    ['+3', 3],
    ['.5', 0.5],
    ['5.', 5],
    ['100m', 0.1],
    ['2e3', 2000],
    ['2E3', 2000],
    ['2E', 2e18],
    ['1k', 1000],
    ['1Ki', 1024],
    ['1.5Gi', 1.5 * 2 ** 30],
    ['1Ei', 2 ** 60],
    [7, 7],
    ['1K', undefined],
    ['1 Gi', undefined],
    ['', undefined],
    ['Gi', undefined],
    ['1e', undefined],
    ['0x10', undefined],
    ['1e9999', undefined],
    [Number.NaN, undefined],
    [null, undefined],
    [{}, undefined],
    ['9'.repeat(100), undefined],
  ];
  for (const [text, amount] of readings) {
    test(`reads ${JSON.stringify(text)?.slice(0, 20)} as ${amount}`, () => {
      const read = parseQuantity(text);
      if (amount === undefined || read === undefined) assert.equal(read, amount);
      else assert.ok(Math.abs(read - amount) <= Math.abs(amount) * 1e-12, `${read}`);
    });
  }
});

suite('whole units', () => {
  test('do not round a binary fraction up', () => {
    assert.equal(parseMillis('1.1'), 1100);
    assert.equal(parseMillis('0.1'), 100);
    assert.equal(parseMillis('2.675'), 2675);
  });
  test('round a true fraction up, as the scheduler does', () => {
    assert.equal(parseMillis('1u'), 1);
    assert.equal(parseUnits('1500m'), 2);
  });
  test('are 0 for what cannot be read', () => {
    assert.equal(parseMillis('much'), 0);
    assert.equal(parseUnits(undefined), 0);
  });
});

suite('formatting', () => {
  test('writes cores as people do', () => {
    assert.deepEqual([0, 250, 1000, 3500, 96_000].map(formatCores), ['0', '250m', '1', '3.5', '96']);
  });
  test('writes bytes in the largest unit that leaves one', () => {
    const sizes = [0, 1023, 1024, 1.5 * 2 ** 30, 100.4 * 2 ** 30, 2 ** 40];
    assert.deepEqual(sizes.map(formatBytes), ['0 B', '1023 B', '1 Ki', '1.5 Gi', '100 Gi', '1 Ti']);
  });
});
