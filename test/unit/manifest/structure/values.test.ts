import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { SchemaJson } from '../../../../src/manifest/schema/schemaJson.ts';
import type { Flavour } from '../../../../src/manifest/structure/judging.ts';
import { fields, mendedSpec, placesIn, wordsIn } from '../../../support/structure.ts';

const text: SchemaJson = { type: 'string' };
const count: SchemaJson = { type: 'integer', format: 'int32' };
const flag: SchemaJson = { type: 'boolean' };

function objects(title: string, spec: SchemaJson, yaml: string, ...places: string[]): void {
  test(title, () => assert.deepEqual(placesIn(spec, yaml), places));
}

function objectsAs(
  flavour: Flavour,
  title: string,
  spec: SchemaJson,
  yaml: string,
  ...places: string[]
): void {
  test(`${title} (${flavour})`, () => assert.deepEqual(placesIn(spec, yaml, flavour), places));
}

suite('types', () => {
  const spec = fields({
    text,
    count,
    flag,
    list: { type: 'array', items: text },
    map: fields({}),
    ratio: { type: 'number' },
  });
  objects('agree', spec, 'text: a\ncount: 1.0\nflag: on\nlist: [a]\nmap: {}\nratio: 0.5');
  for (const [yaml, place] of [
    ['text: 1', 'spec.text'],
    ['text: yes', 'spec.text'],
    ['text: {}', 'spec.text'],
    ['count: "1"', 'spec.count'],
    ['count: 1.5', 'spec.count'],
    ['flag: "true"', 'spec.flag'],
    ['list: a', 'spec.list'],
    ['list: {a: b}', 'spec.list'],
    ['list: [1]', 'spec.list[0]'],
    ['map: []', 'spec.map'],
    ['map: a', 'spec.map'],
    ['ratio: high', 'spec.ratio'],
  ] as const)
    objects(`differ in ${yaml}`, spec, yaml, `${place} schema/wrong-type`);
  test('say what YAML 1.1 made of a word', () =>
    assert.deepEqual(wordsIn(spec, 'text: yes'), [
      'Without quotes, yes is read as a boolean (true); a string is wanted here: put it in quotes.',
    ]));
  test('say what YAML 1.1 made of an octal', () =>
    assert.match(wordsIn(spec, 'text: 0755')[0] ?? '', /0755 is read as a number \(493\)/));
  test('are mended by quotes', () => {
    assert.equal(mendedSpec(spec, 'text: yes'), 'text: "yes"');
    assert.equal(mendedSpec(spec, 'text: 1e3'), 'text: "1e3"');
  });
  test('are mended without quotes', () => {
    assert.equal(mendedSpec(spec, 'count: "12"'), 'count: 12');
    assert.equal(mendedSpec(spec, "flag: 'True'"), 'flag: true');
  });
  objects('are open for a placeholder that fills the whole value', spec, 'count: $' + '{COUNT}');
  objects('are nothing to null fields', spec, 'text:\ncount: ~\nlist: null');
  objectsAs(
    'custom',
    'are nothing to nullable items alone',
    fields({ a: { type: 'array', items: text }, b: { type: 'array', items: { ...text, nullable: true } } }),
    'a: [null]\nb: [null]',
    'spec.a[0] schema/wrong-type',
  );
  objectsAs(
    'builtIn',
    'are nothing to null items',
    fields({ a: { type: 'array', items: text } }),
    'a: [null]',
  );
});

suite('whole numbers or strings', () => {
  const port = fields({
    port: { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] },
  });
  const cpu = fields({ cpu: { 'x-kubernetes-int-or-string': true, format: 'quantity' } });
  objects('take both', port, 'port: http');
  objects('take no fractions', port, 'port: 0.1', 'spec.port schema/wrong-type');
  objects('take no booleans', port, 'port: on', 'spec.port schema/wrong-type');
  objects('take no maps', port, 'port: {a: 1}', 'spec.port schema/wrong-type');
  objectsAs('custom', 'take no fractions as quantities', cpu, 'cpu: 0.1', 'spec.cpu schema/wrong-type');
  objectsAs('builtIn', 'take fractions as quantities', cpu, 'cpu: 0.1');
  objects('take no other texts as quantities', cpu, 'cpu: 1 GB', 'spec.cpu schema/quantity');
  test('mend quantities', () => {
    assert.equal(mendedSpec(cpu, 'cpu: 1 GB'), 'cpu: 1G');
    assert.equal(mendedSpec(cpu, 'cpu: 512mi'), 'cpu: 512Mi');
  });
});

suite('values', () => {
  const spec = fields({
    policy: { ...text, enum: ['Always', 'Never'] },
    name: { ...text, pattern: '^[a-z]+$', maxLength: 3, minLength: 1 },
    port: { ...count, minimum: 1, maximum: 65535 },
    secret: { ...text, format: 'byte' },
    list: { type: 'array', items: text, maxItems: 2, minItems: 1 },
    map: { type: 'object', additionalProperties: text, maxProperties: 1 },
  });
  objects('are fine', spec, 'policy: Always\nname: abc\nport: 80\nsecret: YQ==\nlist: [a]\nmap: {a: b}');
  objects('are none of the supported', spec, 'policy: Sometimes', 'spec.policy schema/unsupported-value');
  test('are nearly one of the supported', () =>
    assert.equal(mendedSpec(spec, 'policy: always'), 'policy: Always'));
  objects('match no pattern', spec, 'name: A', 'spec.name schema/pattern');
  objects('are too long in code points', spec, 'name: abcd', 'spec.name schema/limit');
  objects('are empty', spec, "name: ''", 'spec.name schema/limit', 'spec.name schema/pattern');
  objects('are too large', spec, 'port: 65536', 'spec.port schema/limit');
  objects(
    'are beyond their format',
    spec,
    'port: 99999999999',
    'spec.port schema/limit',
    'spec.port schema/limit',
  );
  objects('are not in their format', spec, 'secret: <token>', 'spec.secret schema/format');
  test('of secrets are never repeated', () =>
    assert.doesNotMatch(wordsIn(spec, 'secret: hunter2!')[0] ?? '', /hunter2/));
  objects(
    'are too many',
    spec,
    'list: [a, b, c]\nmap: {a: b, c: d}',
    'spec.list schema/limit',
    'spec.map schema/limit',
  );
  objects('with placeholders prove nothing', spec, "policy: '{{p}}'\nname: '{{n}}'\nsecret: '{{s}}'");
  objectsAs('builtIn', 'that are empty count as not set', spec, "policy: ''");
});

suite('lists of the server-side apply', () => {
  const set = fields({ list: { type: 'array', items: text, 'x-kubernetes-list-type': 'set' } });
  const port = fields({ port: count, protocol: { ...text, default: 'TCP' } });
  const map = fields({
    list: {
      type: 'array',
      items: port,
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['port', 'protocol'],
    },
  });
  objects('hold an item of a set once', set, 'list: [a, b, a, a]', 'spec.list[2] schema/duplicate-item');
  objects(
    'hold the keys of a map once, defaults counted',
    map,
    'list:\n- {port: 1}\n- {port: 1, protocol: TCP}\n- {port: 1, protocol: UDP}',
    'spec.list[1] schema/duplicate-item',
  );
  objectsAs('builtIn', 'are not checked when an object is made', set, 'list: [a, a]');
});
