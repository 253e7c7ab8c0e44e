import { strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { coreFieldTypes } from '../../../../src/manifest/schema/coreFieldTypes.ts';
import { recognizedType } from '../../../../src/manifest/schema/recognizedType.ts';
import type { SchemaJson } from '../../../../src/manifest/schema/schemaJson.ts';
import { builtInCatalog } from '../../../support/schemas.ts';

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
  const catalog = builtInCatalog();
  const pod = catalog.schema({ group: '', version: 'v1', kind: 'Pod' });
  const container = pod?.property('spec')?.property('containers')?.items;
  strictEqual(container?.typeName, 'Container');
  for (const [field, type] of Object.entries(coreFieldTypes['Container'] ?? {})) {
    const child = container.property(field);
    strictEqual((child?.items ?? child)?.typeName, type, field);
  }
});

function fields(names: string): SchemaJson {
  return { type: 'object', properties: Object.fromEntries(names.split(' ').map(name => [name, text])) };
}
