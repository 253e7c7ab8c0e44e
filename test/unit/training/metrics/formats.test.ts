import { deepEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isSilent, readAll, reads } from './readings.ts';

suite('Keras', () => {
  test('up to 2.15: bar, ETA, pairs; the epoch stands in the heading above', () =>
    deepEqual(
      readAll(
        'Epoch 3/10',
        ' 32/1875 [>.....................] - ETA: 1:23 - loss: 0.2871 - accuracy: 0.9123',
      ),
      [{ metrics: { loss: 0.2871, accuracy: 0.9123 }, step: 32, epoch: 3 }],
    ));
  test('3, verbose 1: coloured bar of box characters', () => {
    const bar =
      '\u001b[1m 32/1875\u001b[0m \u001b[32m━\u001b[0m\u001b[37m━━━━━━━\u001b[0m \u001b[1m12s\u001b[0m 3ms/step - accuracy: 0.9123 - loss: 2.8e-04';
    deepEqual(readAll('Epoch 1/2', bar), [
      { metrics: { accuracy: 0.9123, loss: 2.8e-4 }, step: 32, epoch: 1 },
    ]);
  });
  test('3 on a terminal: backspaces and carriage returns; the last value for each step', () => {
    const update = (step: number, loss: string) =>
      `${'\b'.repeat(60)}\r\u001b[1m${step}/9\u001b[0m \u001b[32m━━\u001b[0m \u001b[1m0s\u001b[0m 1ms/step - loss: ${loss}`;
    deepEqual(readAll(update(1, '0.5') + update(2, '0.4') + update(2, '0.3')), [
      { metrics: { loss: 0.5 }, step: 1 },
      { metrics: { loss: 0.3 }, step: 2 },
    ]);
  });
  test('verbose 2: one line an epoch', () =>
    deepEqual(
      readAll('Epoch 2/5', '1875/1875 - 12s - 6ms/step - accuracy: 0.91 - loss: 0.28 - val_loss: 0.3'),
      [{ metrics: { accuracy: 0.91, loss: 0.28, val_loss: 0.3 }, step: 1875, epoch: 2 }],
    ));
  test('samples instead of steps', () =>
    reads('60000/60000 [====] - 11s 184us/sample - loss: 0.4968', {
      metrics: { loss: 0.4968 },
      step: 60000,
    }));
  test('takes metrics of any name, but not the debris of an overwritten line', () =>
    deepEqual(
      readAll(
        '1/9 [>...] - ETA: 9s - loss: 0.9 - acc: 0.5 - my_own: 3.5',
        '2/9 [>...] - ETA: 58s - looss: 0.67 - acc: 0.6 - my_own: 3.25',
        '3/9 [>...] - 500s 1s/steoss: 0.65 - acc: 0.7 - my_own: 3',
      ).map(each => each.metrics),
      [
        { loss: 0.9, acc: 0.5, my_own: 3.5 },
        { acc: 0.6, my_own: 3.25 },
        { acc: 0.7, my_own: 3 },
      ],
    ));
  test('an evaluation after the last epoch belongs to none', () => {
    const [, evaluation] = readAll(
      'Epoch 1/1',
      '9/9 [====] - 1s 1ms/step - loss: 0.5',
      '4/9 [>...] - ETA: 1s - loss: 0.4',
    );
    deepEqual(evaluation, { metrics: { loss: 0.4 }, step: 4 });
  });
  test('a bar without pairs says nothing', () =>
    isSilent('782/782 ━━━━━━ 2s 2ms/step', '2/2 [====] - 0s 67ms/step'));
});

