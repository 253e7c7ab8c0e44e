import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { ManifestDocument } from '../../../../src/manifest/syntax/document.ts';
import { type MapNode, type SyntaxNode, startOf } from '../../../../src/manifest/syntax/node.ts';
import { parseManifestText } from '../../../../src/manifest/syntax/parseText.ts';
import { seededRandom } from '../../../support/seededRandom.ts';

/** A Workflow of some hundred templates: big enough to be read in pieces. */
const workflow = [
  'apiVersion: argoproj.io/v1alpha1',
  'kind: Workflow',
  'metadata:',
  '  name: big',
  'spec:',
  '  entrypoint: step-0',
  '  templates:',
  ...Array.from({ length: 120 }, (_, index) => template(index)),
  '',
].join('\n');

function template(index: number): string {
  return `  - name: step-${index}
    # A comment that says: nothing
    inputs:
      parameters: [{name: message}, {name: size, value: "3"}]
    container:
      image: 'busybox:1.36'
      command: [sh, -c,
        "sleep 1"]
      args:
      - |
        echo {{inputs.parameters.message}}
        - not: an item
      env:
        - name: GREETING
          value: "one
            two"`;
}

const snippets = [
  '"',
  "'",
  '\n',
  '\n\n',
  ' ',
  '  ',
  ':',
  ': ',
  '- ',
  '- a: b\n',
  '|',
  '[',
  ']',
  '{',
  '}',
  '#',
  ' # x',
  '\t',
  'x',
  '&a ',
  '*a',
  '---\n',
];

suite('reading again after an edit', () => {
  test('gives what reading the whole text gives, whatever was typed', () => {
    const random = seededRandom(20_261);
    let text = workflow;
    let documents = parseManifestText(text);
    assert.ok((documents[0]?.parts.length ?? 0) > 100, 'the text is read in pieces');
    for (let round = 0; round < 150; round++) {
      const at = Math.floor(random() * text.length);
      const removed = random() < 0.5 ? Math.floor(random() * 12) : 0;
      const typed = random() < 0.8 ? (snippets[Math.floor(random() * snippets.length)] ?? '') : '';
      const edited = text.slice(0, at) + typed + text.slice(at + removed);
      const again = parseManifestText(edited, { previous: documents });
      assert.deepEqual(described(again), described(parseManifestText(edited)), `round ${round}`);
      // Broken text is taken back at once or after a few more edits, as people do.
      const isKept = random() < 0.6;
      documents = isKept ? again : parseManifestText(text, { previous: again });
      text = isKept && round % 12 !== 11 ? edited : workflow;
      if (text === workflow) documents = parseManifestText(text, { previous: documents });
    }
  });

  test('keeps the nodes of what an edit did not touch', () => {
    const before = parseManifestText(workflow);
    const kept = templateNode(before, 100);
    const at = workflow.indexOf('step-7\n');
    const after = parseManifestText(`${workflow.slice(0, at)}step-seven${workflow.slice(at + 6)}`, {
      previous: before,
    });
    assert.equal(templateNode(after, 100), kept);
    assert.notEqual(templateNode(after, 7), undefined);
  });
});

function templateNode(documents: readonly ManifestDocument[], index: number): SyntaxNode | undefined {
  const root = documents[0]?.root as MapNode;
  const spec = root.entries.find(entry => entry.name === 'spec')?.value as MapNode;
  const templates = spec.entries.find(entry => entry.name === 'templates')?.value;
  const item = templates?.kind === 'sequence' ? templates.items[index] : undefined;
  return item?.kind === 'map' ? item.entries[0]?.value : undefined;
}

/** Everything that a reading tells, with places in the file. */
function described(documents: readonly ManifestDocument[]): unknown {
  return documents.map(({ index, root, problems, parts }) => ({
    index,
    root: root && describedNode(root),
    problems: problems.map(({ message, at }) => [message, startOf(at)]),
    parts: parts.map(part => part.piece.offset),
  }));
}

function describedNode(node: SyntaxNode): unknown {
  const place = [startOf(node), node.to - node.from];
  if (node.kind === 'scalar') return [...place, node.value, node.style];
  if (node.kind === 'sequence')
    return [...place, node.items.map(item => [item.parent === node, describedNode(item)])];
  return [
    ...place,
    node.entries.map(entry => [
      entry.name,
      startOf(entry.key),
      entry.value.parent === node,
      describedNode(entry.value),
    ]),
  ];
}
