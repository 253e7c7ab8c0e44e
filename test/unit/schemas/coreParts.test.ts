import { deepStrictEqual, strictEqual, throws } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type PostedKind, readPostedKinds } from '../../../scripts/schemas/core/api.ts';
import { describe } from '../../../scripts/schemas/core/describe.ts';
import { quantity, schemaOfType, withQuantities } from '../../../scripts/schemas/core/fieldSchema.ts';
import { generateCore } from '../../../scripts/schemas/core/generateCore.ts';
import { linkedKinds, linkOf } from '../../../scripts/schemas/core/links.ts';
import { listKeywords } from '../../../scripts/schemas/core/lists.ts';
import { generatedFolder, type Model, type ModelField } from '../../../scripts/schemas/core/model.ts';
import { fileOf } from '../../../scripts/schemas/core/typeNames.ts';

suite('the schema of a declared type', () => {
  for (const [type, format, expected] of [
    ['string', '', { type: 'string' }],
    ['string', 'byte', { type: 'string', format: 'byte' }],
    ['number', 'int64', { type: 'integer', format: 'int64' }],
    ['number', 'double', { type: 'number', format: 'double' }],
    ['boolean', '', { type: 'boolean' }],
    ['Date', 'date-time', { type: 'string', format: 'date-time' }],
    ['V1MicroTime', 'date-time-micro', { type: 'string', format: 'date-time' }],
    ['IntOrString', 'int-or-string', { format: 'int-or-string', 'x-kubernetes-int-or-string': true }],
    ['any', '', { 'x-kubernetes-preserve-unknown-fields': true }],
    ['V1Probe', '', { $ref: 'V1Probe' }],
    ['Array<V1Probe>', '', { type: 'array', items: { $ref: 'V1Probe' } }],
    ['Array<number>', 'int32', { type: 'array', items: { type: 'integer', format: 'int32' } }],
    [
      '{ [key: string]: string; }',
      'byte',
      { type: 'object', additionalProperties: { type: 'string', format: 'byte' } },
    ],
    [
      '{ [key: string]: Array<string>; }',
      '',
      { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
    ],
  ] as const)
    test(`${type} ${format}`, () =>
      deepStrictEqual(
        schemaOfType(aField({ type, format }), model => ({ $ref: model })),
        expected,
      ));

  test('becomes a quantity in lists and maps too', () => {
    deepStrictEqual(withQuantities({ type: 'string' }), quantity);
    deepStrictEqual(withQuantities({ type: 'array', items: { type: 'string' } }), {
      type: 'array',
      items: quantity,
    });
    deepStrictEqual(withQuantities({ type: 'object', additionalProperties: { type: 'string' } }), {
      type: 'object',
      additionalProperties: quantity,
    });
  });
});

suite('what stands beside a type', () => {
  test('a page that the description names is kept apart', () => {
    deepStrictEqual(describe('Name of the thing. More info: https://kubernetes.io/docs/names#names'), {
      description: 'Name of the thing.',
      'x-timonel-link': 'https://kubernetes.io/docs/names#names',
    });
    deepStrictEqual(describe('Reads http://example.dev/ daily.'), {
      description: 'Reads http://example.dev/ daily.',
    });
  });

  test('lists have keys, hold each value once, or neither', () => {
    deepStrictEqual(listKeywords('Container', 'env'), {
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
    });
    deepStrictEqual(listKeywords('NodeStatus', 'conditions')['x-kubernetes-list-map-keys'], ['type']);
    deepStrictEqual(listKeywords('JobStatus', 'conditions'), {});
    deepStrictEqual(listKeywords('ObjectMeta', 'finalizers'), { 'x-kubernetes-list-type': 'set' });
    deepStrictEqual(listKeywords('Container', 'args'), {});
  });

  test('a file is named after the group and version', () => {
    deepStrictEqual([fileOf('', 'v1'), fileOf('apps', 'v1')], ['core/v1.json', 'core/apps.v1.json']);
  });
});

suite('pages for kinds', () => {
  test('are those of Kubernetes itself, for kinds that are there', () => {
    const kinds = new Set(readPostedKinds(generatedFolder()).map(({ kind }) => kind));
    deepStrictEqual(
      linkedKinds.filter(kind => !kinds.has(kind)),
      [],
    );
    strictEqual(linkOf('Job'), 'https://kubernetes.io/docs/concepts/workloads/controllers/job/');
    strictEqual(linkOf('toString'), undefined);
  });
});

suite('generated files', () => {
  const models = new Map(
    [
      aModel('V1Pod', { spec: 'V1PodSpec' }),
      aModel('V1PodSpec', { os: 'string' }),
      aModel('V1Job', { template: 'V1PodSpec', subject: 'RbacV1Subject', status: 'V1JobStatus' }),
      aModel('V1JobStatus', { active: 'number' }),
      aModel('RbacV1Subject', { name: 'string' }),
    ].map(model => [model.name, model]),
  );
  const kinds = [aKind('batch', 'Job'), aKind('', 'Pod')];

  test('hold each type once, with the core group where that uses it', () => {
    const { files } = generateCore(models, kinds);
    deepStrictEqual(
      [...files].map(([path, { definitions }]) => [path, Object.keys(definitions)]),
      [
        ['core/batch.v1.json', ['Job', 'JobStatus', 'RbacSubject']],
        ['core/v1.json', ['List', 'Pod', 'PodSpec']],
      ],
    );
    const job = files.get('core/batch.v1.json')?.definitions['Job'];
    strictEqual(job?.properties?.['template']?.$ref, 'core/v1.json#/definitions/PodSpec');
    strictEqual(job.properties['subject']?.$ref, '#/definitions/RbacSubject');
  });

  test('describe what people write, not what controllers do', () => {
    const definitions = generateCore(models, kinds).files.get('core/batch.v1.json')?.definitions;
    strictEqual(definitions?.['RbacSubject']?.description, 'The RbacV1Subject.');
    strictEqual(definitions['JobStatus']?.description, undefined);
  });

  test('are refused for a type that is not there', () => {
    const broken = new Map([['V1Pod', aModel('V1Pod', { spec: 'V1Gone' })]]);
    throws(() => generateCore(broken, [aKind('', 'Pod')]), /Pod refers to a model that is not there/);
  });

  test('come with a row for each kind, and one for lists', () => {
    deepStrictEqual(
      generateCore(models, kinds).kinds.map(({ group, kind, file, isBuiltIn }) => [
        group,
        kind,
        file,
        isBuiltIn,
      ]),
      [
        ['batch', 'Job', 'core/batch.v1.json', true],
        ['', 'Pod', 'core/v1.json', true],
        ['', 'List', 'core/v1.json', undefined],
      ],
    );
  });
});

function aField(more: Partial<ModelField>): ModelField {
  return { name: 'field', type: 'string', format: '', isRequired: false, description: undefined, ...more };
}

/** A model whose fields are given by name and type. */
function aModel(name: string, types: Readonly<Record<string, string>>): Model {
  const fields = Object.entries(types).map(([field, type]) => aField({ name: field, type }));
  return { name, description: `The ${name}.`, fields };
}

function aKind(group: string, kind: string): PostedKind {
  return {
    group,
    version: 'v1',
    kind,
    plural: `${kind.toLowerCase()}s`,
    isNamespaced: true,
    model: `V1${kind}`,
  };
}
