import { suite, test } from 'node:test';
import { isSilent, reads } from './readings.ts';

suite('name and value', () => {
  test('PyTorch MNIST: epoch and sample count', () =>
    reads('Train Epoch: 1 [640/60000 (1%)]\tLoss: 0.878906', {
      metrics: { Loss: 0.878906 },
      step: 640,
      epoch: 1,
    }));
  test('PyTorch MNIST: of the ratio of right answers, the share', () =>
    reads('Test set: Average loss: 0.05, Accuracy: 9823/10000 (98%)', {
      metrics: { 'Average loss': 0.05, Accuracy: 0.9823 },
    }));
  test('PyTorch ImageNet: the current value, not the average in brackets', () =>
    reads(
      'Epoch: [2][  10/5005]\tTime  0.455 ( 1.234)\tData  0.10 ( 0.2)\tLoss 6.9543e+00 (6.9e+00)\tAcc@1   0.39 (  0.18)',
      {
        metrics: { Loss: 6.9543, 'Acc@1': 0.39 },
        step: 10,
        epoch: 2,
      },
    ));
  test('PyTorch ImageNet: the summary', () =>
    reads(' * Acc@1 76.130 Acc@5 92.862', { metrics: { 'Acc@1': 76.13, 'Acc@5': 92.862 } }));
  test('torchvision', () =>
    reads(
      'Epoch: [0]  [  10/5005]  eta: 0:30:00  lr: 0.1  img/s: 30.1  loss: 6.9 (7.0)  acc1: 0.5 (0.1)  time: 0.4  max mem: 5000',
      {
        metrics: { lr: 0.1, loss: 6.9, acc1: 0.5 },
        step: 10,
        epoch: 0,
      },
    ));
  test('word language model', () =>
    reads('| epoch   1 |   200/ 2983 batches | lr 20.00 | ms/batch 10.0 | loss  7.6 | ppl  2000.1', {
      metrics: { lr: 20, loss: 7.6, ppl: 2000.1 },
      step: 200,
      epoch: 1,
    }));
  test('TensorFlow estimator and object detection', () => {
    reads('INFO:tensorflow:loss = 0.5, step = 100 (1.2 sec)', { metrics: { loss: 0.5 }, step: 100 });
    reads('INFO:tensorflow:global step 819: loss = 0.8603 (19.898 sec/step)', {
      metrics: { loss: 0.8603 },
      step: 819,
    });
  });
  test('nanoGPT and modded-nanogpt', () => {
    reads('step 250: train loss 1.9, val loss 2.0', {
      metrics: { 'train loss': 1.9, 'val loss': 2 },
      step: 250,
    });
    reads('iter 10: loss 1.2, time 12ms, mfu 3.1%', { metrics: { loss: 1.2 }, step: 10 });
    reads('step:296/1530 train_loss:3.8595 train_time:46893ms step_avg:nanms', {
      metrics: { train_loss: 3.8595 },
      step: 296,
    });
  });
  test('MLX', () =>
    reads(
      'Iter 10: Train loss 2.687, Learning Rate 1.000e-05, It/sec 0.051, Tokens/sec 16.150, Peak mem 8.008 GB',
      {
        metrics: { 'Train loss': 2.687, 'Learning Rate': 1e-5 },
        step: 10,
      },
    ));
  test('MMEngine and Detectron2', () => {
    reads(
      '2023/01/01 10:00:00 - mmengine - INFO - Epoch(train)  [1][  50/1000]  lr: 2e-3  eta: 1:00:00  time: 0.4  memory: 3000  loss: 1.23',
      {
        metrics: { lr: 0.002, loss: 1.23 },
        step: 50,
        epoch: 1,
      },
    );
    reads('eta: 0:10:00  iter: 19  total_loss: 2.1  loss_cls: 1.0  time: 0.3  lr: 0.0002  max_mem: 2000M', {
      metrics: { total_loss: 2.1, loss_cls: 1, lr: 0.0002 },
      step: 19,
    });
  });
  test('MXNet', () =>
    reads('INFO:root:Epoch[3] Batch [100]\tSpeed: 1234.5 samples/sec\taccuracy=0.85', {
      metrics: { accuracy: 0.85 },
      step: 100,
      epoch: 3,
    }));
  test('logfmt and Katib: a list of pairs', () => {
    reads('time=2024-01-01T00:00:00Z level=info step=10 loss=0.5 lr=1e-4', {
      metrics: { loss: 0.5, lr: 1e-4 },
      step: 10,
    });
    reads('\tloss=0.8789', { metrics: { loss: 0.8789 } });
    reads('Validation-accuracy=0.98', { metrics: { 'Validation-accuracy': 0.98 } });
  });
  test('dashes between, percentages, signs, exponents, nan', () =>
    reads('2024-01-01 10:00:00,123 - INFO - train - loss: nan - acc: 91.5% - reward: -1.5E+02', {
      metrics: { loss: Number.NaN, acc: 91.5, reward: -150 },
    }));
  test('two names before two numbers', () =>
    reads('Epoch 001 | Avg Losses >> G/D 4.5246/0.1213', {
      metrics: { 'Avg Losses G': 4.5246, 'Avg Losses D': 0.1213 },
      epoch: 1,
    }));
});

suite('what is no metric', () => {
  test('addresses, versions, sizes, times, counts', () =>
    isSilent(
      '10.4.2.9:8080 accepted 3 connections in 0.5s',
      'version=1.2.3 port: 8080 pid=4711 mem=3.1GB',
      'loss computed in time: 12ms, train_time: 3.5, samples/sec: 20.1',
      'step 10 done',
      'Epoch 3/10',
      'Epoch 3 took 12.5 s',
      '2024-01-01 10:00:00 INFO started',
    ));
  test('settings, command lines, traces and constructors', () =>
    isSilent(
      'python train.py --lr 0.1 --target-accuracy=0.95',
      '+ export LOSS=0.5',
      '  learning_rate=0.35, max_bin=1023,',
      'lr: 0.001',
      'precision: 16',
      'TrainingArguments(eval_loss=0.5, learning_rate=5e-05, num_train_epochs=3.0)',
      'loss_scale: 1024',
      'eval_batch_size=8',
      'loss_weight = 0.3',
      'early stopping: min_delta_loss=0.01',
      'lr .............................................. 0.00015',
      '    val_loss = 0',
      'self.loss = 3.0',
    ));
  test('a setting becomes a metric where the line tells a step', () =>
    reads('step: 5 lr: 0.001', { metrics: { lr: 0.001 }, step: 5 }));
  test('prose and addresses with a telling word', () =>
    isSilent(
      'GET /metrics?loss=0.5 200',
      'the accuracy of the last ten of these runs was: 0.5',
      'glossary: 3 floss=2',
      'packet loss at 12:30:45',
      'loss.py:123: warning',
      'accumulate=4 accelerator: 2',
    ));
});
