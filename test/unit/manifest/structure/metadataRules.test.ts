import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { metadataRules } from '../../../../src/manifest/structure/metadataRules.ts';
import { judgeObjectName } from '../../../../src/manifest/structure/objectName.ts';
import { judgeOwnership } from '../../../../src/manifest/structure/ownership.ts';
import { mapAt, pathOf } from '../../../../src/manifest/syntax/lookup.ts';
import { aManifest } from '../../../support/manifests.ts';

/** Where and by which rules metadata is objected to; each line of `metadata` stands under `metadata:`. */
function metadataPlaces(...metadata: readonly string[]): readonly string[] {
  const { node } = aManifest(
    ['apiVersion: v1', 'kind: Pod', 'metadata:', ...metadata.map(line => `  ${line}`)].join('\n'),
  );
  const places: string[] = [];
  const map = mapAt(node, 'metadata');
  if (map === undefined) throw new Error('no metadata');
  metadataRules.types?.['ObjectMeta']?.(map, (rule, at, _, details) =>
    places.push(`${pathOf(at)}${details?.missing ? `.${details.missing}` : ''} ${rule}`),
  );
  return [...places, ...ownershipPlaces('v1', ...metadata)];
}

/** The same of what is asked of an object itself, and of no template. */
function ownershipPlaces(apiVersion: string, ...metadata: readonly string[]): readonly string[] {
  const lines = [`apiVersion: ${apiVersion}`, 'kind: Pod', 'metadata:', ...metadata.map(line => `  ${line}`)];
  const places: string[] = [];
  judgeOwnership(aManifest(lines.join('\n')), (rule, at, _, details) =>
    places.push(`${pathOf(at)}${details?.missing ? `.${details.missing}` : ''} ${rule}`),
  );
  return places;
}

function namePlaces(kind: string, ...lines: readonly string[]): readonly string[] {
  const slash = kind.lastIndexOf('/');
  const object = aManifest(
    [`apiVersion: ${kind.slice(0, slash)}`, `kind: ${kind.slice(slash + 1)}`, ...lines].join('\n'),
  );
  const places: string[] = [];
  judgeObjectName(object, true, (rule, at, _, details) =>
    places.push(`${pathOf(at)}${details?.missing ? `.${details.missing}` : ''} ${rule}`),
  );
  return places.map(place => place.replace(/^\./, ''));
}

suite('labels', () => {
  test('may be what Kubernetes allows', () =>
    assert.deepEqual(metadataPlaces('labels:', '  app.kubernetes.io/name: My_app-1.0', "  empty: ''"), []));
  test('have keys of a domain and a name', () =>
    assert.deepEqual(metadataPlaces('labels: {"a/b/c": x, "bad key": y1}'), [
      'metadata.labels[a/b/c] metadata/label',
      'metadata.labels[bad key] metadata/label',
    ]));
  test('have short values', () =>
    assert.deepEqual(metadataPlaces(`labels: {a: "${'x'.repeat(64)}", b: "some words"}`), [
      'metadata.labels.a metadata/label',
      'metadata.labels.b metadata/label',
    ]));
  test('may hold placeholders', () =>
    assert.deepEqual(metadataPlaces("labels: {a: '{{workflow.name}}'}"), []));
});

suite('annotations', () => {
  test('have keys in any case, and any value', () =>
    assert.deepEqual(metadataPlaces('annotations: {Example.COM/Key: "any words {}"}'), []));
  test('have well-formed keys', () =>
    assert.deepEqual(metadataPlaces('annotations: {"a b": c}'), [
      'metadata.annotations[a b] metadata/annotation',
    ]));
  test('are bounded together', () =>
    assert.deepEqual(metadataPlaces(`annotations: {a: "${'x'.repeat(262_144)}"}`), [
      'metadata.annotations metadata/annotation',
    ]));
});

