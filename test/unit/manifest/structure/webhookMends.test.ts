import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Schema } from '../../../../src/manifest/schema/schema.ts';
import type { SchemaJson } from '../../../../src/manifest/schema/schemaJson.ts';
import { StructureJudge } from '../../../../src/manifest/structure/structureJudge.ts';
import { aManifest } from '../../../support/manifests.ts';
import { fields } from '../../../support/structure.ts';

const quantity: SchemaJson = { 'x-kubernetes-int-or-string': true, format: 'quantity' };
const resources = fields({
  resources: fields({ limits: { type: 'object', additionalProperties: quantity } }),
});
const rule = fields({ 'name!': { type: 'string' } });
const spec = fields({ model: resources, failurePolicy: fields({ rules: { type: 'array', items: rule } }) });

/** Rules and severities (where they differ from the rule's own) of what is told of an object. */
function toldOf(kind: string, specText: string): readonly string[] {
  const slash = kind.lastIndexOf('/');
  const { node } = aManifest(
    `apiVersion: ${kind.slice(0, slash)}\nkind: ${kind.slice(slash + 1)}\nspec: ${specText}`,
  );
  const told: string[] = [];
  new StructureJudge().judge(
    node,
    new Schema(fields({ spec }), () => undefined),
    'custom',
    (id, _, __, details) => told.push(`${id} ${details?.severity ?? ''}`.trim()),
  );
  return told;
}

suite('what webhooks mend', () => {
  const fraction = '{model: {resources: {limits: {cpu: 0.1}}}}';
  test('weighs less where KServe rewrites it', () =>
    assert.deepEqual(toldOf('serving.kserve.io/v1beta1/InferenceService', fraction), [
      'schema/wrong-type warning',
    ]));
  test('is an error for other kinds', () =>
    assert.deepEqual(toldOf('example.com/v1/Thing', fraction), ['schema/wrong-type']));
  test('is an error where it is no number', () =>
    assert.deepEqual(
      toldOf('serving.kserve.io/v1beta1/InferenceService', '{model: {resources: {limits: {cpu: true}}}}'),
      ['schema/wrong-type'],
    ));
  test('is not told where JobSet fills it in', () => {
    assert.deepEqual(toldOf('jobset.x-k8s.io/v1alpha2/JobSet', '{failurePolicy: {rules: [{}]}}'), []);
    assert.deepEqual(toldOf('example.com/v1/Thing', '{failurePolicy: {rules: [{}]}}'), [
      'schema/missing-field',
    ]);
  });
});
