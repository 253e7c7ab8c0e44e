import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { foldings } from '../../../../src/manifest/assist/foldings.ts';
import { links } from '../../../../src/manifest/assist/links.ts';
import { type OutlineRow, outline } from '../../../../src/manifest/assist/outline.ts';
import { selectionRanges } from '../../../../src/manifest/assist/selectionRanges.ts';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';
import { marked } from './marked.ts';

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: prod
spec:
  containers:
  - name: main
    args: [a]
    command:
    - |
      one
      two
`;

function drawn(rows: readonly OutlineRow[], indent = ''): string {
  return rows
    .map(
      row =>
        `${indent}${row.name}${row.detail === '' ? '' : ` = ${row.detail}`}\n${drawn(row.children, `${indent}  `)}`,
    )
    .join('');
}

suite('outline', () => {
  test('names objects, and list items by their names', () =>
    assert.equal(
      drawn(outline(parseManifestText(pod))),
      `Pod web = prod
  apiVersion = v1
  kind = Pod
  metadata
    name = web
    namespace = prod
  spec
    containers
      main
        name = main
        args
        command
`,
    ));

  test('shows no value of a secret', () => {
    const shown = drawn(
      outline(
        parseManifestText(
          'apiVersion: v1\nkind: Secret\nmetadata: {name: hub}\nstringData: {token: hunter2}\n',
        ),
      ),
    );
    assert.ok(shown.includes('token\n'));
    assert.ok(!shown.includes('hunter2'));
  });

  test('shows every document and the items of lists', () => {
    const rows = outline(
      parseManifestText(
        `${pod}---\napiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n  metadata: {name: a}\n`,
      ),
    );
    assert.deepEqual(
      rows.map(({ name }) => name),
      ['Pod web', 'Service a'],
    );
  });

  test('keeps selections inside their ranges', () => {
    const check = (row: OutlineRow): void => {
      assert.ok(row.selection.start >= row.range.start && row.selection.end <= row.range.end, row.name);
      row.children.forEach(check);
    };
    outline(parseManifestText(pod)).forEach(check);
  });

  test('survives deep nesting', () => assert.ok(outline(parseManifestText('['.repeat(3_000))).length < 2));
});

suite('foldings', () => {
  const folded = (text: string) =>
    foldings(text, parseManifestText(text)).map(({ start, end, kind }) => {
      const line = (offset: number) => text.slice(0, offset).split('\n').length;
      return `${line(start)}-${line(end)} ${kind}`;
    });

  test('folds what is indented', () =>
    assert.deepEqual(folded(pod), [
      '3-5 block',
      '6-13 block',
      '7-13 block',
      '8-13 block',
      '10-13 block',
      '11-13 block',
    ]));

  test('folds documents', () => {
    const two = 'a: 1\nb: 2\n---\n# why\nc:\n  d: 1\n';
    assert.deepEqual(folded(two), ['1-2 document', '5-6 document']);
  });

  test('folds runs of comments', () =>
    assert.deepEqual(folded('# one\n# two\na: 1\n# three\n'), ['1-2 comment']));

  test('folds broken text', () =>
    assert.deepEqual(folded('a:\n  b: [\n   : x\nc: 1\n'), ['1-3 block', '2-3 block']));
});

suite('selectionRanges', () => {
  test('grow from the value to the document', () => {
    const { text, documents, offset } = marked('spec:\n  containers:\n  - name: ma<|>in\n    image: x\n');
    assert.deepEqual(
      selectionRanges(documents, offset).map(({ start, end }) => text.slice(start, end)),
      [
        'main',
        'name: main',
        'name: main\n    image: x',
        '- name: main\n    image: x',
        'containers:\n  - name: main\n    image: x',
        'spec:\n  containers:\n  - name: main\n    image: x',
        text,
      ],
    );
  });

  test('each holds the one before', () => {
    const { documents, offset } = marked('a: {b: [1, {c: <|>d}]}\n---\nb: 1\n');
    const ranges = selectionRanges(documents, offset);
    assert.ok(ranges.length > 5);
    for (const [index, range] of ranges.entries()) {
      const inner = ranges[index - 1] ?? range;
      assert.ok(range.start <= inner.start && range.end >= inner.end);
    }
  });
});

suite('links', () => {
  const targets = (text: string, fileName = 'a.yaml') =>
    links(parseManifestText(text, { fileName })).map(({ kind, target }) => `${kind} ${target}`);
  const isvc = (uri: string) =>
    `apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\nspec: {predictor: {model: {storageUri: "${uri}", image: "https://no.link/x"}}}\n`;

  test('lead to models of the hub', () => {
    assert.deepEqual(targets(isvc('hf://meta-llama/Llama-3')), [
      'page https://huggingface.co/meta-llama/Llama-3',
    ]);
    assert.deepEqual(targets(isvc('hf://a/b:v1')), ['page https://huggingface.co/a/b/tree/v1']);
  });

  test('lead to addresses of the web', () =>
    assert.deepEqual(targets(isvc('https://x.y/model.joblib')), ['page https://x.y/model.joblib']));

  test('lead nowhere else', () => {
    for (const uri of ['s3://bucket/x', 'command:evil', 'hf://a/../b', 'http://x.y', 'https://x.y/`z'])
      assert.deepEqual(targets(isvc(uri)), []);
  });

  test('lead to the files of a kustomization', () =>
    assert.deepEqual(
      targets(
        'resources:\n- ../base\n- app.yaml\npatches:\n- path: patch.yaml\nnamePrefix: a\n',
        'kustomization.yaml',
      ),
      ['file ../base', 'file app.yaml', 'file patch.yaml'],
    ));
});
