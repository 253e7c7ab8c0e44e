import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { TypeCheck } from '../../../../src/manifest/rule.ts';
import type { SchemaJson } from '../../../../src/manifest/schema/schemaJson.ts';
import type { Flavour } from '../../../../src/manifest/structure/judging.ts';
import { pathOf } from '../../../../src/manifest/syntax/lookup.ts';
import { fields, judgedSpec, mendedSpec, placeOf, placesIn, wordsIn } from '../../../support/structure.ts';

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

suite('unknown fields', () => {
  const pod = fields({
    containers: { type: 'array', items: fields({ image: text, imagePullPolicy: text }) },
    hostNetwork: flag,
  });
  const template = fields({ replicas: count, template: fields({ spec: pod }) });
  objects('are found at their keys', pod, 'hostnet: true', 'spec.hostnet schema/unknown-field');
  objects(
    'are found in lists',
    pod,
    'containers:\n- image: a\n  img: b',
    'spec.containers[0].img schema/unknown-field',
  );
  test('are known by a slip', () =>
    assert.deepEqual(wordsIn(pod, 'hostNetwrok: true'), [
      'There is no field hostNetwrok here. Did you mean hostNetwork?',
    ]));
  test('are known by their case', () =>
    assert.equal(mendedSpec(pod, 'hostnetwork: true'), 'hostNetwork: true'));
  test('are told where they belong, further in', () =>
    assert.deepEqual(wordsIn(template, 'hostNetwork: true'), [
      'There is no field hostNetwork here; it belongs under template.spec.',
    ]));
  test('are told where they belong, further out', () =>
    assert.deepEqual(wordsIn(template, 'template:\n  spec:\n    replicas: 2'), [
      'There is no field replicas here; it belongs further out, beside template.',
    ]));
  test('are not renamed to a field that is set', () =>
    assert.match(wordsIn(pod, 'hostNetwork: true\nhostnetwork: true')[0] ?? '', /the API server refuses it/));
  objects(
    'are kept where the schema says so',
    { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
    'a: {b: 1}',
  );
  objects(
    'are judged below kept ones',
    { ...fields({ a: fields({ b: text }) }), 'x-kubernetes-preserve-unknown-fields': true },
    'x: 1\na: {c: 1}',
    'spec.a.c schema/unknown-field',
  );
  objects(
    'are values in maps',
    { type: 'object', additionalProperties: text },
    'a: b\nc: 1',
    'spec.c schema/wrong-type',
  );
  objects(
    'are all fields of an object that declares none',
    { type: 'object' },
    'a: 1',
    'spec.a schema/unknown-field',
  );
});

suite('required fields', () => {
  const spec = fields({
    'name!': text,
    size: { ...text, default: 'small' },
    inner: fields({ 'deep!': text }),
  });
  objects(
    'are missed at their map',
    spec,
    'inner: {}',
    'spec.inner.deep schema/missing-field',
    'spec.name schema/missing-field',
  );
  objects('are not there when they are null', spec, 'name:', 'spec.name schema/missing-field');
  objects('are there when they are nullable', fields({ 'name!': { ...text, nullable: true } }), 'name: null');
  objects('are given by a default', { ...spec, required: ['size'] }, 'inner: {deep: x}');
  objectsAs(
    'builtIn',
    'are missed in an item that is null',
    fields({ list: { type: 'array', items: spec } }),
    'list:\n- ',
    'spec.list[0].name schema/missing-field',
  );
});

suite('an object in an object', () => {
  const spec = fields({
    manifest: {
      type: 'object',
      'x-kubernetes-embedded-resource': true,
      'x-kubernetes-preserve-unknown-fields': true,
    },
  });
  objects('is fine', spec, 'manifest: {apiVersion: v1, kind: Pod, metadata: {labels: {a: b}}, spec: {x: 1}}');
  objects(
    'needs to say what it is',
    spec,
    'manifest: {spec: {}}',
    'spec.manifest.apiVersion schema/missing-field',
    'spec.manifest.kind schema/missing-field',
  );
  objects(
    'has metadata as the server knows it',
    spec,
    'manifest: {apiVersion: v1, kind: Pod, metadata: {lables: {}}}',
    'spec.manifest.metadata.lables schema/unknown-field',
  );
  objects(
    'is well-formed',
    spec,
    'manifest: {apiVersion: a/b/c, kind: 1x}',
    'spec.manifest.apiVersion schema/embedded-object',
    'spec.manifest.kind schema/embedded-object',
  );
});

suite('a walk', () => {
  const leaf = fields({ name: text });
  test('judges what aliases share once', () => {
    const spec = fields({ first: leaf, second: leaf });
    assert.deepEqual(placesIn(spec, 'first: &a {nmae: x}\nsecond: *a'), [
      'spec.first.nmae schema/unknown-field',
    ]);
  });
  test('survives aliases of aliases', () => {
    const open: SchemaJson = {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: { type: 'object', additionalProperties: text },
      },
    };
    const lines = [
      'a: &a {x: {y: 1}}',
      'b: &b {x: {y: 1}}',
      ...Array.from({ length: 50 }, (_, index) => `c${index}: *a`),
    ];
    assert.equal(placesIn(open, lines.join('\n')).length, 2);
  });
  test('runs the checks of a type where it stands', () => {
    const seen: string[] = [];
    const check: TypeCheck = node => seen.push(pathOf(node));
    const spec = fields({ probe: { ...leaf, 'x-timonel-type': 'Probe' } });
    judgedSpec(spec, 'probe: {name: a}', { checks: new Map([['Probe', [check]]]) });
    assert.deepEqual(seen, ['spec.probe']);
  });
  test('lets a status pass but for its fields', () => {
    const problems = judgedSpec(fields({ status: leaf }), 'status: {other: 1}');
    assert.deepEqual(problems.map(placeOf), ['spec.status.other schema/unknown-field']);
  });
  test('tells at most a thousand problems', () => {
    const yaml = Array.from({ length: 1500 }, (_, index) => `field${index}: 1`).join('\n');
    assert.equal(judgedSpec(leaf, yaml).length, 1000);
  });
});
