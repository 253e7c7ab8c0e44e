import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Definitions, localNamesOf } from '../../../../src/manifest/references/localNames.ts';
import {
  ReferenceIndex,
  referenceTable,
  stepsOf,
} from '../../../../src/manifest/references/referenceTable.ts';
import { podLabelsOf, selectionOf, selects } from '../../../../src/manifest/references/selectors.ts';
import { aManifest } from '../../../support/manifests.ts';

suite('selectionOf', () => {
  const selection = (text: string) => {
    const found = selectionOf(aManifest(text));
    return found && [found.finds, found.labels, found.isWhole];
  };

  test('of a Service finds pods', () =>
    assert.deepEqual(selection('apiVersion: v1\nkind: Service\nspec: {selector: {app: web}}'), [
      'pods',
      { app: 'web' },
      true,
    ]));

  test('of a ServiceMonitor finds Services', () =>
    assert.deepEqual(
      selection(
        'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nspec: {selector: {matchLabels: {app: web}, matchExpressions: []}}',
      ),
      [{ group: '', kind: 'Service' }, { app: 'web' }, false],
    ));

  test('is none where nothing is selected', () => {
    assert.equal(selection('apiVersion: v1\nkind: Service\nspec: {selector: {}}'), undefined);
    assert.equal(selection('apiVersion: v1\nkind: Service\nspec: {selector: {app: 1}}'), undefined);
    assert.equal(selection('apiVersion: v1\nkind: Pod\nspec: {selector: {app: web}}'), undefined);
  });

  test('asks for every label', () => {
    assert.ok(selects({ a: '1' }, { a: '1', b: '2' }));
    assert.ok(!selects({ a: '1', c: '3' }, { a: '1', b: '2' }));
    assert.ok(!selects({ a: '1' }, undefined));
  });

  test('pods of a CronJob carry the labels of the innermost template', () =>
    assert.deepEqual(
      podLabelsOf(
        aManifest(
          'apiVersion: batch/v1\nkind: CronJob\nspec: {jobTemplate: {spec: {template: {metadata: {labels: {app: x}}}}}}',
        ),
      ),
      { app: 'x' },
    ));
});

suite('the reference table', () => {
  test('is made of paths that can be read', () => {
    for (const row of referenceTable) {
      assert.ok(stepsOf(row.path.replace(/^\*\*\./, '')).length > 0, row.path);
      assert.ok(row.to.length > 0, row.path);
    }
  });

  test('cuts paths', () => {
    assert.deepEqual(stepsOf('a[].b.*.c'), ['a', '[]', 'b', '*', 'c']);
    assert.deepEqual(stepsOf('metadata.labels.<x.y/z>'), ['metadata', 'labels', 'x.y/z']);
    assert.deepEqual(stepsOf('steps[][].template'), ['steps', '[]', '[]', 'template']);
  });

  test("lets a kind's own row win", () => {
    const general = { path: '**.name', to: [{ group: '', kind: 'Secret' }] };
    const own = { path: 'spec.name', kinds: ['x.io/Thing'], to: [{ group: '', kind: 'ConfigMap' }] };
    const index = new ReferenceIndex([general, own]);
    assert.equal(index.nameAt('x.io/Thing', ['spec', 'name']), own);
    assert.equal(index.nameAt('y.io/Thing', ['spec', 'name']), general);
    assert.equal(index.nameAt('x.io/Thing', ['spec', 'other']), undefined);
  });

  test('finds parts by the name beside them', () => {
    const part = new ReferenceIndex().partAt('/Pod', [
      'spec',
      'volumes',
      '[]',
      'configMap',
      'items',
      '[]',
      'key',
    ]);
    assert.deepEqual([part?.role, part?.nameField, part?.up], ['key', 'name', 3]);
  });
});

suite('localNamesOf', () => {
  test('tells definitions from uses', () => {
    const names = localNamesOf(
      aManifest(
        'apiVersion: v1\nkind: Pod\nspec: {volumes: [{name: v}], containers: [{volumeMounts: [{name: v}, {name: w}]}]}',
      ),
    );
    assert.deepEqual(
      names.map(({ space, name, isDefinition }) => `${space} ${name} ${isDefinition}`),
      ['volume v true', 'volume v false', 'volume w false'],
    );
    const [definition, use, lost] = names;
    assert.ok(definition !== undefined && use !== undefined && lost !== undefined);
    assert.equal(new Definitions(use, names).of(use), definition);
    assert.equal(new Definitions(lost, names).of(lost), undefined);
  });

  test('reads keys of a map as definitions', () =>
    assert.deepEqual(
      localNamesOf(
        aManifest(
          'apiVersion: serving.kserve.io/v1alpha1\nkind: InferenceGraph\nspec: {nodes: {root: {steps: [{nodeName: next}]}, next: {}}}',
        ),
      ).map(({ name, isDefinition }) => `${name} ${isDefinition}`),
      ['root true', 'next false', 'next true'],
    ));
});