suite('tqdm and Lightning', () => {
  test('Lightning: epoch in the description, everything logged behind v_num', () =>
    reads('Epoch 1:   4%|▍    | 40/1095 [00:03<01:37, 10.84it/s, v_num=10, train_loss=0.512, kl=0.1]', {
      metrics: { train_loss: 0.512, kl: 0.1 },
      step: 40,
      epoch: 1,
    }));
  test('tqdm: only what is named as a metric', () =>
    reads('desc:  45%|####5     | 45/100 [00:10<00:12,  4.4it/s, loss=0.51, mem=3.1]', {
      metrics: { loss: 0.51 },
      step: 45,
    }));
  test('of updates that overwrite each other, the last for each step', () =>
    reads(
      '\r 50%|#| 1/2 [00:01<00:01, 1it/s, loss=3]\r100%|#| 2/2 [00:02<00:00, 1it/s, loss=2]\r100%|#| 2/2 [00:02<00:00, 1it/s, loss=1]',
      { metrics: { loss: 3 }, step: 1 },
      { metrics: { loss: 1 }, step: 2 },
    ));
  test('a value in the description', () =>
    reads('leaves, val_score: 2219.5:  43%|####2     | 3/7 [00:05<00:07,  1.82s/it]', {
      metrics: { val_score: 2219.5 },
      step: 3,
    }));
  test('text that was printed behind a bar is read on its own', () => {
    reads(" 10%|█ | 50/500 [00:10<01:40,  4.1it/s]{'loss': 0.5, 'epoch': 0.1}", {
      metrics: { loss: 0.5 },
      epoch: 0.1,
    });
    reads('  1%|  | 3/433 [00:00<00:19, 22.47it/s]Accuracy: 0.806', { metrics: { Accuracy: 0.806 } });
  });
  test('downloads, mappings and bars without a total say nothing', () =>
    isSilent(
      'Map: 100%|█| 80/80 [00:00<00:00, 1361.10 examples/s]',
      'Processed prompts:  50%|█ | 64/128 [00:04<00:03, 16.95it/s, est. speed input: 1582.69 toks/s]',
      'CoalitionExplainer explainer: 11it [02:14, 13.49s/it]',
      'Calculating loss...: 100%|██████████| 25/25 [00:28<00:00,  1.13s/it]',
    ));
});

suite('callbacks', () => {
  test('Lightning: a checkpoint', () =>
    reads(
      "Epoch 3, global step 400: 'val_loss' reached 0.12345 (best 0.12345), saving model to 'a.ckpt' as top 1",
      {
        metrics: { val_loss: 0.12345 },
        step: 400,
        epoch: 3,
      },
    ));
  test('Keras: an improvement', () =>
    reads('Epoch 00002: val_loss improved from inf to 0.50432, saving model to best.h5', {
      metrics: { val_loss: 0.50432 },
      epoch: 2,
    }));
  test('a lowered learning rate', () =>
    reads('Epoch 5: ReduceLROnPlateau reducing learning rate to 0.0001.', {
      metrics: { 'learning rate': 0.0001 },
      epoch: 5,
    }));
  test('no improvement, no value', () => isSilent('Epoch 4: val_loss did not improve from 0.50432'));
});

suite('Hugging Face Trainer', () => {
  test('numbers, as printed up to now', () =>
    reads("{'loss': 0.5123, 'grad_norm': 1.23, 'learning_rate': 4.8e-05, 'epoch': 0.42}", {
      metrics: { loss: 0.5123, grad_norm: 1.23, learning_rate: 4.8e-5 },
      epoch: 0.42,
    }));
  test('quoted numbers, as newer versions print', () =>
    reads("{'loss': '0.5123', 'learning_rate': '4.8e-05', 'epoch': '0.42'}", {
      metrics: { loss: 0.5123, learning_rate: 4.8e-5 },
      epoch: 0.42,
    }));
  test('the closing line: no durations, no throughput', () =>
    reads(
      "[node-0]: {'train_runtime': 165.12, 'train_samples_per_second': 0.484, 'train_loss': 5.76, 'epoch': 1.0}",
      {
        metrics: { train_loss: 5.76 },
        epoch: 1,
      },
    ));
  test('preference training: rewards, logits and margins beside the loss', () =>
    reads(
      "{'loss': 0.69, 'rewards/chosen': 0.1, 'rewards/margins': nan, 'logps/chosen': -20.5, 'epoch': 0.1}",
      {
        metrics: { loss: 0.69, 'rewards/chosen': 0.1, 'rewards/margins': Number.NaN, 'logps/chosen': -20.5 },
        epoch: 0.1,
      },
    ));
  test('other dictionaries are settings', () =>
    isSilent(
      "optimizer_params ... {'lr': 5e-05, 'betas': [0.9, 0.999], 'eps': 1e-08}",
      "{'seed': 1, 'batch_size': 32}",
    ));
});

