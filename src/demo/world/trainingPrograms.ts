import { hashOf } from '../random.ts';
import type { Program } from '../simulation/program.ts';

export interface TrainingOptions {
  readonly seed: number;
  /** The rank of the pod in its job. */
  readonly index: number;
  readonly attempt: number;
}

type Script = (options: TrainingOptions) => {
  readonly lines: readonly string[];
  readonly everyMs: number;
  readonly code?: number;
  readonly reason?: string;
};

/** A training run that writes its progress. `style` names whose lines it writes; an unknown one writes Keras's, for two minutes. */
export function training(style: string, options: TrainingOptions): Program {
  const { lines, everyMs, code = 0, reason } = (scripts[style] ?? shortScript)(options);
  return {
    line: index => {
      const text = lines[index];
      return text === undefined ? undefined : { text, afterMs: everyMs };
    },
    exit: { afterMs: (lines.length + 2) * everyMs, code, ...(reason ? { reason } : {}) },
    readyAfterMs: 500,
  };
}

/** A loss that falls from `from` towards `floor` as `part` goes from 0 to 1, with a noise that is the same every time. */
function lossAt(part: number, seed: number, { from, floor }: { from: number; floor: number }): number {
  const noise = ((hashOf(`${seed}/${part.toFixed(5)}`) % 1000) / 1000 - 0.5) * 0.06;
  return (floor + (from - floor) * Math.exp(-4 * part)) * (1 + noise);
}

const kerasScript =
  (epochs: number, everyMs: number): Script =>
  ({ seed }) => {
    const lines = ['Num GPUs Available:  1', 'Found 60000 rows belonging to 2 classes.'];
    for (let epoch = 1; epoch <= epochs; epoch += 1) {
      const part = epoch / epochs;
      const loss = lossAt(part, seed, { from: 0.69, floor: 0.12 });
      const valLoss = lossAt(part, seed + 1, { from: 0.68, floor: 0.21 });
      const accuracy = Math.min(0.995, 1 - loss / 1.4);
      const valAccuracy = Math.min(0.985, 1 - valLoss / 1.4);
      lines.push(
        `Epoch ${epoch}/${epochs}`,
        `469/469 - 9s - 19ms/step - accuracy: ${accuracy.toFixed(4)} - loss: ${loss.toFixed(4)} - val_accuracy: ${valAccuracy.toFixed(4)} - val_loss: ${valLoss.toFixed(4)}`,
      );
    }
    return { lines: [...lines, 'Saved artifact at /mnt/models/churn/4.'], everyMs };
  };

const huggingFaceScript: Script = ({ seed, index }) => {
  const steps = 900;
  const lines = [`[rank${index}] world size 2, device cuda:0`, 'Loading tokenizer and weights ...'];
  for (let step = 1; step <= steps; step += 1) {
    const part = step / steps;
    const loss = lossAt(part, seed, { from: 3.1, floor: 0.8 });
    const rate = (5e-5 * (1 - part)).toExponential(6);
    lines.push(
      `{'loss': ${loss.toFixed(4)}, 'grad_norm': ${(0.6 + loss / 4).toFixed(4)}, 'learning_rate': ${rate}, 'epoch': ${(part * 3).toFixed(2)}}`,
    );
  }
  lines.push(
    "{'train_runtime': 1800.0, 'train_samples_per_second': 96.2, 'train_loss': 1.2104, 'epoch': 3.0}",
  );
  return { lines, everyMs: 2_000 };
};

const xgboostScript: Script = ({ seed }) => {
  const rounds = 200;
  const lines = Array.from({ length: rounds }, (_, round) => {
    const part = round / rounds;
    const train = lossAt(part, seed, { from: 0.66, floor: 0.18 });
    const evaluation = lossAt(part, seed + 1, { from: 0.66, floor: 0.24 });
    return `[${round}]\ttrain-logloss:${train.toFixed(5)}\teval-logloss:${evaluation.toFixed(5)}`;
  });
  return { lines, everyMs: 1_500 };
};

const outOfMemoryScript: Script = ({ seed }) => {
  const { lines } = huggingFaceScript({ seed, index: 0, attempt: 0 });
  return {
    lines: [
      ...lines.slice(0, 40),
      'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 79.15 GiB of which 1.21 GiB is free.',
    ],
    everyMs: 2_000,
    code: 137,
    reason: 'OOMKilled',
  };
};

const driftScript: Script = ({ seed }) => ({
  lines: [
    'reading reference s3://features/churn/reference.parquet',
    'reading current s3://features/churn/last-hour.parquet',
    `age: psi=${(0.02 + (seed % 30) / 1000).toFixed(3)}`,
    `income: psi=${(0.18 + (seed % 90) / 1000).toFixed(3)}`,
    `tenure: psi=${(0.01 + (seed % 20) / 1000).toFixed(3)}`,
    'done',
  ],
  everyMs: 3_000,
});

/** What a task does that nothing is known of: two minutes of training. */
const shortScript = kerasScript(40, 1_500);

const scripts: Readonly<Record<string, Script>> = {
  keras: kerasScript(120, 4_000),
  huggingface: huggingFaceScript,
  xgboost: xgboostScript,
  outOfMemory: outOfMemoryScript,
  drift: driftScript,
};
