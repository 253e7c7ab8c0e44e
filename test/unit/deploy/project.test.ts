import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { joinProjects } from '../../../src/deploy/project.ts';
import { bare, covered, projectOf } from './support.ts';

const titles = (text: string) =>
  projectOf(text).documents.map(({ object, index, item }) => [object['kind'], index, item]);
const whySkipped = (text: string, path?: string) => projectOf(text, path).skipped.map(entry => entry.why);

suite('readManifest', () => {
  test('reads every document of a file', () =>
    deepStrictEqual(titles(`${bare('v1', 'Secret', 'a')}---\n---\n${bare('v1', 'Service', 'b')}`), [
      ['Secret', 0, ''],
      ['Service', 2, ''],
    ]));

  test('reads JSON', () =>
    deepStrictEqual(titles('{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}}'), [
      ['Pod', 0, ''],
    ]));

  test('flattens lists, and lists in lists', () =>
    deepStrictEqual(
      titles(`apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: Secret, metadata: {name: a}}
  - apiVersion: v1
    kind: List
    items:
      - {apiVersion: v1, kind: Pod, metadata: {name: b}}
`),
      [
        ['Secret', 0, 'items[0]'],
        ['Pod', 0, 'items[1].items[0]'],
      ],
    ));

  test('gives the items of a typed list their kind', () => {
    const [document] = projectOf(
      'apiVersion: v1\nkind: ConfigMapList\nitems: [{metadata: {name: a}}]\n',
    ).documents;
    deepStrictEqual(document?.object, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
  });

  test('finds fields of list items on their lines', () => {
    const text = 'apiVersion: v1\nkind: List\nitems:\n  - kind: Pod\n    spec: {nodeName: here}\n';
    const [document] = projectOf(text).documents;
    strictEqual(document && covered(text, document.rangeOf(['spec', 'nodeName'])), 'here');
  });

  test('leaves out what is no manifest, and says so', () => {
    deepStrictEqual(whySkipped('replicas: 3\n', 'values.yaml'), ['no Kubernetes manifest']);
    deepStrictEqual(whySkipped('', 'empty.yaml'), ['empty']);
    deepStrictEqual(whySkipped('- a\n- b\n', 'list.yaml'), ['no Kubernetes manifest']);
  });

  test('leaves out configuration of tools that looks like a manifest', () => {
    deepStrictEqual(whySkipped(bare('kind.x-k8s.io/v1alpha4', 'Cluster', 'a')), ['no Kubernetes manifest']);
    deepStrictEqual(whySkipped('apiVersion: v1\nkind: Config\nusers: []\n'), ['no Kubernetes manifest']);
  });

  test('leaves out single documents of a manifest that are no objects', () => {
    const project = projectOf(`note: hello\n---\n${bare('v1', 'Secret', 'a')}`);
    strictEqual(project.documents.length, 1);
    deepStrictEqual(project.skipped, [{ path: 'a.yaml', why: 'document 1 is no Kubernetes object' }]);
  });

  test('keeps an object that lacks its kind, for the plan to refuse', () =>
    deepStrictEqual(titles('apiVersion: v1\nmetadata: {name: a}\n'), [[undefined, 0, '']]));

  test('leaves out templates', () =>
    deepStrictEqual(whySkipped('kind: Pod\n{{- if .Values.a }}\nx: {{ .Values.b }}\n{{- end }}\n'), [
      'a template: render it first',
    ]));

  test('keeps expressions inside of strings', () =>
    deepStrictEqual(titles(`${bare('argoproj.io/v1alpha1', 'Workflow', 'a')}spec: {x: "{{inputs.x}}"}\n`), [
      ['Workflow', 0, ''],
    ]));

  test('reports broken YAML of a manifest, and passes over that of anything else', () => {
    const [problem] = projectOf('kind: Pod\nspec: [1\n').problems;
    strictEqual(problem?.file, 'a.yaml');
    match(problem?.message ?? '', /YAML|indentation/);
    deepStrictEqual(whySkipped('a: [1\n'), ['no Kubernetes manifest']);
  });
});

suite('joinProjects', () => {
  test('puts the parts in order', () => {
    const joined = joinProjects([
      projectOf('x: 1', 'x.yaml'),
      projectOf(bare('v1', 'Pod', 'p')),
      projectOf(''),
    ]);
    strictEqual(joined.documents.length, 1);
    deepStrictEqual(
      joined.skipped.map(entry => entry.path),
      ['x.yaml', 'a.yaml'],
    );
  });
});