suite('DeepSpeed and Megatron-LM', () => {
  const prefix = '[2023-04-18 01:46:59,142] [INFO] [logging.py:96:log_dist] [Rank 0]';
  test('the engine: step and learning rate', () =>
    reads(`${prefix} step=10, skipped=0, lr=[1e-05, 1e-05], mom=[(0.9, 0.95)]`, {
      metrics: { lr: 1e-5 },
      step: 10,
    }));
  test('learning rates that differ', () =>
    reads(`${prefix} step=10, skipped=0, lr=[1e-05, 2e-05], mom=[(0.9, 0.95)]`, {
      metrics: { lr: 1e-5, 'lr[1]': 2e-5 },
      step: 10,
    }));
  test('the pipeline', () =>
    reads('steps: 10 loss: 1.2345 iter time (s): 0.512 samples/sec: 20.1', {
      metrics: { loss: 1.2345 },
      step: 10,
    }));
  test('throughput, memory, overflows and settings say nothing', () =>
    isSilent(
      '[2023-04-18 01:46:59,171] [INFO] [timer.py:199:stop] epoch=0/micro_step=10/global_step=10, RunningAvgSamplesPerSec=173.4, MemAllocated=3.96GB',
      '[2023-04-18 01:46:54,678] [INFO] [loss_scaler.py:181:update_scale] [deepspeed] OVERFLOW! Rank 0 Skipping step. Attempted loss scale: 16384, reducing to 8192',
      '[2025-10-18 00:09:38,708] [INFO] [config.py:958:print]   float16_config ... enabled=False loss_scale=0.0',
    ));
  test('Megatron: what stands between the bars', () =>
    reads(
      ' [2026-05-01 10:00:00.123456] iteration       10/     100 | consumed samples:           80 | elapsed time per iteration (ms): 123.4 | throughput per GPU (TFLOP/s/GPU): 210.0 | learning rate: 1.000000E-04 | global batch size:     8 | lm loss: 1.050000E+01 | loss scale: 1.0 | grad norm: 1.234 | number of skipped iterations:   0 |',
      { metrics: { 'learning rate': 1e-4, 'lm loss': 10.5, 'loss scale': 1, 'grad norm': 1.234 }, step: 10 },
    ));
  test('Megatron: its validation', () =>
    reads('validation loss at iteration 7000 | lm loss value: 7.1742E+00 | lm loss PPL: 1.305315E+03 |', {
      metrics: { 'lm loss value': 7.1742, 'lm loss PPL': 1305.315 },
      step: 7000,
    }));
  test('Megatron: a line that a pager broke', () =>
    reads(
      ' rate: 4.475E-05 | global batch size: 2048 | lm loss: 2.117073E+00 | grad norm: 0.150 | num zeros: 0.0',
      {
        metrics: { 'lm loss': 2.117073, 'grad norm': 0.15 },
      },
    ));
  test('Megatron: timings and memory say nothing', () =>
    isSilent(
      'time (ms) | forward-compute: 12.3 | backward-compute: 45.6',
      '[Rank 0] (after 10 iterations) memory (MB) | allocated: 1.5',
    ));
});

