import assert from 'node:assert/strict';
import { test } from 'node:test';
import { skeleton } from '../../../../src/manifest/fix/skeleton.ts';
import { Schema } from '../../../../src/manifest/schema/schema.ts';
import type { SchemaJson } from '../../../../src/manifest/schema/schemaJson.ts';

const made = (json: SchemaJson) => skeleton(new Schema(json, () => undefined));

test('a field holds its default, its first value, or nothing of its type', () => {
  assert.equal(made({ type: 'string', default: 'a' }), 'a');
  assert.equal(made({ type: 'string', enum: ['', 'b', 'c'] }), 'b');
  assert.equal(made({ type: 'string' }), '');
  assert.equal(made({ type: 'integer', minimum: 1 }), 1);
  assert.equal(made({ type: 'number' }), 0);
  assert.equal(made({ type: 'boolean' }), false);
  assert.deepEqual(made({ type: 'array' }), []);
  assert.equal(skeleton(undefined), '');
});

test('a map holds what it requires', () =>
  assert.deepEqual(
    made({
      type: 'object',
      required: ['a', 'b'],
      properties: {
        a: { type: 'object', required: ['c'], properties: { c: { type: 'string' } } },
        b: { type: 'array' },
        d: { type: 'string' },
      },
    }),
    { a: { c: '' }, b: [] },
  ));
