import { deepStrictEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { roomRuleSets } from '../../../../../src/manifest/rules/room/table.ts';
import { withoutCorpus } from '../../../../support/corpus.ts';
import { aNode, clusterFacts, problemsAround } from '../../../../support/surroundings.ts';

const valid = new URL('../../../../../../shared/corpus/valid/', import.meta.url);

/** A cluster so large that whatever asks for room gets it, and one without any devices. */
const devices = { 'nvidia.com/gpu': 64, 'google.com/tpu': 64, 'amd.com/gpu': 64 };
const large = aNode('large', { allocatable: { cpu: 4096, memory: 2 ** 50, ...devices } });
const plain = aNode('plain');

suite('room over the corpus', { skip: withoutCorpus('valid/INDEX.tsv') }, () => {
  const texts = readdirSync(valid)
    .filter(file => /\.ya?ml$/.test(file))
    .map(file => readFileSync(new URL(file, valid), 'utf8'));
  const rulesFor = (node: typeof large) =>
    texts.flatMap(text =>
      problemsAround(roomRuleSets, text, { cluster: clusterFacts({ nodes: [node] }) }).map(
        problem => problem,
      ),
    );

  test('says of a large cluster nothing but which labels and devices it lacks', () =>
    deepStrictEqual([...new Set(rulesFor(large).map(({ rule }) => rule))].toSorted(), [
      'room/no-such-node',
      'room/unknown-resource',
    ]));
  test('tells everybody who asks for devices that there are none, and raises no error', () => {
    const problems = rulesFor(plain);
    ok(problems.filter(({ rule }) => rule === 'room/unknown-resource').length > 150);
    deepStrictEqual(
      problems.filter(({ severity }) => severity === 'error'),
      [],
    );
  });
});
