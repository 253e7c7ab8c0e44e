import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { OpenApiSchemaJson } from '../../../../src/manifest/schema/openApi.ts';
import { OpenApiSchemas } from '../../../../src/manifest/schema/openApiSchemas.ts';
import { Schema } from '../../../../src/manifest/schema/schema.ts';
import type { SchemaJson } from '../../../../src/manifest/schema/schemaJson.ts';

const thing = { group: 'example.dev', version: 'v1', kind: 'Thing' };
const ref = (id: string): SchemaJson => ({ $ref: `#/components/schemas/${id}` });
const core = 'io.k8s.api.core.v1';
const meta = 'io.k8s.apimachinery.pkg';

suite('the schemas of an OpenAPI document', () => {
  test('find a kind by its group, version and kind', () => {
    const schemas = schemasOf({ spec: { type: 'string' } });
    deepStrictEqual(schemas.schema(thing)?.propertyNames, ['spec']);
    strictEqual(schemas.schema({ ...thing, version: 'v2' }), undefined);
    strictEqual(new OpenApiSchemas({}).schema(thing), undefined);
  });

  test('follow references to types of Kubernetes, which keep their names', () => {
    const schema = fieldOf(
      { ...ref(`${core}.Container`) },
      { [`${core}.Container`]: { properties: { name: { type: 'string' } } } },
    );
    strictEqual(schema?.typeName, 'Container');
    strictEqual(schema?.property('name')?.json.type, 'string');
  });

  test('follow wrapped references, with the words of the use', () => {
    const schema = fieldOf(
      { allOf: [ref(`${core}.Probe`)], default: {}, description: 'Is it alive?' },
      { [`${core}.Probe`]: { description: 'A probe.', properties: { exec: {} } } },
    );
    strictEqual(schema?.typeName, 'Probe');
    strictEqual(schema?.json.description, 'Is it alive?');
    deepStrictEqual(schema?.propertyNames, ['exec']);
  });

  test('follow types that hold themselves', () => {
    const id = `${core}.Node`;
    const schema = fieldOf(ref(id), { [id]: { properties: { next: ref(id) } } });
    strictEqual(schema?.property('next')?.property('next'), schema?.property('next'));
  });

  test('read quantities, ports and open fields as the server does', () => {
    const ids = ['api.resource.Quantity', 'util.intstr.IntOrString', 'runtime.RawExtension'];
    const types = Object.fromEntries(ids.map(id => [`${meta}.${id}`, { oneOf: [{ type: 'string' }] }]));
    const [amount, port, open] = ids.map(id => fieldOf(ref(`${meta}.${id}`), types)?.json);
    deepStrictEqual(amount, { format: 'quantity', 'x-kubernetes-int-or-string': true });
    deepStrictEqual(port, { format: 'int-or-string', 'x-kubernetes-int-or-string': true });
    deepStrictEqual(open, { type: 'object', 'x-kubernetes-preserve-unknown-fields': true });
  });

  test('count ephemeral containers among the containers', () => {
    const id = `${core}.EphemeralContainer`;
    strictEqual(fieldOf(ref(id), { [id]: { properties: {} } })?.typeName, 'Container');
  });

  test('say of built-in types what their documents leave out, and not what says nothing', () => {
    const id = `${core}.ServicePort`;
    const type = { properties: { name: { type: 'string', default: '' }, protocol: { type: 'string' } } };
    const schema = fieldOf(ref(id), { [id]: type });
    deepStrictEqual(schema?.property('name')?.json, { type: 'string' });
    deepStrictEqual(schema?.property('protocol')?.json, {
      type: 'string',
      enum: ['TCP', 'UDP', 'SCTP'],
      default: 'TCP',
    });
  });

  test('keep the values that this cluster allows, and put those of lists to their items', () => {
    const id = `${core}.ServiceSpec`;
    const type: SchemaJson = {
      properties: {
        type: { type: 'string', enum: ['ClusterIP'] },
        ipFamilies: { type: 'array', items: { type: 'string' } },
      },
    };
    const schema = fieldOf(ref(id), { [id]: type });
    deepStrictEqual(schema?.property('type')?.json.enum, ['ClusterIP']);
    deepStrictEqual(schema?.property('ipFamilies')?.items?.json.enum, ['IPv4', 'IPv6']);
  });

  test('keep every word of a custom resource, empty defaults too', () => {
    const json: SchemaJson = {
      type: 'string',
      default: '',
      'x-kubernetes-validations': [{ rule: 'self != ""' }],
    };
    deepStrictEqual(fieldOf(json)?.json, json);
  });
});

