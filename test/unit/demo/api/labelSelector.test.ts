import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { matcherOf, parseLabelSelector } from '../../../../src/demo/api/labelSelector.ts';
import { ApiError } from '../../../../src/demo/api/status.ts';

const labels = { app: 'web', tier: 'front', 'example.com/a': 'b' };

suite('parseLabelSelector', () => {
  const fitting = [
    '',
    'app=web',
    'app==web',
    'app',
    'app!=db',
    '!none',
    'app in (db, web),tier',
    'tier notin (back)',
    'none!=x',
    'example.com/a=b',
  ];
  for (const text of fitting) test(`"${text}" fits`, () => assert.ok(parseLabelSelector(text)(labels)));

  const missing = ['app=db', '!app', 'none', 'app in (db)', 'app notin (web)', 'app=web,tier=back'];
  for (const text of missing)
    test(`"${text}" does not fit`, () => assert.ok(!parseLabelSelector(text)(labels)));

  test('what cannot be read is a bad request', () => {
    assert.throws(
      () => parseLabelSelector('a b c'),
      (error: unknown) => error instanceof ApiError && error.code === 400,
    );
  });
});

suite('matcherOf', () => {
  test('nothing fits an absent selector, everything an empty one', () => {
    assert.equal(matcherOf(undefined)(labels), false);
    assert.equal(matcherOf({})(labels), true);
  });

  test('all labels and all expressions have to fit', () => {
    const selector = {
      matchLabels: { app: 'web' },
      matchExpressions: [
        { key: 'tier', operator: 'In', values: ['front'] },
        { key: 'none', operator: 'DoesNotExist' },
        { key: 'app', operator: 'Exists' },
        { key: 'none', operator: 'NotIn', values: ['x'] },
      ],
    } as const;
    assert.equal(matcherOf(selector)(labels), true);
    assert.equal(matcherOf(selector)({ ...labels, none: 'y' }), false);
  });
});
