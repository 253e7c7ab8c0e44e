import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { formatCheck, integerRange, isCidr, isUri } from '../../../../src/manifest/structure/formats.ts';
import { isIp } from '../../../../src/manifest/structure/ipAddress.ts';
import { goDurationNanos } from '../../../../src/manifest/structure/times.ts';

type Case = readonly [format: string, good: readonly string[], bad: readonly string[]];

const custom: readonly Case[] = [
  ['byte', ['aGVsbG8=', 'YQ=='], ['', 'a', 'aGVsbG8', 'YQ=\n=', 'a b=']],
  [
    'cidr',
    ['10.0.0.0/8', 'fd00::/8', '::ffff:1.2.3.4/128'],
    ['10.0.0.0', '10.0.0.0/33', 'fd00::/129', '10.0.0/8', '1.2.3.4/08'],
  ],
  ['date', ['2024-02-29'], ['2023-02-29', '2023-13-01', '23-01-01', '2023-1-1']],
  [
    'date-time',
    ['2024-02-29T12:00:00Z', '2024-02-29t12:00:00.5+01:00'],
    ['2024-02-29', '2024-02-30T12:00:00Z', '2024-02-29T24:00:00Z', '<some-time>'],
  ],
  ['duration', ['1h30m', '3 days', '10s', '0'], ['', 'soon', '10']],
  ['email', ['a@b.example', 'A B <a@b.example>'], ['a', 'a@b@c', '@b']],
  ['hexcolor', ['#fff', 'A0B1C2'], ['#ffff', 'red']],
  ['hostname', ['example.com', 'a', '127.0.0.1'], ['', 'a..b', '-a', 'a b']],
  ['ipv4', ['127.0.0.1', '0.0.0.0'], ['256.0.0.1', '1.2.3', '01.2.3.4', '::1']],
  [
    'ipv6',
    ['::', '::1', 'fe80::1:2', '1:2:3:4:5:6:7:8', '::ffff:1.2.3.4'],
    ['1::2::3', '1:2:3:4:5:6:7', 'g::', '1.2.3.4', '1:2:3:4:5:6:7:8::'],
  ],
  ['isbn', ['0321751043', '978-0321751041'], ['0321751044', '978-0321751042', 'x']],
  ['isbn10', ['0321751043'], ['978-0321751041']],
  ['isbn13', ['978-0321751041'], ['0321751043']],
  ['mac', ['01:23:45:67:89:ab', '0123.4567.89ab'], ['01:23:45', '01:23-45:67:89:ab']],
  ['rgbcolor', ['rgb(255,0,10)', 'rgb( 1 , 2 , 3 )'], ['rgb(256,0,0)', 'rgb(1,2)', 'rgb(1,2,3,)']],
  ['ssn', ['123-45-6789'], ['123456789']],
  [
    'uri',
    ['https://example.com/a?b#c', '/path', 's3://bucket/key', 'urn:x'],
    ['', 'example.com/a', 'http://a b/', 'a\nb:'],
  ],
  ['uuid', ['01234567-89ab-cdef-0123-456789abcdef'], ['01234567', '0123456789abcdef0123456789abcdeg']],
  [
    'uuid4',
    ['01234567-89ab-4def-8123-456789abcdef'],
    ['01234567-89ab-3def-8123-456789abcdef', '01234567-89ab-4def-7123-456789abcdef'],
  ],
  ['bsonobjectid', ['507f1f77bcf86cd799439011'], ['507f']],
  ['k8s-short-name', ['abc'], ['A', 'a.b']],
  ['k8s-long-name', ['a.b'], ['A', 'a..b']],
];

const builtIn: readonly Case[] = [
  ['byte', ['', 'aGVsbG8=', 'aGVs\nbG8='], ['<token>', 'aGVsbG8']],
  [
    'date-time',
    ['2024-02-29T12:00:00Z', '2024-02-29T12:00:00.123456789+05:30'],
    ['2024-02-29t12:00:00z', '2024-02-29 12:00:00Z', '<some-time>'],
  ],
  ['duration', ['1h', '-1.5s', '0'], ['3 days', '1', '']],
  ['quantity', ['1Gi', '100m'], ['1 Gi', '']],
];

for (const [title, cases, isBuiltIn] of [
  ['of custom resources', custom, false],
  ['of built-in types', builtIn, true],
] as const) {
  suite(`formats ${title}`, () => {
    for (const [format, good, bad] of cases) {
      const check = formatCheck(format, isBuiltIn);
      for (const text of good) test(`${format} takes ${text}`, () => assert.equal(check?.(text), true));
      for (const text of bad) test(`${format} refuses "${text}"`, () => assert.equal(check?.(text), false));
    }
  });
}

suite('formatCheck', () => {
  test('passes over formats that the server ignores', () => {
    assert.equal(formatCheck('tel', false), undefined);
    assert.equal(formatCheck('quantity', false), undefined);
    assert.equal(formatCheck('uri', true), undefined);
    assert.equal(formatCheck('constructor', false), undefined);
  });
  test('takes time linear in the text', () => {
    const hostile = `${'1:'.repeat(100_000)}!`;
    for (const [format] of custom)
      assert.equal(formatCheck(format, false)?.(hostile) ?? false, format === 'nothing');
  });
});

suite('integerRange', () => {
  test('bounds int32, int64 and unnamed integers', () => {
    assert.deepEqual(integerRange('int32'), [-2147483648, 2147483647]);
    assert.deepEqual(integerRange(undefined), integerRange('int64'));
    assert.equal(integerRange('double'), undefined);
  });
});

suite('addresses and durations', () => {
  test('isIp takes both families', () =>
    assert.deepEqual(['::1', '10.0.0.1', 'x'].map(isIp), [true, true, false]));
  test('isCidr wants bits', () => assert.equal(isCidr('10.0.0.0/'), false));
  test('isUri takes opaque URIs', () => assert.equal(isUri('mailto:a@b'), true));
  test('goDurationNanos adds the parts up', () => {
    assert.equal(goDurationNanos('1h30m'), 5400e9);
    assert.equal(goDurationNanos('-1.5s'), -1.5e9);
    assert.equal(goDurationNanos('later'), undefined);
  });
});
