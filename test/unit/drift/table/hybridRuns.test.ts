import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isSingleRun, readHybridRuns } from '../../../../src/drift/table/hybridRuns.ts';

function decode(bytes: readonly number[], width: number, length: number): number[] {
  const codes = new Uint32Array(length);
  readHybridRuns(Uint8Array.from(bytes), width, codes);
  return [...codes];
}

suite('readHybridRuns', () => {
  test('repeats the value of a run', () => {
    assert.deepEqual(decode([5 << 1, 7], 3, 5), [7, 7, 7, 7, 7]);
  });

  test('reads the value of a wide run from as many bytes as it needs', () => {
    assert.deepEqual(decode([2 << 1, 0x34, 0x12], 13, 2), [0x1234, 0x1234]);
  });

  test('unpacks the example of the format: 0 to 7 in three bits each', () => {
    assert.deepEqual(
      decode([(1 << 1) | 1, 0b10001000, 0b11000110, 0b11111010], 3, 8),
      [0, 1, 2, 3, 4, 5, 6, 7],
    );
  });

  test('passes from packed values to runs and back', () => {
    assert.deepEqual(decode([3, 0b00000001, 4 << 1, 1, 3, 0b11111111], 1, 20), [
      ...[1, 0, 0, 0, 0, 0, 0, 0],
      ...[1, 1, 1, 1],
      ...[1, 1, 1, 1, 1, 1, 1, 1],
    ]);
  });

  test('reads headers of several bytes', () => {
    assert.deepEqual(
      decode([0x90, 0x03, 1], 1, 200),
      Array.from({ length: 200 }, () => 1),
    );
  });

  test('unpacks codes that cross bytes, up to the widest', () => {
    const values = [0x1abcdef, 1, 0x1ffffff, 0, 5, 6, 7, 8];
    const bits = values
      .map(value => value.toString(2).padStart(25, '0').split('').reverse().join(''))
      .join('');
    const bytes = bits.match(/.{8}/g)?.map(byte => Number.parseInt([...byte].reverse().join(''), 2)) ?? [];
    assert.deepEqual(decode([3, ...bytes], 25, 8), values);
  });

  test('takes no bits at all for zeros', () => {
    assert.deepEqual(decode([], 0, 3), [0, 0, 0]);
  });

  test('leaves the padding of the last group unread', () => {
    assert.deepEqual(decode([3, 0b11111111], 1, 3), [1, 1, 1]);
  });
});

suite('isSingleRun', () => {
  test('knows a run of ones that is long enough', () => {
    assert.equal(isSingleRun(Uint8Array.of(0x90, 0x03, 1), 200), true);
    assert.equal(isSingleRun(Uint8Array.of(0x90, 0x03, 1), 201), false);
    assert.equal(isSingleRun(Uint8Array.of(0x90, 0x03, 0), 200), false);
  });

  test('takes packed values for none', () => {
    assert.equal(isSingleRun(Uint8Array.of(3, 0xff), 8), false);
  });
});
