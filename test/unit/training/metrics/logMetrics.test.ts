import { deepEqual, equal } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { longestLine, stripControls, updatesOf } from '../../../../src/training/metrics/cleanLine.ts';
import { LogMetrics, lineFormats } from '../../../../src/training/metrics/logMetrics.ts';
import { judgeName } from '../../../../src/training/metrics/metricName.ts';
import { parseNumber } from '../../../../src/training/metrics/number.ts';
import { readPosition } from '../../../../src/training/metrics/position.ts';
import { isSilent, plain, reads } from './readings.ts';

suite('LogMetrics', () => {
  test('reset forgets the epoch', () => {
    const reader = new LogMetrics();
    reader.read('Epoch 3/10');
    reader.reset();
    deepEqual(reader.read('1/9 [>...] - ETA: 9s - loss: 0.9').map(plain), [
      { metrics: { loss: 0.9 }, step: 1 },
    ]);
  });
  test('strips colours from any format', () =>
    reads('\u001b[32mINFO\u001b[0m step=1 \u001b[1mloss=\u001b[31m0.5\u001b[0m', {
      metrics: { loss: 0.5 },
      step: 1,
    }));
  test('every format has a name of its own', () =>
    equal(new Set(lineFormats.map(each => each.name)).size, lineFormats.length));
  test('an empty line, a blank one, control codes alone', () => isSilent('', '   ', '\u001b[2K\r', '\b\b\b'));
});

// A pattern that backtracks would not come back from these: the time limit is for that alone.
suite('hostile lines', { timeout: 120_000 }, () => {
  const long = (unit: string) => unit.repeat(Math.ceil(1_000_000 / unit.length));
  const hostile = [
    long('loss'),
    long('loss='),
    long('loss: 1'),
    `loss: ${long('1')}`,
    `loss: ${long('1')}x`,
    `epoch ${long('9')}a`,
    long('\u001b['),
    long('\u001b]'),
    long('\r'),
    long('loss\r'),
    `{"loss": ${long('[')}`,
    `{${long("'a': 1, ")}`,
    long('%|'),
    `5%|${long('|')}`,
    long('it ['),
    `1/1 [${long('=')}`,
    long('1/1 [='),
    long(' - loss: '),
    `[1]\t${long("a's ")}`,
    long('{metricName: a, '),
    `| loss ${long(' ')}|`,
    long('iteration 1/ '),
    long('epoch ['),
    `Epoch ${long(' ')}`,
    long('loss ('),
    `│ ${long('a ')}│ 1 │`,
    long('step '),
    `Iter 1: ${long('a ')}1`,
    `loss${long(' ')}= 1x`,
    `at 1s, estimator ${long('a')}'s best error=`,
  ];
  for (const line of hostile) {
    test(`${JSON.stringify(line.slice(0, 24))}… of ${line.length}`, () => {
      new LogMetrics().read(line);
    });
  }
  test('a value behind the cut is not looked for', () => isSilent(`${' '.repeat(longestLine)}loss: 1`));
});

suite('the pieces', () => {
  test('updatesOf splits where a terminal starts anew', () => {
    deepEqual(updatesOf('a\rb\u001b[1Gc\r\r'), ['a', 'b', 'c']);
    deepEqual(updatesOf('plain\ttext'), ['plain\ttext']);
  });
  test('stripControls takes titles, links and cursor moves', () =>
    equal(stripControls('\u001b]0;title\u0007a\u001b[2Kb\u001b[38;5;1mc\u0008'), 'abc'));
  test('parseNumber', () => {
    deepEqual(['1', '-1.5e-3', '.5', '5.', 'NaN', '-inf', 'Infinity'].map(parseNumber), [
      1,
      -0.0015,
      0.5,
      5,
      Number.NaN,
      -Infinity,
      Infinity,
    ]);
    deepEqual(['', '1x', '0x10', '1,5', '--1', 'e5'].map(parseNumber), Array(6).fill(undefined));
  });
  test('judgeName', () => {
    for (const name of [
      'loss',
      'trainLoss',
      'val_acc',
      'Acc@1',
      'lm loss PPL',
      'rewards/chosen',
      'mAP',
      'valloss',
      'rougeL',
    ])
      equal(judgeName(name), 'strong', name);
    for (const name of ['lr', 'learning_rate', 'grad_norm', 'precision'])
      equal(judgeName(name), 'weak', name);
    for (const name of [
      'closs',
      'loss_scale',
      'train_samples_per_second',
      'map',
      'eval_steps',
      'max_grad_norm',
      '',
    ])
      equal(judgeName(name), 'no', name);
  });
  test('readPosition', () => {
    deepEqual(readPosition('Epoch: 0001/0003 | Batch 0250/2188'), {
      epoch: 1,
      step: 250,
      stepsInEpoch: 2188,
    });
    deepEqual(readPosition('epoch=1.5'), { epoch: 1.5 });
    deepEqual(readPosition('global_step: 12, max_step=99'), { step: 12 });
    deepEqual(readPosition('step 3ms, num_epochs=4, batch size: 32'), {});
  });
});