suite('finalizers and owners', () => {
  test('are well-formed', () =>
    assert.deepEqual(
      metadataPlaces(
        'finalizers: [example.com/keep]',
        'ownerReferences: [{apiVersion: v1, kind: Pod, name: a, uid: b, controller: true}]',
      ),
      [],
    ));
  test('are qualified names', () =>
    assert.deepEqual(metadataPlaces('finalizers: ["a b"]'), ['metadata.finalizers[0] metadata/finalizer']));
  test('exclude each other', () =>
    assert.deepEqual(metadataPlaces('finalizers: [orphan, foregroundDeletion]'), [
      'metadata.finalizers[1] metadata/finalizer',
    ]));
  test('are standard ones or have a domain, on built-in kinds', () => {
    const finalizers = 'finalizers: [orphan, example.com/a, mine]';
    assert.deepEqual(ownershipPlaces('v1', finalizers), ['metadata.finalizers[2] metadata/finalizer']);
    assert.deepEqual(ownershipPlaces('example.com/v1', finalizers), []);
  });
  test('name a version of the owner', () =>
    assert.deepEqual(metadataPlaces('ownerReferences: [{apiVersion: apps/, kind: Pod, name: a, uid: b}]'), [
      'metadata.ownerReferences[0].apiVersion metadata/owner-reference',
    ]));
  test('name an owner in full', () =>
    assert.deepEqual(metadataPlaces('ownerReferences: [{apiVersion: v1, kind: Pod, name: a}]'), [
      'metadata.ownerReferences[0].uid metadata/owner-reference',
    ]));
  test('have one controller', () => {
    const owner = '{apiVersion: v1, kind: Pod, name: a, uid: b, controller: true}';
    assert.deepEqual(metadataPlaces(`ownerReferences: [${owner}, ${owner}]`), []);
    assert.deepEqual(metadataPlaces(`ownerReferences: [${owner}, ${owner.replace('uid: b', 'uid: c')}]`), [
      'metadata.ownerReferences[1] metadata/owner-reference',
    ]);
  });
});

suite('the name of an object', () => {
  test('is missed', () => {
    assert.deepEqual(namePlaces('v1/Pod', 'spec: {}'), ['metadata.name metadata/missing-name']);
    assert.deepEqual(namePlaces('v1/Pod', 'metadata: {labels: {}}'), ['metadata.name metadata/missing-name']);
    assert.deepEqual(namePlaces('v1/Pod', "metadata: {name: ''}"), ['metadata.name metadata/missing-name']);
  });
  test('can be left to the server', () =>
    assert.deepEqual(namePlaces('v1/Pod', 'metadata: {generateName: train-}'), []));
  test('is no matter for questions', () =>
    assert.deepEqual(namePlaces('authorization.k8s.io/v1/SubjectAccessReview', 'spec: {}'), []));
  for (const [kind, name, isGood] of [
    ['v1/Pod', 'a.b', true],
    ['v1/Pod', 'A', false],
    ['v1/Namespace', 'a.b', false],
    ['v1/Service', '1a', true],
    ['v1/Service', 'a.b', false],
    ['apps/v1/StatefulSet', 'a.b', false],
    ['apps/v1/Deployment', 'a.b', true],
    ['rbac.authorization.k8s.io/v1/ClusterRole', 'system:Node', true],
    ['rbac.authorization.k8s.io/v1/ClusterRole', 'a/b', false],
    ['batch/v1/CronJob', 'a'.repeat(52), true],
    ['batch/v1/CronJob', 'a'.repeat(53), false],
    ['batch/v1/Job', 'a'.repeat(63), true],
    ['serving.kserve.io/v1beta1/InferenceService', 'Iris_model', false],
    ['serving.kserve.io/v1beta1/InferenceService', '{{name}}', true],
  ] as const)
    test(`${isGood ? 'can' : 'cannot'} be ${name.slice(0, 20)} for ${kind}`, () =>
      assert.deepEqual(
        namePlaces(kind, `metadata: {name: "${name}"}`),
        isGood ? [] : ['metadata.name metadata/name'],
      ));
  test('is mended', () => {
    const object = aManifest('apiVersion: v1\nkind: Pod\nmetadata: {name: My_Model}');
    const titles: string[] = [];
    judgeObjectName(object, true, (_, __, ___, details) =>
      titles.push(...(details?.fixes?.() ?? []).map(fix => fix.edits.map(edit => edit.newText).join())),
    );
    assert.deepEqual(titles, ['my-model']);
  });
  test('stands in a namespace that can exist', () =>
    assert.deepEqual(namePlaces('v1/Pod', 'metadata: {name: a, namespace: A_b}'), [
      'metadata.namespace metadata/namespace',
    ]));
});

suite('what the server sets', () => {
  test('is told where it stands', () =>
    assert.deepEqual(
      namePlaces('v1/Pod', 'metadata: {name: a, uid: b, resourceVersion: "1", creationTimestamp: null}'),
      ['metadata.resourceVersion metadata/server-set', 'metadata.uid metadata/server-set'],
    ));
});
