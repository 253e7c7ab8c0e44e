import { equal } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { LineSieve } from '../../../../src/training/metrics/lineSieve.ts';

const time = '2026-05-01T10:00:00.123456789Z ';

suite('LineSieve', () => {
  test('passes what may hold a metric, with and without a time', () => {
    const sieve = new LineSieve();
    for (const line of [
      'step=1 loss=0.5',
      '{"eval_f1": "0.5"}',
      "{'loss': '0.5'}",
      'Epoch 3/10',
      'Epoch 0  Loss 24.6',
      ' * Acc@1 76.1',
      '[12]\ttrain-my@metric:0.5',
      'Iter 10: Train loss 2.6',
      'Top5: 0.5',
      'acc (higher is better) : 0.4',
      '│ test_acc │ 0.9 │',
      'D Loss >> -0.5',
      'rouge1: 0.3',
      'Best Accuracy of the Adaptor: 0.7',
      'x'.repeat(3000).concat(' loss: 1'),
    ]) {
      equal(sieve.mayHoldMetrics(line), true, line);
      equal(sieve.mayHoldMetrics(time + line), true, line);
    }
  });
  test('passes over the rest, a second time too', () => {
    const sieve = new LineSieve();
    for (const line of [
      '10:00:00 INFO worker.py:123 read batch 5 of shard 17 in 12ms',
      'GET /healthz 200',
      '',
      'port=8080 host=10.0.0.1',
      'the loss is falling',
    ]) {
      equal(sieve.mayHoldMetrics(line), false, line);
      equal(sieve.mayHoldMetrics(time + line), false, line);
    }
  });
});
