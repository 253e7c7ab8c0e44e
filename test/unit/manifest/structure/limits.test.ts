import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { SchemaJson } from '../../../../src/manifest/schema/schemaJson.ts';
import { jsonKey, valueKey } from '../../../../src/manifest/structure/jsonKey.ts';
import { isServerRequired } from '../../../../src/manifest/structure/serverRequired.ts';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';
import { fields, wordsIn } from '../../../support/structure.ts';

function wordsOfValue(schema: SchemaJson, value: string): readonly string[] {
  return wordsIn(fields({ field: schema }), `field: ${value}`);
}

suite('the words of limits', () => {
  const cases: readonly (readonly [SchemaJson, string, string | undefined])[] = [
    [{ type: 'string', minLength: 1 }, '""', 'This must not be empty.'],
    [{ type: 'string', minLength: 3 }, 'ab', 'This must be at least 3 characters long.'],
    [{ type: 'string', maxLength: 2 }, 'abc', 'This may be at most 2 characters long.'],
    [{ type: 'string', maxLength: 2 }, '"💩💩"', undefined],
    [{ type: 'integer', minimum: 1 }, '0', 'This must be 1 or more.'],
    [{ type: 'integer', minimum: 1, exclusiveMinimum: true }, '1', 'This must be greater than 1.'],
    [{ type: 'integer', exclusiveMinimum: 1 }, '1', 'This must be greater than 1.'],
    [{ type: 'integer', maximum: 5 }, '6', 'This must be 5 or less.'],
    [{ type: 'integer', maximum: 5, exclusiveMaximum: true }, '5', 'This must be less than 5.'],
    [{ type: 'integer', multipleOf: 5 }, '12', 'This must be a multiple of 5.'],
    [{ type: 'number', multipleOf: 0.01 }, '4.02', undefined],
    [{ type: 'array', minItems: 1 }, '[]', 'There must be at least 1 items here; there are 0.'],
    [{ type: 'array', maxItems: 1 }, '[a, b]', 'There may be at most 1 items here; there are 2.'],
    [
      { type: 'array', uniqueItems: true },
      '[{a: 1, b: 2}, {b: 2, a: 1}]',
      'The items of this list must differ from each other.',
    ],
    [
      { type: 'object', additionalProperties: true, minProperties: 1 },
      '{}',
      'There must be at least 1 fields here; there are 0.',
    ],
    [
      { type: 'object', additionalProperties: true, maxProperties: 1 },
      '{a: 1, b: 2}',
      'There may be at most 1 fields here; there are 2.',
    ],
  ];
  for (const [schema, value, words] of cases)
    test(`of ${JSON.stringify(schema)} for ${value}`, () =>
      assert.deepEqual(wordsOfValue(schema, value), words === undefined ? [] : [words]));
});

suite('the words of wrong types', () => {
  const cases: readonly (readonly [SchemaJson, string, string])[] = [
    [{ type: 'array' }, '{a: 1}', 'This is a map of fields, where a list is wanted.'],
    [{ type: 'object' }, '[1]', 'This is a list, where a map of fields is wanted.'],
    [{ type: 'string' }, '8080', '8080 is read as a number, where a string is wanted: put it in quotes.'],
    [
      { type: 'integer' },
      '"8080"',
      '"8080" is a string because of its quotes, where a whole number is wanted.',
    ],
    [{ type: 'integer' }, 'many', '"many" is a string, where a whole number is wanted.'],
    [{ type: 'boolean' }, '1', '1 is a number, where true or false is wanted.'],
    [{ type: 'integer' }, '0.5', '0.5 is a fraction, where a whole number is wanted.'],
  ];
  for (const [schema, value, words] of cases)
    test(`of ${schema.type} for ${value}`, () => assert.deepEqual(wordsOfValue(schema, value), [words]));
});

suite('jsonKey', () => {
  const keyOf = (text: string) => {
    const root = parseManifestText(text)[0]?.root;
    if (root === undefined) throw new Error('no root');
    return jsonKey(root);
  };
  test('is the same whatever the order of fields', () =>
    assert.equal(keyOf('{a: 1, b: [x]}'), keyOf('b: [x]\na: 1')));
  test('minds the order of items', () => assert.notEqual(keyOf('[1, 2]'), keyOf('[2, 1]')));
  test('tells numbers from their texts', () => assert.notEqual(keyOf('["1"]'), keyOf('[1]')));
  test('is that of the plain value', () =>
    assert.equal(keyOf('{b: [null, "x"], a: true}'), valueKey({ a: true, b: [null, 'x'] })));
});

suite('isServerRequired', () => {
  test('believes the documentation', () => assert.equal(isServerRequired('Container', 'name'), true));
  test('knows what the server makes do without', () => {
    assert.equal(isServerRequired('StatefulSetSpec', 'serviceName'), false);
    assert.equal(isServerRequired('HTTPHeader', 'value'), false);
    assert.equal(isServerRequired('HTTPHeader', 'name'), true);
  });
  test('believes schemas without a name', () => assert.equal(isServerRequired(undefined, 'value'), true));
  test('is not misled by names of JavaScript', () =>
    assert.equal(isServerRequired('constructor', 'name'), true));
});
