import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { entryOf, nodeAt, pathOf, stringAt, toJson } from '../../../../src/manifest/syntax/lookup.ts';
import { endOf, type SyntaxNode, sourceOf, startOf } from '../../../../src/manifest/syntax/node.ts';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';

suite('parseManifestText', () => {
  test('counts every part between separators, empty ones too', () => {
    const documents = parseManifestText('---\na: 1\n---\n# nothing\n---\nb: 2\n');
    assert.deepEqual(
      documents.map(({ index, root }) => [index, root && toJson(root)]),
      [
        [0, undefined],
        [1, { a: 1 }],
        [2, undefined],
        [3, { b: 2 }],
      ],
    );
  });

  test('cuts at separators with comments, and at nothing that only looks like one', () => {
    assert.equal(parseManifestText('a: 1\n--- # next\nb: 2\n').length, 2);
    assert.equal(parseManifestText('a: |\n  ---\n  x\n---x: 1\n').length, 1);
  });

  test('passes over a byte order mark', () => {
    const [document] = parseManifestText('\ufeffkind: Pod\n');
    assert.equal(stringAt(document?.root, 'kind'), 'Pod');
    assert.equal(document?.piece.offset, 1);
  });

  test('finds the objects of lists, also where their items leave out the kind', () => {
    const text = `apiVersion: v1
kind: ConfigMapList
items:
- metadata: {name: a}
- apiVersion: v1
  kind: Secret
  metadata: {name: b, namespace: ml}
`;
    const [document] = parseManifestText(text);
    assert.deepEqual(
      document?.objects.map(({ kind, name, namespace }) => [kind, name, namespace]),
      [
        ['ConfigMap', 'a', undefined],
        ['Secret', 'b', 'ml'],
      ],
    );
  });

  test('knows kustomizations and compiled pipelines by name and shape', () => {
    const kindOf = (text: string, fileName?: string) =>
      parseManifestText(text, fileName === undefined ? {} : { fileName })[0]?.objects[0]?.kind;
    assert.equal(kindOf('resources: [a.yaml]\n', 'file:///w/kustomization.yaml'), 'Kustomization');
    assert.equal(kindOf('pipelineInfo: {name: a}\nroot: {dag: {}}\n'), 'PipelineSpec');
    assert.equal(kindOf('resources: [a.yaml]\n'), undefined);
  });

  const refused: readonly (readonly [string, string])[] = [
    ['a colon without a key', 'a: 1\n: x\n'],
    ['a colon behind a bracketed list', 'a:\n- b: ["m"]: x\n  c: 1\n'],
    ['an infinity, for which JSON has no form', 'a: -.inf\n'],
    ['a tab alone on its line', 'a:\n  b: 1\n\t\n'],
    ['a tab before a comment', '\t# why\na: 1\n'],
  ];
  for (const [what, text] of refused)
    test(`refuses ${what}, as kubectl does`, () => {
      const [document] = parseManifestText(text);
      assert.deepEqual(
        document?.problems.map(({ rule }) => rule),
        ['yaml/syntax'],
      );
    });

  test('takes tabs inside of quotes, brackets and block texts', () => {
    for (const text of ['a: "b\n\t\n  c"\n', 'a: [b,\n\t\n  c]\n', 'a: ".inf"\n'])
      assert.deepEqual(parseManifestText(text)[0]?.problems, []);
  });

  test('takes a name with a placeholder for no name', () => {
    const [document] = parseManifestText('apiVersion: v1\nkind: Pod\nmetadata:\n  name: "{{name}}"\n');
    assert.equal(document?.objects[0]?.name, undefined);
  });
});

