import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { colourCount, colourOf, sourceNames } from '../../../../src/webview/run/sourceNames.ts';

function names(...sources: readonly string[]): readonly string[] {
  const read = sources.map((source, id) => {
    const [pod = '', container = ''] = source.split('/');
    return { id, pod, container };
  });
  return [...sourceNames(read).values()];
}

suite('short names of containers', () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['one is named by its pod', ['bert-0/main'], ['bert-0']],
    ['containers of one pod by themselves', ['bert-0/main', 'bert-0/proxy'], ['main', 'proxy']],
    ['pods without their common words', ['bert-x-master-0/m', 'bert-x-worker-0/m'], ['master-0', 'worker-0']],
    ['a bare number keeps its word', ['bert-worker-0/m', 'bert-worker-1/m'], ['worker-0', 'worker-1']],
    ['whole words only', ['train-alpha/m', 'train-alps/m'], ['alpha', 'alps']],
    ['nothing in common', ['a-1/m', 'b-1/m'], ['a-1', 'b-1']],
    ['both where both differ', ['j-a/m', 'j-b/n'], ['a/m', 'b/n']],
    ['a first word that is a number apart', ['job-0/m', 'job-1/m'], ['job-0', 'job-1']],
  ];
  for (const [name, sources, expected] of cases) {
    test(name, () => assert.deepEqual(names(...sources), expected));
  }

  test('none for none', () => assert.deepEqual(names(), []));
});

test('colours go round', () => {
  assert.deepEqual([0, 7, colourCount, colourCount + 3, -1].map(colourOf), [0, 7, 0, 3, 7]);
});
