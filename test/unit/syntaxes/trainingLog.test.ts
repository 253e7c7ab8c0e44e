import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { readSource } from '../../support/sources.ts';

interface Rule {
  readonly name?: string;
  readonly match: string;
  readonly captures?: Readonly<Record<string, { readonly name: string }>>;
}

const { patterns } = JSON.parse(readSource('syntaxes/training-log.tmLanguage.json')) as {
  patterns: readonly Rule[];
};

/** What the grammar colours in a line: each text with its scope, rule by rule. */
function colouredIn(line: string): string[] {
  return patterns.flatMap(({ name, match, captures = {} }) => {
    const found = new RegExp(match).exec(line);
    if (!found) return [];
    const groups = Object.entries(captures).filter(([index]) => found[Number(index)] !== undefined);
    const named = groups.map(([index, scope]) => `${found[Number(index)]} ${scope.name}`);
    return name === undefined ? named : [`${found[0]} ${name}`];
  });
}

suite('the grammar of training logs', () => {
  test('knows metrics, quoted or bare', () => {
    assert.deepEqual(colouredIn("{'val_loss': '0.31'}"), [
      'val_loss entity.name.tag.metric.training-log',
      '0.31 constant.numeric.training-log',
    ]);
    assert.deepEqual(colouredIn('loss=2.5e-05')[1], '2.5e-05 constant.numeric.training-log');
  });

  test('knows where in the training a line is', () => {
    assert.deepEqual(colouredIn('Epoch 3/10'), [
      'Epoch keyword.control.position.training-log',
      '3 constant.numeric.training-log',
      '10 constant.numeric.training-log',
    ]);
  });

  test('marks what went wrong, and the time in front', () => {
    assert.deepEqual(colouredIn('2026-05-01 10:00:00,123 CUDA OutOfMemoryError'), [
      '2026-05-01 10:00:00,123 comment.line.time.training-log',
      'OutOfMemoryError invalid.illegal.training-log',
    ]);
  });

  test('leaves other text alone', () => {
    assert.deepEqual(colouredIn('Downloading data from the bucket'), []);
  });
});