suite('the tree', () => {
  test('says where each kind of scalar stands', () => {
    const text = 'a: plain # c\nb: "q\\"x"\nc: \'s\'\nd: |\n  one\n  two\n\ne: >-\n  f\ng:\n';
    const source = (name: string) => {
      const node = nodeAt(rootOf(text), name);
      assert.ok(node);
      return text.slice(startOf(node), endOf(node));
    };
    assert.equal(source('a'), 'plain');
    assert.equal(source('b'), '"q\\"x"');
    assert.equal(source('c'), "'s'");
    assert.equal(source('d'), '|\n  one\n  two');
    assert.equal(source('e'), '>-\n  f');
    assert.equal(source('g'), '');
    assert.equal(startOf(entryOf(rootOf(text), 'g')?.value ?? rootOf(text)), text.length - 1);
  });

  test('ends collections where their last visible character stands', () => {
    const text = 'a:\n  b: 1 # c\n\n# d\nf: {g: [1, 2 ,], # h\n  i: 3}\n';
    const root = rootOf(text);
    assert.equal(sourceOf(at(root, 'a')), 'b: 1');
    assert.equal(sourceOf(at(root, 'f')), '{g: [1, 2 ,], # h\n  i: 3}');
    assert.equal(sourceOf(at(root, 'f', 'g')), '[1, 2 ,]');
  });

  test('reads aliases as what they stand for, at their own place', () => {
    const text = 'a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  b: 2\n  e: 3\n';
    const root = rootOf(text);
    assert.deepEqual(toJson(root), { a: { b: 1 }, c: { b: 1 }, d: { b: 2, e: 3 } });
    assert.equal(sourceOf(at(root, 'c')), '*x');
  });

  test('cuts endless and multiplying aliases off, with a word', () => {
    const words = (text: string) =>
      parseManifestText(text).flatMap(document =>
        document.problems.map(problem => problem.message.values.join('') + problem.message.template),
      );
    assert.match(words('a: &a\n  b: *a\n').join(), /inside of its own anchor/);
    assert.match(words('a: *b\n').join(), /No anchor &b/);
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x, x]\n${[...'bcdefgh'].map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefg'[index]}`).join(', ')}]\n`).join('')}`;
    assert.match(words(bomb).join(), /multiply/);
  });

  test('reads quoted texts and brackets that go on with too little indentation, as kubectl does', () => {
    const text = 'spec:\n  args: ["\n    one\n  "]\n  list: [\n    a # x\n  ]\n';
    assert.deepEqual(parseManifestText(text)[0]?.problems, []);
    assert.equal(String(toJson(at(rootOf(text), 'spec', 'args', 0))).trim(), 'one');
    assert.deepEqual(toJson(at(rootOf(text), 'spec', 'list')), ['a']);
  });

  test('keeps what can be read of a broken text', () => {
    const [document] = parseManifestText(
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n   labels: {}\nspec: {}\n',
    );
    assert.equal(document?.objects[0]?.kind, 'Pod');
    assert.notEqual(document?.problems.length, 0);
  });

  test('survives nesting beyond all measure', () => {
    for (const text of [
      `a: ${'['.repeat(10_000)}`,
      `a: ${'{a: '.repeat(10_000)}`,
      `a:\n  ${'- '.repeat(3_000)}x\n`,
    ])
      assert.notEqual(parseManifestText(text).flatMap(document => document.problems).length, 0);
  });
});

suite('pathOf', () => {
  test('writes paths as the API server does', () => {
    const root = rootOf(
      'metadata:\n  labels:\n    app.kubernetes.io/name: a\nspec:\n  containers:\n  - name: b\n',
    );
    assert.equal(pathOf(at(root, 'spec', 'containers', 0, 'name')), 'spec.containers[0].name');
    assert.equal(
      pathOf(at(root, 'metadata', 'labels', 'app.kubernetes.io/name')),
      'metadata.labels[app.kubernetes.io/name]',
    );
    assert.equal(pathOf(root), '');
    assert.equal(pathOf(at(root, 'spec', 'containers', 0), at(root, 'spec')), 'containers[0]');
  });
});

function rootOf(text: string): SyntaxNode {
  const [document] = parseManifestText(text);
  assert.ok(document?.root, JSON.stringify(document?.problems.map(problem => problem.message)));
  return document.root;
}

function at(root: SyntaxNode, ...path: readonly (string | number)[]): SyntaxNode {
  const node = nodeAt(root, ...path);
  assert.ok(node, path.join('.'));
  return node;
}
