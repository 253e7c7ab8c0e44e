import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Schema } from '../../../../src/manifest/schema/schema.ts';
import type { SchemaJson } from '../../../../src/manifest/schema/schemaJson.ts';
import type { Flavour } from '../../../../src/manifest/structure/judging.ts';
import { StructureJudge } from '../../../../src/manifest/structure/structureJudge.ts';
import { pathOf } from '../../../../src/manifest/syntax/lookup.ts';
import { aManifest } from '../../../support/manifests.ts';
import { fields } from '../../../support/structure.ts';

const condition = fields({ 'type!': { type: 'string' }, since: { type: 'string', format: 'date-time' } });
const whole: SchemaJson = fields({
  spec: fields({ size: { type: 'integer' } }),
  status: fields({
    'phase!': { type: 'string', enum: ['Ready'] },
    conditions: { type: 'array', items: condition },
  }),
});

/** `path rule` of everything that is said of an object, whose lines follow its apiVersion and kind. */
function said(flavour: Flavour, ...lines: readonly string[]): readonly string[] {
  const { node } = aManifest(['apiVersion: example.com/v1', 'kind: Thing', ...lines].join('\n'));
  const found: string[] = [];
  new StructureJudge().judge(node, new Schema(whole, () => undefined), flavour, (rule, at, _, details) =>
    found.push(`${pathOf(at)}${details?.missing === undefined ? '' : `.${details.missing}`} ${rule}`),
  );
  return found;
}

suite('a status that is written by hand', () => {
  test('may lack what it requires and hold what it does not allow, since the server drops it', () =>
    assert.deepEqual(said('custom', 'status: {conditions: [{}], phase: ""}'), []));
  test('has no unknown fields', () =>
    assert.deepEqual(said('custom', 'status: {fase: Ready}'), ['status.fase schema/unknown-field']));
  test('is decoded: types count, and for built-in kinds times too', () => {
    assert.deepEqual(said('builtIn', 'status: {phase: 1}'), ['status.phase schema/wrong-type']);
    const since = 'status: {conditions: [{since: yesterday}]}';
    assert.deepEqual(said('builtIn', since), ['status.conditions[0].since schema/format']);
    assert.deepEqual(said('custom', since), []);
  });
});

suite('the metadata of an object', () => {
  test('is judged as the server knows it, whatever the schema says', () =>
    assert.deepEqual(
      said('custom', 'metadata: {name: a, lables: {}, labels: {a: 1}, creationTimestamp: null}'),
      ['metadata.lables schema/unknown-field', 'metadata.labels.a schema/wrong-type'],
    ));
  test('holds times that are times', () =>
    assert.deepEqual(said('custom', 'metadata: {name: a, creationTimestamp: today}'), [
      'metadata.creationTimestamp schema/format',
    ]));
  test('may hold what the server wrote into it', () =>
    assert.deepEqual(
      said(
        'custom',
        'metadata:',
        '  managedFields:',
        '  - manager: kubectl',
        '    fieldsV1: {"f:spec": {"f:a": {}}}',
      ),
      [],
    ));
});

suite('fields beside spec and status', () => {
  test('are unknown', () => assert.deepEqual(said('custom', 'size: 1'), ['size schema/unknown-field']));
  test('are null without harm', () => assert.deepEqual(said('builtIn', 'spec: null', 'metadata: ~'), []));
});
