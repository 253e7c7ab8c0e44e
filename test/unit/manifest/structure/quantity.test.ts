import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  compareQuantities,
  isBareUnit,
  isQuantity,
  isWholeQuantity,
  parseQuantity,
} from '../../../../src/manifest/structure/quantity.ts';

suite('parseQuantity', () => {
  const readings: readonly (readonly [unknown, bigint | undefined])[] = [
    ['0', 0n],
    ['1', 1_000_000_000n],
    ['-2', -2_000_000_000n],
    ['+.5', 500_000_000n],
    ['5.', 5_000_000_000n],
    ['100m', 100_000_000n],
    ['2e3', 2_000_000_000_000n],
    ['2E', 2n * 10n ** 27n],
    ['1E-2', 10_000_000n],
    ['1.5Gi', 3n * 2n ** 29n * 10n ** 9n],
    ['0.1', 100_000_000n],
    [0.1, 100_000_000n],
    [8, 8_000_000_000n],
    ['1e-10', 1n],
    ['1e-99999999999', 1n],
    ['0e99999999999', 0n],
    ['1e99999999999', (2n ** 63n - 1n) * 10n ** 9n],
    ['9'.repeat(1000), (2n ** 63n - 1n) * 10n ** 9n],
    ['', undefined],
    // The API server takes these, and reads no amount at all.
    ['.', 0n],
    ['Gi', 0n],
    ['-', 0n],
    ['e', undefined],
    ['1K', undefined],
    ['1 Gi', undefined],
    ['1e', undefined],
    ['1e3m', undefined],
    ['0x10', undefined],
    ['<memory>', undefined],
    [true, undefined],
    [Number.NaN, undefined],
    [null, undefined],
  ];
  for (const [value, nanos] of readings) {
    test(`reads ${JSON.stringify(value)?.slice(0, 24)}`, () => {
      assert.equal(parseQuantity(value), nanos);
      assert.equal(isQuantity(value), nanos !== undefined);
    });
  }
});

test('isBareUnit finds quantities without a digit', () => {
  assert.deepEqual(['Gi', '-', '+m', '.', 'e3'].map(isBareUnit), [true, true, true, true, true]);
  assert.deepEqual(['0', '1Gi', '.5', '', 'x'].map(isBareUnit), [false, false, false, false, false]);
});

suite('compareQuantities', () => {
  test('is exact where binary fractions are not', () => {
    assert.equal(compareQuantities('1100m', '1.1'), 0);
    assert.equal(compareQuantities('0.3', '100m'), 1);
  });
  test('minds binary and decimal suffixes', () => assert.equal(compareQuantities('1G', '1Gi'), -1));
  test('does not compare what is no quantity', () => assert.equal(compareQuantities('1', 'much'), undefined));
});

suite('isWholeQuantity', () => {
  test('takes whole devices however they are written', () => {
    assert.equal(isWholeQuantity('2'), true);
    assert.equal(isWholeQuantity('2000m'), true);
    assert.equal(isWholeQuantity('1k'), true);
  });
  test('refuses fractions', () => assert.equal(isWholeQuantity('500m'), false));
  test('says nothing of other texts', () => assert.equal(isWholeQuantity('two'), undefined));
});
