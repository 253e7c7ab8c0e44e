import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Schema } from '../../../../src/manifest/schema/schema.ts';
import type { SchemaJson } from '../../../../src/manifest/schema/schemaJson.ts';
import { refusals } from './update.ts';

const json: SchemaJson = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      'x-kubernetes-validations': [
        { rule: 'has(self.size) == has(oldSelf.size)', message: 'size stays as it is' },
        { rule: '!has(self.a) || !has(self.b)', message: 'a or b' },
      ],
      properties: {
        a: { type: 'string' },
        b: { type: 'string' },
        size: {
          type: 'integer',
          'x-kubernetes-validations': [{ rule: 'self >= oldSelf', message: 'only grows' }],
        },
        workers: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name'],
          'x-kubernetes-validations': [{ rule: 'self.size() == oldSelf.size()', message: 'same workers' }],
          items: {
            type: 'object',
            properties: {
              name: { type: 'string' },
              image: {
                type: 'string',
                'x-kubernetes-validations': [{ rule: 'self == oldSelf', message: 'same image' }],
              },
            },
          },
        },
      },
    },
  },
};
const schema = new Schema(json, () => undefined);
const text = (spec: string) => `apiVersion: a.b/v1\nkind: Thing\nmetadata: {name: a}\nspec: ${spec}\n`;
const live = {
  kind: 'Thing',
  metadata: { name: 'a' },
  spec: {
    size: 3,
    workers: [
      { name: 'x', image: '1' },
      { name: 'w', image: '1' },
    ],
  },
};

function said(spec: string): readonly string[] {
  return refusals(text(spec), live, schema).map(({ rule, path, message }) => `${rule} ${path} ${message}`);
}

suite('rules that compare with the live object', () => {
  test('object at the field itself', () =>
    assert.deepEqual(said('{size: 2}'), ['update/transition-rule spec.size only grows']));
  test('hold where nothing is changed', () => assert.deepEqual(said('{size: 3}'), []));
  test('find what is left out where it was', () => assert.deepEqual(said('{a: x}'), []));
  test('find items of keyed lists again, and those that are left out', () =>
    assert.deepEqual(said('{workers: [{name: w, image: "2"}]}'), [
      'update/transition-rule spec.workers[0].image same image',
    ]));
  test('find items that are new', () =>
    assert.deepEqual(said('{workers: [{name: z, image: "1"}]}'), [
      'update/transition-rule spec.workers same workers',
    ]));
  test('leave alone what is wrong without the live object', () => assert.deepEqual(said('{a: x, b: x}'), []));
});