suite('boosting', () => {
  test('XGBoost', () =>
    reads('[12]\ttrain-rmse:0.12345\teval-rmse:0.23456', {
      metrics: { 'train-rmse': 0.12345, 'eval-rmse': 0.23456 },
      step: 12,
    }));
  test('XGBoost: cross-validation gives the mean, and any metric of any name', () =>
    reads('[13:47:26] [3]\ttrain-my@metric:0.2+0.001\ttest-my@metric:0.3+0.002', {
      metrics: { 'train-my@metric': 0.2, 'test-my@metric': 0.3 },
      step: 3,
    }));
  test('LightGBM', () =>
    reads("[10]\tvalid_0's l2: 0.123\tvalid_0's auc: 0.9", {
      metrics: { "valid_0's l2": 0.123, "valid_0's auc": 0.9 },
      step: 10,
    }));
  test('LightGBM: cross-validation and command line', () => {
    reads("[1]\tcv_agg's valid l2: 0.24 + 0.001", { metrics: { "cv_agg's valid l2": 0.24 }, step: 1 });
    reads('[LightGBM] [Info] Iteration:7, valid_1 auc : 0.8', { metrics: { 'valid_1 auc': 0.8 }, step: 7 });
  });
  test('what LightGBM says of itself', () =>
    isSilent(
      '[LightGBM] [Info] Start training from score 0.52',
      '[LightGBM] [Info] Total Bins 255, number of data: 500',
    ));
  test('CatBoost', () =>
    reads('50:\tlearn: 0.4163\ttest: 0.4213\tbest: 0.4225 (33)\ttotal: 1.27s\tremaining: 23.6s', {
      metrics: { learn: 0.4163, test: 0.4213, best: 0.4225 },
      step: 50,
    }));
  test('CatBoost: the best at the end; its iteration and settings are no metrics', () => {
    reads('bestTest = 0.6720978617', { metrics: { bestTest: 0.6720978617 } });
    isSilent('bestIteration = 9', 'Learning rate set to 0.5', 'Shrink model to first 6 iterations.');
  });
  test('FLAML: the announced iteration is the step', () =>
    deepEqual(
      readAll(
        '[flaml.automl: 11-15 07:08:19] {1826} INFO - iteration 3, current learner rf',
        "[flaml.automl: 11-15 07:08:19] {2029} INFO -  at 0.4s,  estimator rf's best error=0.29,     best estimator lgbm's best error=0.28",
        '[flaml.automl: 11-15 07:08:19] {1944} INFO - Estimated sufficient time budget=846s. Estimated necessary time budget=2s.',
      ),
      [{ metrics: { "rf's best error": 0.29, 'best error': 0.28 }, step: 3 }],
    ));
});

suite('objects and tables', () => {
  test('JSON: numbers and quoted numbers, nested ones by their path', () =>
    reads(
      'INFO {"step":10,"epoch":"1.5","loss":0.5,"eval":{"bleu":31.2},"metrics":{"acc":0.9},"config":{"loss_x":1}}',
      {
        metrics: { loss: 0.5, 'eval.bleu': 31.2, acc: 0.9 },
        step: 10,
        epoch: 1.5,
      },
    ));
  test("JSON: Python's NaN and Infinity", () =>
    reads('{"loss": NaN, "acc": -Infinity}', {
      metrics: { loss: Number.NaN, acc: Number.NEGATIVE_INFINITY },
    }));
  test('JSON: access logs and settings say nothing', () =>
    isSilent('{"level":"info","ts":1700000,"port":8080,"latency_ms":3}', '{"lr": 0.1, "batch_size": 4}'));
  test('JSON: a name from hell stays a name', () => {
    const [reading] = readAll('{"__proto__ loss": 1, "constructor.loss": 2}');
    deepEqual(Object.entries(reading?.metrics ?? {}), [
      ['__proto__ loss', 1],
      ['constructor.loss', 2],
    ]);
  });
  test('Katib', () =>
    reads(
      '2024-03-04T17:55:08Z INFO     {metricName: accuracy, metricValue: 0.6752};{metricName: loss, metricValue: -3}',
      {
        metrics: { accuracy: 0.6752, loss: -3 },
      },
    ));
  test('fastai and scikit-learn: rows under a heading', () =>
    deepEqual(
      readAll(
        'epoch     train_loss  valid_loss  accuracy  time',
        '0         0.5123      0.43        0.91      00:12',
        'done 5',
      ),
      [{ metrics: { train_loss: 0.5123, valid_loss: 0.43, accuracy: 0.91 }, epoch: 0 }],
    ));
  test("Lightning's box of test results", () =>
    reads('│        test_acc           │    0.9811999797821045     │', {
      metrics: { test_acc: 0.9811999797821045 },
    }));
});
