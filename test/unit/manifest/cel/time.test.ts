import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  dateOf,
  durationOf,
  durationText,
  schemaDurationOf,
  timestampOf,
  timestampText,
} from '../../../../src/manifest/cel/time.ts';

suite('durations', () => {
  const nanos: readonly (readonly [string, bigint | undefined])[] = [
    ['1h30m', 5_400_000_000_000n],
    ['-1.5s', -1_500_000_000n],
    ['0', 0n],
    ['.5ms', 500_000n],
    ['1µs', 1_000n],
    ['', undefined],
    ['1', undefined],
    ['1d', undefined],
    ['1h 30m', undefined],
    ['9999999h', undefined],
  ];
  for (const [text, expected] of nanos)
    test(`"${text}" as Go reads it`, () => assert.equal(durationOf(text)?.nanos, expected));

  test('as a schema takes them, in days, weeks and words too', () => {
    const days = 86_400_000_000_000n;
    assert.deepEqual(
      ['3 days', '2w', '1 minute', '5 milli', '4h', '1 fortnight'].map(text => schemaDurationOf(text)?.nanos),
      [3n * days, 14n * days, undefined, 5_000_000n, 14_400_000_000_000n, undefined],
    );
  });
  test('are written in seconds', () => {
    assert.deepEqual(
      ['1h', '-1.5s', '1ns'].map(text => durationText(durationOf(text) ?? assert.fail())),
      ['3600s', '-1.5s', '0.000000001s'],
    );
  });
});

suite('moments', () => {
  const written = (text: string) => {
    const timestamp = timestampOf(text);
    return timestamp && timestampText(timestamp);
  };
  test('are read and written in RFC 3339', () => {
    assert.equal(written('2024-02-29T23:59:59.123456789Z'), '2024-02-29T23:59:59.123456789Z');
    assert.equal(written('2024-01-01T00:00:00+01:00'), '2023-12-31T23:00:00Z');
    assert.equal(written('1969-12-31T23:59:59.5Z'), '1969-12-31T23:59:59.5Z');
  });
  test('are none where a day or an hour does not exist', () => {
    for (const text of ['2023-02-29T00:00:00Z', '2024-01-01T24:00:00Z', '2024-01-01', '2024-1-1T00:00:00Z'])
      assert.equal(timestampOf(text), undefined, text);
  });
  test('may be days', () => {
    assert.equal(dateOf('1970-01-02')?.nanos, 86_400_000_000_000n);
    assert.equal(dateOf('1970-1-2'), undefined);
  });
});
