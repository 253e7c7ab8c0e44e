import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { SchemaJson } from '../../../../src/manifest/schema/schemaJson.ts';
import { fields, placesIn, wordsIn } from '../../../support/structure.ts';

const text: SchemaJson = { type: 'string' };
const both = { a: text, b: text, c: text };

suite('alternatives', () => {
  const oneOf = { ...fields(both), oneOf: [{ required: ['a'] }, { required: ['b'] }] };
  const anyOf = { ...fields(both), anyOf: [{ required: ['a'] }, { required: ['b'] }] };
  test('ask for one of some fields', () => {
    assert.deepEqual(wordsIn(oneOf, 'c: x'), ['One of a, b must be set.']);
    assert.deepEqual(wordsIn(anyOf, 'c: x'), ['One of a, b must be set.']);
  });
  test('take one of some fields', () => assert.deepEqual(wordsIn(oneOf, 'a: x'), []));
  test('refuse two of them', () =>
    assert.deepEqual(wordsIn(oneOf, 'a: x\nb: z'), ['Only one of a, b may be set.']));
  test('take two of them where any will do', () => assert.deepEqual(wordsIn(anyOf, 'a: x\nb: z'), []));
  test('forbid fields together', () =>
    assert.deepEqual(wordsIn({ ...fields(both), not: { required: ['a', 'b'] } }, 'a: x\nb: z'), [
      'a and b must not be set together.',
    ]));
  test('forbid a field', () =>
    assert.deepEqual(wordsIn({ ...fields(both), not: { required: ['a'] } }, 'a: x'), [
      'a must not be set here.',
    ]));
  test('forbid each of some fields', () =>
    assert.deepEqual(
      wordsIn({ ...fields(both), not: { anyOf: [{ required: ['a'] }, { required: ['b'] }] } }, 'b: x'),
      ['None of a, b may be set here.'],
    ));
  test('forbid a value', () =>
    assert.deepEqual(wordsIn(fields({ a: { ...text, not: { enum: ['x'] } } }), 'a: x'), [
      'This value is one that is not allowed here.',
    ]));
  test('tell what the nearest of them lacks', () => {
    const spec = fields({ a: { ...text, anyOf: [{ pattern: '^x' }, { pattern: '^y', maxLength: 1 }] } });
    assert.deepEqual(placesIn(spec, 'a: zz'), ['spec.a schema/alternatives', 'spec.a schema/pattern']);
  });
  test('add to what is said of the field itself', () => {
    const spec = fields({ a: { ...text, allOf: [{ maxLength: 2 }, { pattern: '^x' }] } });
    assert.deepEqual(placesIn(spec, 'a: zzz'), ['spec.a schema/limit', 'spec.a schema/pattern']);
  });
  test('judge values deep inside', () => {
    const spec = {
      ...fields({ mode: text, sizes: { type: 'array', items: { type: 'integer' } } }),
      oneOf: [{ properties: { sizes: { items: { minimum: 5 } } } }, { required: ['mode'] }],
    };
    assert.deepEqual(placesIn(spec, 'sizes: [7]'), []);
    assert.deepEqual(placesIn(spec, 'sizes: [1]'), [
      'spec schema/alternatives',
      'spec.sizes[0] schema/limit',
    ]);
  });
  test('find the defaults of what is not written', () => {
    const address = {
      ...fields({ type: { ...text, default: 'IP' }, value: text }),
      oneOf: [
        { properties: { type: { enum: ['IP'] }, value: { format: 'ipv4' } } },
        { properties: { type: { not: { enum: ['IP'] } } } },
      ],
    };
    assert.deepEqual(placesIn(fields({ a: address }), 'a: {value: 10.0.0.1}'), []);
    assert.deepEqual(placesIn(fields({ a: address }), 'a: {type: Name, value: x}'), []);
    assert.deepEqual(placesIn(fields({ a: address }), 'a: {value: x}')[0], 'spec.a schema/alternatives');
  });
  test('can close a map', () =>
    assert.deepEqual(
      placesIn(
        { ...fields(both), allOf: [{ properties: { a: {} }, additionalProperties: false }] },
        'a: x\nb: z',
      ),
      ['spec.b schema/unknown-field'],
    ));
});
