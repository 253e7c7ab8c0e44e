import { deepStrictEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { withoutCorpus } from '../../../../support/corpus.ts';
import { allProblems } from './judging.ts';

const valid = new URL('../../../../../../shared/corpus/valid/', import.meta.url);

suite('advice over the corpus', { skip: withoutCorpus('valid/INDEX.tsv') }, () => {
  const advice = readdirSync(valid)
    .filter(file => /\.ya?ml$/.test(file))
    .map(file =>
      allProblems(readFileSync(new URL(file, valid), 'utf8')).filter(({ rule }) =>
        rule.startsWith('advice/'),
      ),
    );
  const counts = advice.map(problems => problems.length).toSorted((a, b) => a - b);
  const spoken = counts.filter(count => count > 0);
  const at = (numbers: readonly number[], share: number) => numbers[Math.floor(numbers.length * share)] ?? 0;

  test('is quiet: most files get none, those that get some get few', () => {
    ok(counts.length > 3000, `${counts.length} files`);
    ok(at(counts, 0.5) === 0, `median ${at(counts, 0.5)}`);
    ok(
      at(spoken, 0.5) <= 3 && at(spoken, 0.9) <= 5,
      `${at(spoken, 0.5)} and ${at(spoken, 0.9)} of those with any`,
    );
  });
  test('is a hint, or information', () =>
    deepStrictEqual(
      advice.flat().filter(({ severity }) => severity !== 'hint' && severity !== 'information'),
      [],
    ));
});
