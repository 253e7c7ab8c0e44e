import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { SortMemory, sortNumbers } from '../../../src/drift/sortNumbers.ts';
import { bell } from './support.ts';

const size = 20_000;

suite('sortNumbers', () => {
  const shapes: Readonly<Record<string, Float64Array>> = {
    'a bell around zero': bell(1, size),
    'a bell far from zero': bell(2, size, 1, 1e9),
    'numbers that crowd at one end': bell(3, size).map(value => Math.exp(value * 12)),
    'whole numbers': bell(4, size, 50).map(Math.round),
    'two values': bell(5, size).map(Math.sign),
    'one value': new Float64Array(size).fill(4.25),
    'values that share their upper bits': bell(6, size, 1e-9, 1),
    'values that share them, with one far away': bell(7, size, 1e-9, 1).map((value, i) =>
      i === 0 ? 1e12 : value,
    ),
    'the whole range of doubles': bell(8, size).map(value => value * 10 ** (value * 300)),
    'the largest numbers': bell(9, size).map(value => Math.sign(value) * Number.MAX_VALUE),
    'the smallest numbers': bell(10, size).map(value => Math.round(value * 1000) * Number.MIN_VALUE),
    'ordered numbers': Float64Array.from({ length: size }, (_, i) => i / 7),
    'numbers in reverse': Float64Array.from({ length: size }, (_, i) => -i / 7),
    'few numbers': bell(11, 100),
    'no number': new Float64Array(),
  };

  for (const [name, values] of Object.entries(shapes)) {
    test(`orders ${name}`, () => {
      const expected = values.slice().sort();
      sortNumbers(values);
      assert.ok(values.every((value, i) => value === expected[i]));
    });
  }

  test('sorts a part of an array in place, and nothing beside it', () => {
    const whole = bell(12, 3 * size);
    const before = whole.slice();
    const part = whole.subarray(size, 2 * size);
    sortNumbers(part);
    assert.deepEqual(part, before.slice(size, 2 * size).sort());
    assert.deepEqual(whole.subarray(0, size), before.subarray(0, size));
    assert.deepEqual(whole.subarray(2 * size), before.subarray(2 * size));
  });

  test('uses memory again for arrays of other lengths', () => {
    const memory = new SortMemory();
    for (const length of [size, 3 * size, size / 2]) {
      const values = bell(length, length);
      const expected = values.slice().sort();
      sortNumbers(values, memory);
      assert.deepEqual(values, expected);
    }
  });
});

suite('SortMemory', () => {
  test('gives the length that is asked for', () => {
    const memory = new SortMemory();
    assert.equal(memory.take(10).length, 10);
    assert.equal(memory.take(5).length, 5);
    assert.equal(memory.take(5).buffer, memory.take(10).buffer);
  });
});
