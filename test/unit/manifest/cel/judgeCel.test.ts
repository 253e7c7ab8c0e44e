import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { hasCelRules } from '../../../../src/manifest/cel/celRules.ts';
import { judgeCel } from '../../../../src/manifest/cel/judgeCel.ts';
import { Schema } from '../../../../src/manifest/schema/schema.ts';
import type { SchemaJson } from '../../../../src/manifest/schema/schemaJson.ts';
import { aSchema, head, holds, judged, text, texts, whole } from '../../../support/celSchemas.ts';
import { aManifest } from '../../../support/manifests.ts';

suite('what is told', () => {
  test('is the message of the definition, at the node that carries the rule', () => {
    const rule = { rule: 'self.a < self.b', message: ' a must be below b ' };
    assert.deepEqual(judged(aSchema({ a: whole, b: whole }, rule), '{ a: 2, b: 1 }'), [
      'spec: a must be below b',
    ]);
  });
  test('is the rule where there is no message', () => {
    assert.deepEqual(judged(aSchema({ a: whole }, 'self.a > 3'), '{ a: 2 }'), [
      'spec: The condition does not hold: self.a > 3',
    ]);
  });
  test('may be computed', () => {
    const rule = { rule: 'self.a > 3', message: 'plain', messageExpression: "'a is ' + string(self.a)" };
    assert.deepEqual(judged(aSchema({ a: whole }, rule), '{ a: 2 }'), ['spec: a is 2']);
  });
  test('falls back to the message when its expression fails, says nothing or breaks the line', () => {
    for (const messageExpression of ['self.missing', "''", "'a\\nb'", 'self.a'])
      assert.deepEqual(
        judged(
          aSchema({ a: whole }, { rule: 'self.a > 3', message: 'plain', messageExpression }),
          '{ a: 2 }',
        ),
        ['spec: plain'],
      );
  });
  test('stands at the field path, or names the field that is missing there', () => {
    const rule = { rule: 'has(self.a) && self.a > 3', message: 'no', fieldPath: '.a' };
    assert.deepEqual(judged(aSchema({ a: whole }, rule), '{ a: 2 }'), ['spec.a: no']);
    assert.deepEqual(judged(aSchema({ a: whole }, rule), '{}'), ['spec.a: no']);
    const quoted = { rule: 'false', message: 'no', fieldPath: "['my-x']" };
    assert.deepEqual(judged(aSchema({ 'my-x': whole }, quoted), '{ my-x: 1 }'), ['spec.my-x: no']);
  });
  test('is plain text, whatever it holds', () => {
    assert.deepEqual(judged(aSchema({}, { rule: 'false', message: '{0} <b>$(x)' }), '{}'), [
      'spec: {0} <b>$(x)',
    ]);
  });
  test('is a failure when the rule cannot be carried through', () => {
    assert.deepEqual(
      judged(aSchema({ a: text }, { rule: 'int(self.a) > 1', message: 'a number' }), '{ a: x }'),
      ['spec: The condition cannot be evaluated ("x" is no whole number): a number'],
    );
    assert.equal(holds(aSchema({ a: text }, 'self.a == "x"'), '{}'), false);
  });
});

