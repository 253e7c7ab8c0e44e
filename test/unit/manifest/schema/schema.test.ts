import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Schema } from '../../../../src/manifest/schema/schema.ts';
import type { SchemaJson } from '../../../../src/manifest/schema/schemaJson.ts';

suite('a schema', () => {
  test('gives the same child each time, and none for what is not declared', () => {
    const schema = schemaOf({ properties: { name: { type: 'string' } } });
    strictEqual(schema.property('name'), schema.property('name'));
    strictEqual(schema.property('name')?.json.type, 'string');
    strictEqual(schema.property('toString'), undefined);
    strictEqual(schema.property('other'), undefined);
  });

  test('has items and values of maps only where they are declared', () => {
    const schema = schemaOf({ items: { type: 'string' }, additionalProperties: { type: 'integer' } });
    strictEqual(schema.items?.json.type, 'string');
    strictEqual(schema.additional?.json.type, 'integer');
    strictEqual(schemaOf({ additionalProperties: true }).additional, undefined);
    strictEqual(schemaOf({}).items, undefined);
  });

  test('lets keywords beside a reference win over those of its target', () => {
    const target = new Schema(
      { type: 'object', description: 'Any.', properties: { a: {} } },
      () => undefined,
      'Type',
    );
    const schema = schemaOf(
      { properties: { one: { $ref: 'x', description: 'This one.' }, two: { $ref: 'x' } } },
      target,
    );
    strictEqual(schema.property('one')?.json.description, 'This one.');
    deepStrictEqual(schema.property('one')?.propertyNames, ['a']);
    strictEqual(schema.property('one')?.typeName, 'Type');
    strictEqual(schema.property('two'), target);
  });

  test('has no child where a reference leads nowhere', () => {
    strictEqual(schemaOf({ properties: { one: { $ref: 'nowhere' } } }).property('one'), undefined);
  });

  test('is of the type that it is marked with', () => {
    strictEqual(
      new Schema({ 'x-timonel-type': 'Container' }, () => undefined, 'Engine').typeName,
      'Container',
    );
    strictEqual(schemaOf({}).typeName, undefined);
  });

  test('compiles patterns as far as JavaScript can say them', () => {
    strictEqual(schemaOf({ pattern: '^a+$' }).pattern?.test('aaa'), true);
    strictEqual(schemaOf({ pattern: '^[\\w-.]+$' }).pattern?.test('a-b.c'), true);
    strictEqual(schemaOf({ pattern: '(' }).pattern, undefined);
    strictEqual(schemaOf({}).pattern, undefined);
  });

  test('says what the keywords of Kubernetes mean', () => {
    const marked = schemaOf({
      'x-kubernetes-int-or-string': true,
      'x-kubernetes-preserve-unknown-fields': true,
      'x-kubernetes-embedded-resource': true,
      'x-kubernetes-validations': [{ rule: 'true' }],
    });
    deepStrictEqual(
      [marked.isIntOrString, marked.preservesUnknown, marked.isEmbeddedResource, marked.celRules.length],
      [true, true, true, 1],
    );
    const plain = schemaOf({});
    deepStrictEqual(
      [plain.isIntOrString, plain.preservesUnknown, plain.isEmbeddedResource, plain.celRules.length],
      [false, false, false, 0],
    );
    strictEqual(schemaOf({ format: 'int-or-string' }).isIntOrString, true);
  });
});

/** A schema in which the reference `x` leads to a target. */
function schemaOf(json: SchemaJson, target?: Schema): Schema {
  return new Schema(json, ref => (ref === 'x' ? target : undefined));
}
