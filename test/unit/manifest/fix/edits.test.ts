import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  insertField,
  insertItem,
  removeEntry,
  renameKey,
  replaceValue,
} from '../../../../src/manifest/fix/edits.ts';
import type { TextEdit } from '../../../../src/manifest/fix/fix.ts';
import { entryOf, nodeAt } from '../../../../src/manifest/syntax/lookup.ts';
import type { MapNode, ScalarNode, SequenceNode, SyntaxNode } from '../../../../src/manifest/syntax/node.ts';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';

const pod = `spec:
  containers:
  - name: main # the one
    image: 'busybox'
    ports: [{containerPort: 80}, {containerPort: 81}]
  - name: other
    command:
    - sleep
    - "1"
  restartPolicy: Always
`;

suite('replaceValue', () => {
  test('keeps the quotes of what it replaces', () =>
    edited(
      pod,
      ['spec', 'containers', 0, 'image'],
      node => replaceValue(node as ScalarNode, "it's"),
      "image: 'it''s'\n",
    ));
  test('quotes what would be read as something else than a text', () =>
    edited('a: x\n', ['a'], node => replaceValue(node as ScalarNode, 'yes'), 'a: "yes"\n'));
  test('writes numbers and booleans bare', () =>
    edited('a: x\n', ['a'], node => replaceValue(node as ScalarNode, 3), 'a: 3\n'));
  test('puts a blank behind the colon of a field without a value', () =>
    edited('a:\nb: 1\n', ['a'], node => replaceValue(node as ScalarNode, 'x'), 'a: x\nb: 1\n'));
});

suite('renameKey', () => {
  test('leaves the value alone', () => {
    const entry = entryOf(root('imagee: busybox\n'), 'imagee');
    assert.ok(entry);
    assert.equal(applied('imagee: busybox\n', renameKey(entry.key, 'image')), 'image: busybox\n');
  });
});

suite('removeEntry', () => {
  test('takes a field with its lines', () =>
    edited(pod, ['spec', 'containers'], removeEntry, 'spec:\n  restartPolicy: Always\n', 'all'));
  test('takes the first field of a list item and moves the next one up', () =>
    edited(pod, ['spec', 'containers', 0, 'name'], removeEntry, "  - image: 'busybox'\n"));
  test('takes a list item with its dash', () =>
    edited(pod, ['spec', 'containers', 1, 'command', 0], removeEntry, '    command:\n    - "1"\n'));
  test('takes an item and its comma out of brackets', () =>
    edited(pod, ['spec', 'containers', 0, 'ports', 1], removeEntry, 'ports: [{containerPort: 80}]\n'));
  test('takes the first item and its comma out of brackets', () =>
    edited(pod, ['spec', 'containers', 0, 'ports', 0], removeEntry, 'ports: [{containerPort: 81}]\n'));
  test('leaves an empty map behind for the last field', () =>
    edited('a:\n  b: 1\nc: 2\n', ['a', 'b'], removeEntry, 'a: {}\nc: 2\n', 'all'));
  test('leaves an empty list behind for the last item', () =>
    edited('a:\n- b\nc: 2\n', ['a', 0], removeEntry, 'a: []\nc: 2\n', 'all'));
  test('takes a field whose value goes over lines', () =>
    edited('a: |\n  x\n  y\nb: 1\n', ['a'], removeEntry, 'b: 1\n', 'all'));
  test('takes the last field of a file without a line end', () =>
    edited('a: 1\nb: 2', ['b'], removeEntry, 'a: 1\n', 'all'));
});

suite('insertField', () => {
  test('adds lines at the end of a map, indented as its fields are', () =>
    edited(
      pod,
      ['spec', 'containers', 1],
      node => insertField(node as MapNode, 'image', 'busybox'),
      '    - "1"\n    image: busybox\n',
    ));
  test('writes whole structures', () =>
    edited(
      'a:\n  b: 1\n',
      ['a'],
      node => insertField(node as MapNode, 'c', { d: ['x'] }),
      'a:\n  b: 1\n  c:\n    d:\n    - x\n',
      'all',
    ));
  test('stays behind a comment on the last line', () =>
    edited(
      'a:\n  b: 1 # why\nc: 2\n',
      ['a'],
      node => insertField(node as MapNode, 'd', 3),
      'a:\n  b: 1 # why\n  d: 3\nc: 2\n',
      'all',
    ));
  test('stays within brackets', () =>
    edited(
      pod,
      ['spec', 'containers', 0, 'ports', 0],
      node => insertField(node as MapNode, 'name', 'http'),
      '[{containerPort: 80, name: http}, ',
    ));
  test('fills an empty map', () =>
    edited('a: {}\n', ['a'], node => insertField(node as MapNode, 'b', 1), 'a: {b: 1}\n'));
  test('follows a block text', () =>
    edited(
      'a:\n  b: |\n    x\n\nc: 1\n',
      ['a'],
      node => insertField(node as MapNode, 'd', 2),
      'a:\n  b: |\n    x\n  d: 2\n\nc: 1\n',
      'all',
    ));
});

suite('insertItem', () => {
  test('adds an item below the last one', () =>
    edited(
      pod,
      ['spec', 'containers', 1, 'command'],
      node => insertItem(node as SequenceNode, 'now'),
      '    - "1"\n    - now\n',
    ));
  test('stays within brackets', () =>
    edited('a: [1]\n', ['a'], node => insertItem(node as SequenceNode, 2), 'a: [1, 2]\n'));
});

function root(text: string): SyntaxNode {
  const [document] = parseManifestText(text);
  assert.ok(document?.root);
  return document.root;
}

/** Edits the node at a path; the outcome is the wanted text, or holds it. */
function edited(
  text: string,
  path: readonly (string | number)[],
  edit: (node: SyntaxNode) => readonly TextEdit[],
  ...[wanted, how]: readonly [string, 'all'?]
): void {
  const node = nodeAt(root(text), ...path);
  assert.ok(node);
  const after = applied(text, edit(node));
  if (how === 'all') assert.equal(after, wanted);
  else assert.ok(after.includes(wanted), after);
  assert.deepEqual(
    parseManifestText(after).flatMap(document => document.problems),
    [],
  );
}

function applied(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((now, { start, end, newText }) => now.slice(0, start) + newText + now.slice(end), text);
}