suite('rules below', () => {
  const positive: SchemaJson = {
    type: 'integer',
    'x-kubernetes-validations': [{ rule: 'self > 0', message: 'low' }],
  };
  test('run on items, values of maps and nested fields', () => {
    const schema = aSchema({
      list: { type: 'array', items: positive },
      map: { type: 'object', additionalProperties: positive },
      deep: { type: 'object', properties: { x: positive } },
    });
    assert.deepEqual(judged(schema, '{ list: [1, 0], map: { a/b: -1 }, deep: { x: 0 } }'), [
      'spec.list[1]: low',
      'spec.map[a/b]: low',
      'spec.deep.x: low',
    ]);
  });
  test('do not run on null and on what rules cannot see', () => {
    const open: SchemaJson = {
      'x-kubernetes-preserve-unknown-fields': true,
      'x-kubernetes-validations': [{ rule: 'false' }],
    };
    assert.deepEqual(
      judged(aSchema({ a: { ...positive, nullable: true }, open }), '{ a: null, open: 1 }'),
      [],
    );
  });
  test('run inside allOf', () => {
    const schema = aSchema({
      a: { type: 'integer', allOf: [{ 'x-kubernetes-validations': [{ rule: 'self > 3' }] }] },
    });
    assert.equal(holds(schema, '{ a: 1 }'), false);
  });
  test('are found again after a second look, by the kept verdict', () => {
    const schema = aSchema({ a: positive });
    const object = aManifest(`${head}spec: { a: 0 }`);
    const found: string[] = [];
    for (const round of ['first', 'second']) judgeCel(object.node, schema, () => found.push(round));
    assert.deepEqual(found, ['first', 'second']);
  });
  test('that we cannot make out are left to the server', () => {
    assert.deepEqual(judged(aSchema({ a: whole }, 'self.a.future()', 'self.a >'), '{ a: 1 }'), []);
  });
  test('of the status are left out, since the server drops what a new object says of it', () => {
    const status: SchemaJson = {
      type: 'object',
      properties: {},
      'x-kubernetes-validations': [{ rule: 'false' }],
    };
    const schema = new Schema({ type: 'object', properties: { status } }, () => undefined);
    assert.deepEqual(judged(schema, '{}\nstatus: {}'), []);
  });
});

suite('rules over a change', () => {
  const keep: SchemaJson = {
    type: 'string',
    'x-kubernetes-validations': [{ rule: 'self == oldSelf', message: 'immutable' }],
  };
  const old = (spec: unknown) => ({ apiVersion: 'example.com/v1', kind: 'Thing', spec });

  test('run only where there was something before', () => {
    assert.deepEqual(judged(aSchema({ a: keep }), '{ a: x }'), []);
    assert.deepEqual(judged(aSchema({ a: keep }), '{ a: x }', old({})), []);
    assert.deepEqual(judged(aSchema({ a: keep }), '{ a: x }', old({ a: 'x' })), []);
    assert.deepEqual(judged(aSchema({ a: keep }), '{ a: x }', old({ a: 'y' })), ['spec.a: immutable']);
  });
  test('find the item of a keyed list by its key, and none in other lists', () => {
    const item: SchemaJson = { type: 'object', properties: { name: text, a: keep } };
    const keyed: SchemaJson = {
      type: 'array',
      items: item,
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
    };
    const before = old({
      l: [
        { name: 'q', a: '2' },
        { name: 'p', a: '1' },
      ],
    });
    const now = '{ l: [{ name: p, a: "1" }, { name: q, a: "3" }] }';
    assert.deepEqual(judged(aSchema({ l: keyed }), now, before), ['spec.l[1].a: immutable']);
    assert.deepEqual(judged(aSchema({ l: { type: 'array', items: item } }), now, before), []);
  });
  test('may ask for an optional old value', () => {
    const rule = {
      rule: '!oldSelf.hasValue() || oldSelf.value() <= self',
      message: 'shrinks',
      optionalOldSelf: true,
    };
    const schema = aSchema({ a: { type: 'integer', 'x-kubernetes-validations': [rule] } });
    assert.deepEqual(judged(schema, '{ a: 1 }'), []);
    assert.deepEqual(judged(schema, '{ a: 1 }', old({ a: 2 })), ['spec.a: shrinks']);
  });
});

suite('hostile rules', () => {
  test('that loop in loops end without a verdict', () => {
    const rule = 'self.l.all(a, self.l.all(b, self.l.all(c, self.l.all(d, a + b + c + d != "x"))))';
    const items = Array.from({ length: 200 }, (_, index) => `i${index}`).join(', ');
    assert.deepEqual(judged(aSchema({ l: texts }, rule), `{ l: [${items}] }`), []);
  });
});

suite('hasCelRules', () => {
  test('looks below, and not into what is only referred to', () => {
    assert.equal(hasCelRules(aSchema({ a: text })), false);
    assert.equal(hasCelRules(aSchema({ a: text }, 'true')), true);
    const deep: SchemaJson = {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: { type: 'string', 'x-kubernetes-validations': [{ rule: 'true' }] },
      },
    };
    assert.equal(hasCelRules(aSchema({ deep })), true);
    assert.equal(hasCelRules(aSchema({ a: { $ref: '#/definitions/A' } })), false);
  });
});
