import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { describeField, typeOf } from '../../../../src/manifest/assist/describe.ts';
import { nodeLabels } from '../../../../src/manifest/assist/nodeLabels.ts';
import { popularityOf } from '../../../../src/manifest/assist/popularFields.ts';
import { SnippetWriter, shapeOf, yamlScalar } from '../../../../src/manifest/assist/snippetText.ts';
import { amountsOf, resourceNames } from '../../../../src/manifest/assist/suggestedValues.ts';
import { wellKnownKeys } from '../../../../src/manifest/assist/wellKnownKeys.ts';
import { Schema } from '../../../../src/manifest/schema/schema.ts';
import type { SchemaJson } from '../../../../src/manifest/schema/schemaJson.ts';
import {
  annotationKeyFlaw,
  labelValueFlaw,
  qualifiedNameFlaw,
} from '../../../../src/manifest/structure/names.ts';
import { isQuantity } from '../../../../src/manifest/structure/quantity.ts';

function aSchema(json: SchemaJson): Schema {
  return new Schema(json, () => undefined);
}

suite('the tables of writing help', () => {
  test('hold keys and values that the API server takes', () => {
    for (const { key, on, values } of [
      ...wellKnownKeys,
      ...nodeLabels.map(known => ({ ...known, on: 'label' })),
    ]) {
      assert.equal(on === 'label' ? qualifiedNameFlaw(key) : annotationKeyFlaw(key), undefined, key);
      if (on === 'label')
        for (const value of values)
          assert.equal(labelValueFlaw(value.replaceAll('"', '')), undefined, `${key}: ${value}`);
    }
  });

  test('hold each key once', () => {
    const keys = wellKnownKeys.map(({ key, on }) => `${on} ${key}`);
    assert.equal(new Set(keys).size, keys.length);
  });

  test('quote values that YAML would read as something else than strings', () => {
    for (const { key, values } of wellKnownKeys)
      for (const value of values)
        assert.ok(
          value.startsWith('"') || !/^(?:true|false|yes|no|on|off|\d.*\d|\d)$/.test(value),
          `${key}: ${value}`,
        );
  });

  test('hold amounts that are quantities', () => {
    for (const { name, amount } of resourceNames)
      for (const value of [amount, ...amountsOf(name)]) assert.ok(isQuantity(value), `${name}: ${value}`);
  });

  test('put what people write first', () => {
    const fields = ['zzz', 'status', 'image', 'name', 'volumes'];
    assert.deepEqual(
      fields.toSorted((a, b) => popularityOf(a) - popularityOf(b)),
      ['name', 'image', 'volumes', 'zzz', 'status'],
    );
    assert.ok(popularityOf('model', 'predictor') < popularityOf('name', 'predictor'));
    assert.ok(popularityOf('x', 'constructor') > 0);
  });
});

suite('yamlScalar', () => {
  const cases: readonly (readonly [unknown, string])[] = [
    ['Always', 'Always'],
    ['a b', 'a b'],
    ['yes', '"yes"'],
    ['1', '"1"'],
    ['', '""'],
    ['a: b', '"a: b"'],
    ['*', '"*"'],
    [1.5, '1.5'],
    [true, 'true'],
    [null, 'null'],
  ];
  for (const [value, text] of cases)
    test(`writes ${JSON.stringify(value)}`, () => assert.equal(yamlScalar(value), text));
});

suite('SnippetWriter', () => {
  const written = (json: SchemaJson, listIndent = 2) =>
    new SnippetWriter(listIndent).field('a', aSchema(json), 2);

  test('numbers its stops through', () =>
    assert.equal(
      written({
        type: 'object',
        required: ['b', 'c'],
        properties: { b: { type: 'string' }, c: { type: 'integer', default: 3 } },
      }),
      `a:\n    b: $1\n    c: \${2:3}`,
    ));

  test('offers what is allowed', () =>
    assert.equal(written({ type: 'string', enum: ['x', 'y,z'] }), `a: \${1|x,"y\\,z"|}`));

  test('begins lists', () => {
    assert.equal(written({ type: 'array', items: { type: 'string' } }), 'a:\n    - $1');
    assert.equal(written({ type: 'array', items: { type: 'string' } }, 0), 'a:\n  - $1');
  });

  test('begins maps', () =>
    assert.equal(written({ type: 'object', additionalProperties: { type: 'string' } }), 'a:\n    $1'));

  test('keeps hostile defaults from being stops', () =>
    assert.equal(written({ type: 'string', default: '$1}' }), `a: \${1:\\$1\\}}`));

  test('ends in schemas that hold themselves', () => {
    const json: SchemaJson = {
      type: 'object',
      required: ['a'],
      properties: { a: { $ref: '#/definitions/Self' } },
    };
    const self: Schema = new Schema(json, () => self);
    assert.ok(new SnippetWriter(2).field('a', self, 0).length < 200);
  });
});

suite('describeField', () => {
  test('tells limits', () =>
    assert.equal(
      describeField(
        aSchema({ type: 'integer', minimum: 1, maximum: 9, exclusiveMaximum: true, multipleOf: 2 }),
        { isRequired: true },
      ),
      'Type: `integer`, required\n\nLimits: at least 1, less than 9, a multiple of 2',
    ));

  test('tells since when, and where to read on', () =>
    assert.equal(
      describeField(
        aSchema({ type: 'string', 'x-timonel-since': '0.15', 'x-timonel-link': 'https://a.b/c' }),
      ),
      'Type: `string`\n\nSince 0\\.15\n\n[Documentation](<https://a.b/c>)',
    ));

  test('tells types in words', () => {
    assert.equal(typeOf(aSchema({ 'x-kubernetes-int-or-string': true })), 'integer or string');
    assert.equal(typeOf(aSchema({ type: 'array', items: { format: 'quantity' } })), 'list of quantity');
    assert.equal(
      typeOf(aSchema({ type: 'object', additionalProperties: { type: 'boolean' } })),
      'map of boolean',
    );
    assert.equal(typeOf(aSchema({ 'x-kubernetes-preserve-unknown-fields': true })), 'anything');
    assert.equal(shapeOf(aSchema({ format: 'quantity', type: 'object' })), 'scalar');
  });
});
