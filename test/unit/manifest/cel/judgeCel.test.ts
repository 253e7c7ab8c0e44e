import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { hasCelRules } from '../../../../src/manifest/cel/celRules.ts';
import { judgeCel } from '../../../../src/manifest/cel/judgeCel.ts';
import { wordsOf } from '../../../../src/manifest/say.ts';
import { Schema } from '../../../../src/manifest/schema/schema.ts';
import type { CelRuleJson, SchemaJson } from '../../../../src/manifest/schema/schemaJson.ts';
import { pathOf } from '../../../../src/manifest/syntax/lookup.ts';
import { aManifest } from '../../../support/manifests.ts';

const head = 'apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: thing, labels: { a: b } }\n';

/** A schema whose spec has these fields and rules. */
function aSchema(
  properties: Readonly<Record<string, SchemaJson>>,
  ...rules: readonly (string | CelRuleJson)[]
): Schema {
  const spec: SchemaJson = { type: 'object', properties, 'x-kubernetes-validations': rules.map(ruleJson) };
  return new Schema({ type: 'object', properties: { spec } }, () => undefined);
}

function ruleJson(rule: string | CelRuleJson): CelRuleJson {
  return typeof rule === 'string' ? { rule } : rule;
}

/** `path: message` of everything that is found in a spec. */
function judged(schema: Schema, spec: string, old?: unknown): readonly string[] {
  const found: string[] = [];
  const object = aManifest(`${head}spec: ${spec}\n`);
  judgeCel(
    object.node,
    schema,
    (rule, at, message, details) => {
      assert.equal(rule, 'schema/cel');
      found.push(`${[pathOf(at), details?.missing ?? []].flat().join('.')}: ${wordsOf(message)}`);
    },
    { old },
  );
  return found;
}

function holds(schema: Schema, spec: string, old?: unknown): boolean {
  return judged(schema, spec, old).length === 0;
}

const text: SchemaJson = { type: 'string' };
const whole: SchemaJson = { type: 'integer' };
const texts: SchemaJson = { type: 'array', items: text };

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
