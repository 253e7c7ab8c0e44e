import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { TextEdit } from '../../../../src/manifest/fix/fix.ts';
import { moveField, quoteBraces, spaceBehindColon, wrapInList } from '../../../../src/manifest/fix/shape.ts';
import { say } from '../../../../src/manifest/say.ts';
import { entryOf, mapAt, nodeAt, toJson } from '../../../../src/manifest/syntax/lookup.ts';
import type { ScalarNode, SyntaxNode } from '../../../../src/manifest/syntax/node.ts';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';
import { withFixApplied } from '../../../support/fixes.ts';

function root(text: string): SyntaxNode {
  const node = parseManifestText(text)[0]?.root;
  assert.ok(node);
  return node;
}

function after(
  text: string,
  path: readonly (string | number)[],
  make: (node: SyntaxNode) => readonly TextEdit[] | undefined,
): string | undefined {
  const node = nodeAt(root(text), ...path);
  assert.ok(node);
  const edits = make(node);
  return edits && withFixApplied(text, { title: say`x`, edits });
}

suite('wrapInList', () => {
  test('takes a text into brackets', () => {
    assert.equal(after('command: sleep\n', ['command'], wrapInList), 'command: [sleep]\n');
    assert.equal(after("command: 'a, b'\n", ['command'], wrapInList), "command: ['a, b']\n");
    assert.equal(after('command: a, b\n', ['command'], wrapInList), 'command: ["a, b"]\n');
  });
  test('puts a dash before a map', () =>
    assert.equal(
      after('ports:\n  port: 80\n  name: |\n    a\n\n    b\nx: y\n', ['ports'], wrapInList),
      'ports:\n  - port: 80\n    name: |\n      a\n\n      b\nx: y\n',
    ));
  test('takes a map in braces into brackets', () =>
    assert.equal(after('ports: {port: 80}\n', ['ports'], wrapInList), 'ports: [{port: 80}]\n'));
  test('leaves alone what it cannot tell the shape of', () => {
    assert.equal(after('a: |\n  x\n', ['a'], wrapInList), undefined);
    assert.equal(after('a: &b {c: d}\ne: *b\n', ['e'], wrapInList), undefined);
    assert.equal(after('- a\n', [0], wrapInList), undefined);
  });
});

suite('spaceBehindColon', () => {
  const make = (node: SyntaxNode) => spaceBehindColon(node as ScalarNode);
  test('makes a field of a text', () => assert.equal(after('- name:foo\n', [0], make), '- name: foo\n'));
  test('leaves addresses and quotes alone', () => {
    for (const text of ['- http://a\n', '- "name:foo"\n', '- a::b\n'])
      assert.equal(after(text, [0], make), undefined);
  });
});

suite('quoteBraces', () => {
  test('quotes what a template means', () =>
    assert.equal(after('image: {{ image }}\n', ['image'], quoteBraces), 'image: "{{ image }}"\n'));
  test('leaves maps alone', () =>
    assert.equal(after('image: {a: {b: c}}\n', ['image'], quoteBraces), undefined));
});

suite('moveField', () => {
  const moved = (text: string, from: readonly string[], name: string, to: readonly (string | number)[]) => {
    const entry = entryOf(nodeAt(root(text), ...from), name);
    return after(text, to, node =>
      node.kind === 'map' && entry ? moveField(entry.key, toJson(entry.value), node) : undefined,
    );
  };
  const text = 'spec:\n  replicas: 3\n  template:\n    a: b\n    paused: true\n  other: c\n';
  test('takes a field further out', () =>
    assert.equal(
      moved(text, ['spec', 'template'], 'paused', ['spec']),
      'spec:\n  replicas: 3\n  template:\n    a: b\n  other: c\n  paused: true\n',
    ));
  test('takes it further in', () =>
    assert.equal(
      moved(text, ['spec'], 'other', ['spec', 'template']),
      'spec:\n  replicas: 3\n  template:\n    a: b\n    paused: true\n    other: c\n',
    ));
  test('takes the last field out', () =>
    assert.equal(
      moved('spec:\n  template:\n    a: b\n    paused: true\n', ['spec', 'template'], 'paused', ['spec']),
      'spec:\n  template:\n    a: b\n  paused: true\n',
    ));
  test('takes values of several lines along', () => {
    const long = 'a:\n  b:\n  - c\n  - d\n  e: f\ng:\n  h: i\n';
    const there = mapAt(root(long), 'g');
    assert.ok(there);
    assert.equal(moved(long, ['a'], 'b', ['g']), 'a:\n  e: f\ng:\n  h: i\n  b:\n  - c\n  - d\n');
  });
});
