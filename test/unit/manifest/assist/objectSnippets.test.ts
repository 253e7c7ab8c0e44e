import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readSnippets, snippetKinds } from '../../../../src/manifest/assist/objectSnippets.ts';

const snippets = readSnippets({
  Queue: {
    prefix: ['queue', 'q'],
    description: 'A queue.',
    body: ['apiVersion: scheduling.volcano.sh/v1beta1', 'kind: Queue', 'metadata:', '  name: $1'],
  },
  Service: { prefix: 'service', description: 'A name.', body: ['apiVersion: v1', 'kind: Service'] },
  Both: { prefix: 'tm-both', description: 'More.', body: ['apiVersion: v1', 'kind: Pod'] },
  Part: { prefix: 'part', description: 'No object.', body: ['tolerations: []'] },
});

suite('readSnippets', () => {
  test('takes the first of several prefixes', () =>
    deepStrictEqual(
      snippets.map(({ prefix }) => prefix),
      ['queue', 'service', 'tm-both', 'part'],
    ));
  test('puts the lines together', () => strictEqual(snippets[1]?.body, 'apiVersion: v1\nkind: Service'));
  test('tells the kind that a snippet stands for, by its group', () =>
    deepStrictEqual(
      snippets.map(({ kind }) => kind),
      ['scheduling.volcano.sh/Queue', '/Service', undefined, undefined],
    ));
});

test('snippetKinds gathers them, and knows none where there is no shelf', () => {
  deepStrictEqual(
    [...snippetKinds({ snippets, areInEditor: true })],
    ['scheduling.volcano.sh/Queue', '/Service'],
  );
  strictEqual(snippetKinds(undefined).size, 0);
});
