import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { judgeCel } from '../../../../src/manifest/cel/judgeCel.ts';
import { Schema } from '../../../../src/manifest/schema/schema.ts';
import type { SchemaJson } from '../../../../src/manifest/schema/schemaJson.ts';
import { aSchema, holds, judged, text, texts, whole } from '../../../support/celSchemas.ts';
import { aManifest } from '../../../support/manifests.ts';

suite('self is typed by the schema', () => {
  const cases: readonly (readonly [what: string, SchemaJson, value: string, rule: string])[] = [
    ['integers are int', whole, '3', 'type(self.x) == int && self.x / 2 == 1'],
    [
      'numbers are double even when whole',
      { type: 'number' },
      '3',
      'type(self.x) == double && self.x / 2.0 == 1.5',
    ],
    ['int-or-string is what is written', { 'x-kubernetes-int-or-string': true }, '3', 'type(self.x) == int'],
    ['int-or-string may be text', { 'x-kubernetes-int-or-string': true }, '30%', "self.x.endsWith('%')"],
    [
      'date-times are moments',
      { type: 'string', format: 'date-time' },
      '"2024-01-01T00:00:00Z"',
      'self.x.getFullYear() == 2024',
    ],
    [
      'dates are moments',
      { type: 'string', format: 'date' },
      '"2024-01-01"',
      "self.x == timestamp('2024-01-01T00:00:00Z')",
    ],
    ['durations are durations', { type: 'string', format: 'duration' }, '90s', "self.x > duration('1m')"],
    ['base64 is bytes', { type: 'string', format: 'byte' }, 'aGk=', "self.x == b'hi'"],
    ['other formats are text', { type: 'string', format: 'uri' }, 'a:b', 'type(self.x) == string'],
    ['large integers keep every digit', whole, '9007199254740993', 'self.x == 9007199254740993'],
    [
      'maps go from names to values',
      { type: 'object', additionalProperties: whole },
      '{ a: 1, b-c: 2 }',
      "self.x['b-c'] == 2 && size(self.x) == 2",
    ],
    [
      'names are escaped',
      { type: 'object', properties: { 'my-name': text, namespace: text } },
      '{ my-name: a, namespace: b }',
      "self.x.my__dash__name == 'a' && self.x.__namespace__ == 'b'",
    ],
    ['absent fields are absent', { type: 'object', properties: { v: text } }, '{}', '!has(self.x.v)'],
    [
      'null fields are absent',
      { type: 'object', properties: { v: { type: 'string', nullable: true } } },
      '{ v: null }',
      '!has(self.x.v)',
    ],
    [
      'undeclared fields are invisible',
      { type: 'object', properties: {}, 'x-kubernetes-preserve-unknown-fields': true },
      '{ v: 1 }',
      '!has(self.x.v)',
    ],
    ['merged keys count', { type: 'object', properties: { v: text } }, '{ <<: { v: a } }', "self.x.v == 'a'"],
    ['sets know no order', { ...texts, 'x-kubernetes-list-type': 'set' }, '[b, a]', "self.x == ['a', 'b']"],
    ['lists do', texts, '[b, a]', "self.x != ['a', 'b']"],
  ];
  for (const [what, schema, value, rule] of cases)
    test(what, () => {
      assert.deepEqual(judged(aSchema({ x: schema }, rule), `{ x: ${value} }`), []);
      assert.equal(holds(aSchema({ x: schema }, `!(${rule})`), `{ x: ${value} }`), false);
    });

  test('the root and embedded resources show their kind and name, and no labels', () => {
    const rule = "self.kind == 'Thing' && self.metadata.name == 'thing' && !has(self.metadata.labels)";
    const schema = new Schema(
      {
        type: 'object',
        properties: { metadata: { type: 'object' } },
        'x-kubernetes-validations': [{ rule }],
      },
      () => undefined,
    );
    assert.deepEqual(judged(schema, '{}'), []);
    const embedded: SchemaJson = {
      type: 'object',
      'x-kubernetes-embedded-resource': true,
      'x-kubernetes-preserve-unknown-fields': true,
      'x-kubernetes-validations': [{ rule: "self.metadata.name == 'inner'" }],
    };
    assert.equal(holds(aSchema({ x: embedded }), '{ x: { kind: A, metadata: { name: inner } } }'), true);
    assert.equal(holds(aSchema({ x: embedded }), '{ x: { kind: A, metadata: { name: outer } } }'), false);
  });
});

suite('a name that is still to come', () => {
  test('is made of generateName, as the server has made it by then', () => {
    const rule = "self.metadata.name.startsWith('run-') && size(self.metadata.name) == 9";
    const schema = new Schema({ type: 'object', 'x-kubernetes-validations': [{ rule }] }, () => undefined);
    const found: string[] = [];
    const object = aManifest('apiVersion: example.com/v1\nkind: Thing\nmetadata: { generateName: run- }\n');
    judgeCel(object.node, schema, broken => found.push(broken));
    assert.deepEqual(found, []);
  });
});

suite('defaults', () => {
  const nested: SchemaJson = {
    type: 'object',
    default: {},
    properties: {
      level: { type: 'integer', default: 5 },
      name: { type: 'string', nullable: true, default: 'x' },
    },
  };
  test('are applied before the rules, also inside each other', () => {
    assert.deepEqual(judged(aSchema({ nested }, 'self.nested.level == 5'), '{}'), []);
  });
  test('take the place of a null that is not allowed', () => {
    assert.deepEqual(
      judged(aSchema({ nested }, 'self.nested.level == 5'), '{ nested: { level: null } }'),
      [],
    );
  });
  test('leave no null among the values of a map', () => {
    const labels = { type: 'object', additionalProperties: text } as const;
    assert.ok(holds(aSchema({ labels }, 'size(self.labels) == 1'), '{ labels: { a: b, c: null } }'));
    const open = { type: 'object', additionalProperties: { ...text, nullable: true } } as const;
    assert.ok(holds(aSchema({ open }, 'size(self.open) == 2'), '{ open: { a: b, c: null } }'));
  });
  test('leave a null that is allowed alone', () => {
    assert.deepEqual(judged(aSchema({ nested }, '!has(self.nested.name)'), '{ nested: { name: null } }'), []);
  });
  test('are judged too, and what is wrong is told where they would be written', () => {
    const strict: SchemaJson = {
      ...nested,
      'x-kubernetes-validations': [{ rule: 'self.level > 9', message: 'too low' }],
    };
    assert.deepEqual(judged(aSchema({ nested: strict }), '{}'), ['spec.nested: too low']);
  });
});
