import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { keyName, plainScalarValue } from '../../../../src/manifest/syntax/scalarValue.ts';

suite('plainScalarValue', () => {
  const readings: readonly (readonly [string, string | number | boolean | null])[] = [
    ['yes', true],
    ['On', true],
    ['y', true],
    ['off', false],
    ['N', false],
    ['True', true],
    ['tRue', 'tRue'],
    ['~', null],
    ['Null', null],
    ['', null],
    ['0755', 493],
    ['0o17', 15],
    ['08', 8],
    ['0x1F', 31],
    ['0b101', 5],
    ['1_000', 1000],
    ['+12', 12],
    ['-3', -3],
    ['1e3', 1000],
    ['.5', 0.5],
    ['1.', 1],
    ['12:30', '12:30'],
    ['2026-11-24', '2026-11-24'],
    ['1.2.3', '1.2.3'],
    ['.inf', '.inf'],
    ['.nan', '.nan'],
    ['500m', '500m'],
    ['1Gi', '1Gi'],
    ['-', '-'],
    ['.', '.'],
  ];
  for (const [text, value] of readings)
    test(`reads ${text || 'nothing'} as ${JSON.stringify(value)}`, () =>
      assert.deepEqual(plainScalarValue(text), value));
});

suite('keyName', () => {
  test('writes out what YAML read as no text', () => {
    assert.equal(keyName(true), 'true');
    assert.equal(keyName(null), 'null');
    assert.equal(keyName(80), '80');
  });
});
