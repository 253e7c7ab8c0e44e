import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { definition, type Location, references } from '../../../../src/manifest/assist/names.ts';
import { rename, renameRange } from '../../../../src/manifest/assist/rename.ts';
import { wordsOf } from '../../../../src/manifest/say.ts';
import { type Files, marked } from './marked.ts';

/** Places as `file:line text`. */
function shown(places: readonly Location[], files: Files): string[] {
  return places.map(({ uri, start, end }) => {
    const text = (files[uri] ?? '').replace('<|>', '');
    return `${uri}:${text.slice(0, start).split('\n').length} ${text.slice(start, end)}`;
  });
}

function defined(files: Files | string): string[] {
  const { names, files: all } = marked(files);
  return shown(definition(names), all);
}

function used(files: Files | string, withDefinition = true): string[] {
  const { names, files: all } = marked(files);
  return shown(references(names, withDefinition), all);
}

/** All files after a rename, or the words of its refusal. */
function renamed(files: Files | string, name: string): Record<string, string> | string {
  const { names, files: all } = marked(files);
  const result = rename(names, name);
  if (!('edits' in result)) return wordsOf(result);
  const after: Record<string, string> = {};
  for (const { uri, edits } of result.edits)
    after[uri] = edits
      .toSorted((a, b) => b.start - a.start)
      .reduce(
        (text, edit) => text.slice(0, edit.start) + edit.newText + text.slice(edit.end),
        (all[uri] ?? '').replace('<|>', ''),
      );
  return after;
}

const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  a.yaml: x\n';
const pod = (refs: string) =>
  `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: main\n    env:\n    - valueFrom:\n        configMapKeyRef: ${refs}\n`;

const volumes = `apiVersion: v1
kind: Pod
spec:
  containers:
  - name: main
    volumeMounts:
    - name: da<|>ta
      mountPath: /data
  initContainers:
  - name: first
    volumeMounts:
    - {name: data, mountPath: /d}
  volumes:
  - name: data
    emptyDir: {}
`;

const workflow = `apiVersion: argoproj.io/v1alpha1
kind: Workflow
spec:
  entrypoint: main
  arguments:
    parameters:
    - name: rate
  templates:
  - name: main
    dag:
      tasks:
      - name: prep
        template: fit
      - name: train
        template: fit
        dependencies: [prep]
        arguments:
          parameters: [{name: rate, value: "{{workflow.parameters.rate}}"}]
  - name: fit
    inputs:
      parameters:
      - name: rate
    container:
      args: ["--rate={{inputs.parameters.rate}}"]
`;

