import { deepStrictEqual, match, notStrictEqual, strictEqual } from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { coreFieldTypes } from '../../../../src/manifest/schema/coreFieldTypes.ts';
import { recognizedType } from '../../../../src/manifest/schema/recognizedType.ts';
import { Schema } from '../../../../src/manifest/schema/schema.ts';
import type { SchemaFileJson, SchemaJson } from '../../../../src/manifest/schema/schemaJson.ts';
import { builtInCatalog, builtSchemas } from '../../../support/schemas.ts';

const coreFiles = globSync('core/*.json', { cwd: builtSchemas() })
  .sort()
  .map(path => JSON.parse(readFileSync(join(builtSchemas(), path), 'utf8')) as SchemaFileJson);
const text: SchemaJson = { type: 'string' };
const containerFields = 'name image imagePullPolicy command args env volumeMounts resources';

suite('recognizedType by fields', () => {
  test('knows a container, whatever else it holds', () =>
    strictEqual(recognizedType(fields(`${containerFields} mirrorVolumeMounts`)), 'Container'));
  test('takes the model of a serving runtime for no container', () =>
    strictEqual(recognizedType(fields(`${containerFields} modelFormat`)), undefined));
  test('knows a pod that serving fields surround', () => {
    const pod = 'containers volumes nodeSelector tolerations restartPolicy dnsPolicy';
    strictEqual(recognizedType(fields(`${pod} minReplicas maxReplicas`)), 'PodSpec');
  });
  test('knows selectors by having nothing but their two fields', () => {
    strictEqual(recognizedType(fields('matchExpressions matchLabels')), 'LabelSelector');
    strictEqual(recognizedType(fields('matchExpressions matchLabels namespaces')), undefined);
  });
  test('knows resources with and without claims', () => {
    strictEqual(recognizedType(fields('limits requests')), 'ResourceRequirements');
    strictEqual(recognizedType(fields('limits requests claims')), 'ResourceRequirements');
  });
  test('knows templates by what they are of', () => {
    const pod = fields('containers volumes nodeSelector tolerations restartPolicy dnsPolicy');
    const job = fields('template parallelism completions backoffLimit activeDeadlineSeconds');
    strictEqual(recognizedType({ properties: { metadata: {}, spec: pod } }), 'PodTemplateSpec');
    strictEqual(recognizedType({ properties: { metadata: {}, spec: job } }), 'JobTemplateSpec');
    strictEqual(recognizedType({ properties: { metadata: {}, spec: fields('anything') } }), undefined);
  });
  test('knows an environment variable by where it may take its value from', () => {
    const source = fields('configMapKeyRef secretKeyRef fieldRef resourceFieldRef');
    strictEqual(recognizedType({ properties: { name: text, value: text, valueFrom: source } }), 'EnvVar');
    const argument = { name: text, value: text, valueFrom: fields('secretKeyRef fieldRef') };
    strictEqual(recognizedType({ properties: argument }), undefined);
  });
  test('leaves what could be several types alone', () => {
    strictEqual(recognizedType(fields('key operator values')), undefined);
    strictEqual(recognizedType(fields('key name optional')), undefined);
    strictEqual(recognizedType(text), undefined);
  });
});

suite('recognizedType by the field around', () => {
  test('tells apart what looks the same', () => {
    const requirement = fields('key operator values');
    const within = (type: string, field: string) => recognizedType(requirement, { type, field });
    strictEqual(within('NodeSelectorTerm', 'matchExpressions'), 'NodeSelectorRequirement');
    strictEqual(within('LabelSelector', 'matchExpressions'), 'LabelSelectorRequirement');
  });
  test('goes by the fields where the type around says nothing', () =>
    strictEqual(
      recognizedType(fields('limits requests'), { type: 'Nobody', field: 'x' }),
      'ResourceRequirements',
    ));
  test('is not led astray by names that every object has', () =>
    strictEqual(recognizedType(fields('a'), { type: 'Container', field: 'constructor' }), undefined));
  test('wants to see the fields where the type around is only borrowed from', () => {
    const within = { type: 'Container', field: 'resources', isLoose: true };
    strictEqual(recognizedType(fields('cpu gpu memory'), within), undefined);
    strictEqual(recognizedType(fields('limits requests'), within), 'ResourceRequirements');
    const device = { type: 'Container', field: 'volumeDevices', isLoose: true };
    strictEqual(recognizedType(fields('devicePath name'), device), 'VolumeDevice');
  });
  test('takes metadata without fields for nothing, since the server takes none either', () => {
    const within = { type: 'PodTemplateSpec', field: 'metadata' };
    strictEqual(recognizedType({ type: 'object' }, within), undefined);
    strictEqual(
      recognizedType({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true }, within),
      'ObjectMeta',
    );
  });
});

test('the table of field types agrees with the core schemas', () => {
  const unlike = Object.entries(coreFieldTypes).flatMap(([type, table]) =>
    Object.entries(table).flatMap(([field, expected]) => {
      const found = coreFieldType(type, field);
      return found === expected || found === undefined ? [] : [`${type}.${field}: ${found}, not ${expected}`];
    }),
  );
  deepStrictEqual(unlike, []);
});

suite('the words of a core type', () => {
  const catalog = builtInCatalog();
  const runtime = catalog.schema({ group: 'serving.kserve.io', version: 'v1alpha1', kind: 'ServingRuntime' });
  const container = runtime?.property('spec')?.property('containers')?.items;
  const pod = catalog.schema({ group: '', version: 'v1', kind: 'Pod' });
  const core = pod?.property('spec')?.property('containers')?.items;

  test('tell of the fields of an embedded one', () => {
    strictEqual(container?.typeName, 'Container');
    match(container.property('image')?.description ?? '', /image/i);
    strictEqual(container.property('image')?.description, core?.property('image')?.description);
  });
  test('tell of the fields of what takes those of a container beside its own', () => {
    const service = catalog.schema({
      group: 'serving.kserve.io',
      version: 'v1beta1',
      kind: 'InferenceService',
    });
    const model = service?.property('spec')?.property('predictor')?.property('model');
    strictEqual(model?.typeName, undefined);
    strictEqual(model?.property('env')?.description, core?.property('env')?.description);
    notStrictEqual(model?.description, core?.description);
  });
  test('tell of a part that is shared', () =>
    match(container?.property('resources')?.description ?? '', /resource/i));
  test('tell of the type itself', () => strictEqual(container?.description, core?.description));
  test('are not asked for where a schema is no core type', () =>
    strictEqual(
      new Schema({ properties: { a: {} } }, () => undefined).property('a')?.description,
      undefined,
    ));
});

/** The type that the built core schemas give to a field; undefined where the type is in none of the files looked at. */
function coreFieldType(type: string, field: string): string | undefined {
  const definitions = coreFiles.find(file => Object.hasOwn(file.definitions, type))?.definitions;
  const json = definitions?.[type]?.properties?.[field];
  const held =
    typeof json?.additionalProperties === 'object' ? json.additionalProperties : (json?.items ?? json);
  const target = held?.$ref ?? held?.allOf?.[0]?.$ref;
  return target
    ?.split('/')
    .at(-1)
    ?.replace(/^EphemeralContainer$/, 'Container');
}

function fields(names: string): SchemaJson {
  return { type: 'object', properties: Object.fromEntries(names.split(' ').map(name => [name, text])) };
}