suite('the words for a custom resource', () => {
  const told = new Schema(
    {
      description: 'Our kind.',
      properties: {
        size: { description: 'Our size.', 'x-timonel-since': '0.2' },
        list: { items: { properties: { name: { description: 'Our name.' } } } },
        map: { additionalProperties: { description: 'Our value.', 'x-timonel-type': 'Probe' } },
        gone: { description: 'No longer there.' },
      },
    },
    () => undefined,
  );
  const schema = schemasOf({
    size: { type: 'integer', description: 'Their size.' },
    list: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
    map: { type: 'object', additionalProperties: { type: 'object', properties: {} } },
    other: { type: 'string', description: 'Their other.' },
  }).schema(thing, told);

  test("are ours where we have some, and the cluster's elsewhere", () => {
    strictEqual(schema?.json.description, 'Our kind.');
    deepStrictEqual(schema.property('size')?.json, {
      type: 'integer',
      description: 'Our size.',
      'x-timonel-since': '0.2',
    });
    strictEqual(schema.property('other')?.json.description, 'Their other.');
  });

  test('are found in lists and maps, with the types that we know', () => {
    strictEqual(schema?.property('list')?.items?.property('name')?.json.description, 'Our name.');
    strictEqual(schema?.property('map')?.additional?.json.description, 'Our value.');
    strictEqual(schema?.property('map')?.additional?.typeName, 'Probe');
  });

  test('bring no field that the cluster does not have', () =>
    strictEqual(schema?.property('gone'), undefined));
});

suite('core types that a CRD writes out', () => {
  const container: SchemaJson = {
    type: 'object',
    properties: Object.fromEntries(
      ['name', 'image', 'imagePullPolicy', 'command', 'args', 'env', 'volumeMounts'].map(name => [name, {}]),
    ),
  };
  const resources: SchemaJson = {
    type: 'object',
    properties: { limits: { type: 'object', additionalProperties: {} }, requests: { type: 'object' } },
  };
  const full = { ...container, properties: { ...container.properties, resources } };

  test('are recognised in lists', () => {
    const schema = fieldOf({ type: 'array', items: full });
    strictEqual(schema?.typeName, undefined);
    strictEqual(schema?.items?.typeName, 'Container');
  });

  test('are recognised in maps', () => {
    strictEqual(fieldOf({ type: 'object', additionalProperties: full })?.additional?.typeName, 'Container');
  });

  test('are recognised by the field of the type around them', () => {
    const schema = fieldOf(full);
    strictEqual(schema?.property('resources')?.typeName, 'ResourceRequirements');
  });

  test('leave other objects without a name', () => {
    const schema = fieldOf({ type: 'object', properties: { storageUri: {}, replicas: {} } });
    strictEqual(schema?.typeName, undefined);
    ok(schema?.property('replicas'));
  });
});

/** The schemas of a document with one kind, whose fields are given, and more types by their full names. */
function schemasOf(
  properties: Readonly<Record<string, SchemaJson>>,
  types: Readonly<Record<string, OpenApiSchemaJson>> = {},
): OpenApiSchemas {
  const root: OpenApiSchemaJson = { type: 'object', properties, 'x-kubernetes-group-version-kind': [thing] };
  return new OpenApiSchemas({ components: { schemas: { ...types, 'dev.example.v1.Thing': root } } });
}

/** The schema of the only field of a kind. */
function fieldOf(json: SchemaJson, types: Readonly<Record<string, OpenApiSchemaJson>> = {}) {
  return schemasOf({ field: json }, types).schema(thing)?.property('field');
}