suite('definition', () => {
  test('of an object in another file', () =>
    assert.deepEqual(defined({ 'c.yaml': config, 'p.yaml': pod('{name: sett<|>ings, key: a.yaml}') }), [
      'c.yaml:4 settings',
    ]));

  test('of a key', () =>
    assert.deepEqual(defined({ 'c.yaml': config, 'p.yaml': pod('{name: settings, key: a.<|>yaml}') }), [
      'c.yaml:6 a.yaml',
    ]));

  test('of a claim in an address', () =>
    assert.deepEqual(
      defined({
        'p.yaml': 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: models\n',
        'i.yaml':
          'apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nspec: {predictor: {model: {storageUri: "pvc://mod<|>els/a"}}}\n',
      }),
      ['p.yaml:4 models'],
    ));

  test('of nothing that is in another namespace', () =>
    assert.deepEqual(
      defined({
        'c.yaml': config.replace('name: settings', 'name: settings\n  namespace: other'),
        'p.yaml': pod('{name: sett<|>ings}').replace('spec:', 'metadata: {namespace: prod}\nspec:'),
      }),
      [],
    ));

  test('of a volume', () => assert.deepEqual(defined(volumes), ['a.yaml:14 data']));

  test('of the volume in the same pod', () => {
    const two = (one: string, other: string) =>
      `apiVersion: kubeflow.org/v1\nkind: PyTorchJob\nspec:\n  pytorchReplicaSpecs:\n    Master:\n      template: {spec: {volumes: [{name: v}], containers: [{volumeMounts: [{name: ${one}}]}]}}\n    Worker:\n      template: {spec: {volumes: [{name: v}], containers: [{volumeMounts: [{name: ${other}}]}]}}\n`;
    assert.deepEqual(defined(two('<|>v', 'v')), ['a.yaml:6 v']);
    assert.deepEqual(defined(two('v', '<|>v')), ['a.yaml:8 v']);
  });

  test('of a port by a probe', () =>
    assert.deepEqual(
      defined(
        'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - ports:\n    - {name: http, containerPort: 80}\n    readinessProbe: {httpGet: {port: ht<|>tp}}\n',
      ),
      ['a.yaml:6 http'],
    ));

  test("of a Service's target port, in the pods that it selects", () => {
    const web = (app: string) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${app}}\nspec:\n  template:\n    metadata: {labels: {app: ${app}}}\n    spec:\n      containers:\n      - ports: [{name: http, containerPort: 80}]\n`;
    const service =
      'apiVersion: v1\nkind: Service\nspec: {selector: {app: web}, ports: [{port: 80, targetPort: ht<|>tp}]}\n';
    assert.deepEqual(defined({ 'w.yaml': web('web'), 'o.yaml': web('other'), 's.yaml': service }), [
      'w.yaml:9 http',
    ]);
  });

  test('of templates, tasks and parameters', () => {
    assert.deepEqual(defined(workflow.replace('entrypoint: main', 'entrypoint: ma<|>in')), ['a.yaml:9 main']);
    assert.deepEqual(defined(workflow.replace('[prep]', '[pr<|>ep]')), ['a.yaml:12 prep']);
    assert.deepEqual(defined(workflow.replace('inputs.parameters.rate', 'inputs.parameters.ra<|>te')), [
      'a.yaml:22 rate',
    ]);
    assert.deepEqual(defined(workflow.replace('workflow.parameters.rate', 'workflow.parameters.<|>rate')), [
      'a.yaml:7 rate',
    ]);
  });

  test('of an alias', () => assert.deepEqual(defined('a: &base\n  x: 1\nb: *ba<|>se\n'), ['a.yaml:1 base']));

  test('of the nearest anchor before', () =>
    assert.deepEqual(defined('a: &x 1\nb: &x 2\nc: *<|>x\n'), ['a.yaml:2 x']));

  test('of nothing else', () =>
    assert.deepEqual(defined('apiVersion: v1\nkind: Pod\nspec: {nodeName: n<|>1}\n'), []));
});

suite('references', () => {
  test('of an object, from its own name', () =>
    assert.deepEqual(
      used({
        'c.yaml': config.replace('settings', 'set<|>tings'),
        'p.yaml': pod('{name: settings, key: a.yaml}'),
        'q.yaml': pod('{name: others}'),
      }),
      ['c.yaml:4 settings', 'p.yaml:8 settings'],
    ));

  test('of an object, without its definition', () =>
    assert.deepEqual(used({ 'c.yaml': config, 'p.yaml': pod('{name: set<|>tings}') }, false), [
      'p.yaml:8 settings',
    ]));

  test('of a key, from the key', () =>
    assert.deepEqual(
      used({
        'c.yaml': config.replace('a.yaml', 'a.<|>yaml'),
        'p.yaml': pod('{name: settings, key: a.yaml}'),
      }),
      ['c.yaml:6 a.yaml', 'p.yaml:8 a.yaml'],
    ));

  test('of a volume', () =>
    assert.deepEqual(used(volumes), ['a.yaml:7 data', 'a.yaml:12 data', 'a.yaml:14 data']));

  test('of aliases', () =>
    assert.deepEqual(used('a: &b<|> {x: 1}\nc: *b\nd: [*b]\n'), ['a.yaml:1 b', 'a.yaml:2 b', 'a.yaml:3 b']));
});

suite('rename', () => {
  test('changes a name with all that refer to it', () =>
    assert.deepEqual(renamed({ 'c.yaml': config, 'p.yaml': pod('{name: sett<|>ings}') }, 'options'), {
      'c.yaml': config.replace('settings', 'options'),
      'p.yaml': pod('{name: options}'),
    }));

  test('keeps quotes and what is around the name', () =>
    assert.deepEqual(
      renamed(
        'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: "mod<|>els"}\n---\napiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nspec: {predictor: {model: {storageUri: "pvc://models/a"}}}\n',
        'store',
      ),
      {
        'a.yaml':
          'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: "store"}\n---\napiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nspec: {predictor: {model: {storageUri: "pvc://store/a"}}}\n',
      },
    ));

  test('changes parameters inside expressions', () =>
    assert.deepEqual(
      renamed(
        workflow.replace('      - name: rate\n    container', '      - name: ra<|>te\n    container'),
        'lr',
      ),
      {
        'a.yaml': workflow
          .replace('      - name: rate\n    container', '      - name: lr\n    container')
          .replace('inputs.parameters.rate', 'inputs.parameters.lr'),
      },
    ));

  test('changes anchors', () =>
    assert.deepEqual(renamed('a: &x<|> 1\nb: *x\n', 'y'), { 'a.yaml': 'a: &y 1\nb: *y\n' }));

  test('refuses what cannot be a name', () => {
    assert.equal(
      renamed({ 'c.yaml': config, 'p.yaml': pod('{name: sett<|>ings}') }, 'My Settings'),
      '"My Settings" cannot be a name here.',
    );
    assert.equal(
      renamed(volumes, 'a'.repeat(64)),
      'A name here may be at most 63 characters long; this one has 64.',
    );
    assert.equal(renamed('a: &x<|> 1\n', 'y z'), '"y z" cannot be the name of an anchor.');
    assert.equal(
      renamed('apiVersion: v1\nkind: Pod\nspec: {nodeName: n<|>1}\n', 'b'),
      'There is nothing to rename here.',
    );
  });

  test('tells how many places it changes', () => {
    const result = rename(marked(volumes).names, 'store');
    assert.ok('summary' in result);
    assert.equal(wordsOf(result.summary), 'Renamed at 3 places in 1 files.');
  });

  test('begins with the name alone', () => {
    const { text, names } = marked(
      'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: "mod<|>els"}\n',
    );
    const range = renameRange(names);
    assert.equal(text.slice(range?.start, range?.end), 'models');
    assert.equal(renameRange(marked('apiVersion: v1\nki<|>nd: Pod\n').names), undefined);
  });
});
