import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ObjectIndex } from '../../../../src/manifest/references/objectIndex.ts';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';

const configMap = { group: '', kind: 'ConfigMap' };
const secret = { group: '', kind: 'Secret' };

function indexOf(files: Readonly<Record<string, string>>): ObjectIndex {
  const index = new ObjectIndex();
  for (const [fileName, text] of Object.entries(files))
    index.put(fileName, parseManifestText(text, { fileName }));
  return index;
}

function config(name: string, namespace?: string): string {
  const place = namespace === undefined ? '' : `, namespace: ${namespace}`;
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${place}}\ndata: {a: b}\nbinaryData: {c: ""}\n`;
}

suite('ObjectIndex', () => {
  test('knows objects by kind and name, with their keys', () => {
    const [known] = indexOf({ 'a.yaml': config('one') }).named(configMap, 'one', 'any');
    assert.deepEqual(known?.keys, ['a', 'c']);
    assert.equal(known?.manifest?.uri, 'a.yaml');
  });

  test('keeps namespaces apart, and takes an open one for any', () => {
    const index = indexOf({ 'a.yaml': config('one', 'prod'), 'b.yaml': config('two') });
    const names = (namespace?: string) => index.all(configMap, namespace).map(({ name }) => name);
    assert.deepEqual(names('prod'), ['one', 'two']);
    assert.deepEqual(names('dev'), ['two']);
    assert.deepEqual(names(), ['one', 'two']);
  });

  test('lists again what has changed since it was asked', () => {
    const index = indexOf({ 'a.yaml': config('one', 'prod') });
    const names = () => index.all(configMap, 'prod').map(({ name }) => name);
    assert.deepEqual(names(), ['one']);
    index.put('b.yaml', parseManifestText(config('two')));
    assert.deepEqual(names(), ['one', 'two']);
    index.remove('a.yaml');
    assert.deepEqual(names(), ['two']);
  });

  test('lets go of the syntax of a file, and knows its objects still', () => {
    const index = indexOf({ 'a.yaml': config('one', 'prod') });
    index.forgetSyntax('a.yaml');
    index.forgetSyntax('b.yaml');
    const [known, ...more] = index.named(configMap, 'one', 'prod');
    assert.deepEqual(more, []);
    assert.deepEqual(known?.keys, ['a', 'c']);
    assert.equal(known?.manifest?.uri, 'a.yaml');
    assert.deepEqual(known?.manifest?.object.node.entries, []);
    assert.deepEqual([...index.objects()], []);
    index.put('a.yaml', parseManifestText(config('one', 'prod')));
    assert.equal(index.named(configMap, 'one', 'prod')[0]?.manifest?.object.node.entries.length, 5);
  });

  test('forgets what a file no longer holds', () => {
    const index = indexOf({ 'a.yaml': config('one', 'prod') });
    const before = index.generation;
    index.put('a.yaml', parseManifestText(config('two')));
    assert.deepEqual(
      index.all(configMap, undefined).map(({ name }) => name),
      ['two'],
    );
    assert.equal(index.certainty(configMap, 'prod'), 'no');
    assert.ok(index.generation > before);
    index.remove('a.yaml');
    assert.deepEqual([...index.objects()], []);
  });

  test('holds the same name of several files', () => {
    const index = indexOf({ 'base/a.yaml': config('one'), 'overlay/a.yaml': config('one') });
    assert.equal(index.named(configMap, 'one', undefined).length, 2);
    index.remove('base/a.yaml');
    assert.equal(index.named(configMap, 'one', undefined).length, 1);
  });

  test('never holds the values of a secret', () => {
    const index = indexOf({
      's.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {token: hunter2}\n',
    });
    const [known] = index.named(secret, 's', undefined);
    assert.deepEqual(known?.keys, ['token']);
    const { manifest, ...facts } = known ?? {};
    assert.ok(manifest !== undefined && !JSON.stringify(facts).includes('hunter2'));
  });

  test('knows ports, formats and the labels of pods', () => {
    const index = indexOf({
      'a.yaml': `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {ports: [{name: http, port: 80}, {port: 443}]}
---
apiVersion: serving.kserve.io/v1alpha1
kind: ClusterServingRuntime
metadata: {name: r}
spec: {supportedModelFormats: [{name: onnx, version: "1", autoSelect: true}, {name: triton}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: d, labels: {own: "1"}}
spec: {template: {metadata: {labels: {app: web}}}}
`,
    });
    assert.deepEqual(index.named({ group: '', kind: 'Service' }, 'web', undefined)[0]?.ports, [
      { name: 'http', port: 80 },
      { name: undefined, port: 443 },
    ]);
    assert.deepEqual(
      index.all({ group: 'serving.kserve.io', kind: 'ClusterServingRuntime' }, undefined)[0]?.modelFormats,
      [
        { name: 'onnx', version: '1', autoSelect: true },
        { name: 'triton', version: undefined, autoSelect: false },
      ],
    );
    assert.deepEqual(index.named({ group: 'apps', kind: 'Deployment' }, 'd', undefined)[0]?.labels, {
      app: 'web',
    });
  });
});

suite('ObjectIndex with kustomizations', () => {
  const kustomization = (body: string) =>
    indexOf({ 'kustomization.yaml': body, 'a.yaml': config('one', 'prod') });

  test('knows what generators make, with keys', () => {
    const index = kustomization(
      'namespace: prod\nconfigMapGenerator:\n- name: made\n  literals: [x=1]\n  files: [dir/y.yaml, z=other]\n',
    );
    assert.deepEqual(index.named(configMap, 'made', 'prod')[0]?.keys, ['x', 'y.yaml', 'z']);
    assert.deepEqual(index.named(configMap, 'made', 'dev'), []);
  });

  test('does not know keys that a file of variables gives, or that a merge adds to', () => {
    const index = kustomization(
      'secretGenerator:\n- name: made\n  envs: [.env]\nconfigMapGenerator:\n- {name: merged, behavior: merge, literals: [a=b]}\n',
    );
    assert.deepEqual(
      index.named(secret, 'made', undefined).map(({ keys }) => keys),
      [undefined],
    );
    assert.deepEqual(
      index.named(configMap, 'merged', undefined).map(({ keys }) => keys),
      [undefined],
    );
  });

  test('is certain of local files alone', () => {
    assert.equal(kustomization('resources: [a.yaml]\n').certainty(configMap, 'prod'), 'workspace');
    assert.equal(kustomization('resources: [a.yaml]\n').certainty(configMap, 'elsewhere'), 'no');
    assert.equal(kustomization('resources: [a.yaml]\n').certainty(configMap, undefined), 'workspace');
    assert.equal(
      kustomization('resources: ["https://example.com/base?ref=v1"]\n').certainty(configMap, 'prod'),
      'no',
    );
    assert.equal(kustomization('helmCharts: [{name: x}]\n').certainty(configMap, 'prod'), 'no');
  });

  test('is certain again when the chart is gone', () => {
    const index = kustomization('helmCharts: [{name: x}]\n');
    index.remove('kustomization.yaml');
    assert.equal(index.certainty(configMap, 'prod'), 'workspace');
  });
});
