import { hashOf } from '../random.ts';
import type { Program } from '../simulation/program.ts';

export interface TrainingOptions {
  readonly seed: number;
  /** The rank of the pod in its job. */
  readonly index: number;
  readonly attempt: number;
}

/** A training run that writes its progress. `style` names the framework whose lines it writes. */
export function training(style: string, options: TrainingOptions): Program {
  const lines = style === 'huggingface' ? huggingFaceLines(options) : kerasLines(options);
  return {
    line: index => {
      const text = lines[index];
      return text === undefined ? undefined : { text, afterMs: 1_000 };
    },
    exit: { afterMs: (lines.length + 2) * 1_000, code: 0 },
    readyAfterMs: 500,
  };
}

/** A loss that falls from `from` towards `floor`, with a little noise that is the same every time. */
function lossAt(part: number, seed: number, { from, floor }: { from: number; floor: number }): number {
  const noise = ((hashOf(`${seed}/${part.toFixed(5)}`) % 1000) / 1000 - 0.5) * 0.06;
  return (floor + (from - floor) * Math.exp(-4 * part)) * (1 + noise);
}

function kerasLines({ seed }: TrainingOptions): readonly string[] {
  const epochs = 40;
  const lines = ['Num GPUs available: 1', 'Found 60000 images belonging to 10 classes.'];
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    const part = epoch / epochs;
    const loss = lossAt(part, seed, { from: 2.3, floor: 0.12 });
    const valLoss = lossAt(part, seed + 1, { from: 2.25, floor: 0.21 });
    const accuracy = Math.min(0.995, 1 - loss / 2.6);
    const valAccuracy = Math.min(0.985, 1 - valLoss / 2.6);
    lines.push(`Epoch ${epoch}/${epochs}`);
    lines.push(
      `469/469 - 9s - 19ms/step - accuracy: ${accuracy.toFixed(4)} - loss: ${loss.toFixed(4)} - val_accuracy: ${valAccuracy.toFixed(4)} - val_loss: ${valLoss.toFixed(4)}`,
    );
  }
  return [...lines, 'Saved model to /mnt/models/churn/4'];
}

function huggingFaceLines({ seed, index }: TrainingOptions): readonly string[] {
  const steps = 300;
  const lines = [`[rank${index}] world size 2, device cuda:0`, 'Loading tokenizer and weights ...'];
  for (let step = 1; step <= steps; step += 1) {
    const part = step / steps;
    const loss = lossAt(part, seed, { from: 3.1, floor: 0.8 });
    const rate = (5e-5 * (1 - part)).toExponential(4);
    lines.push(
      `{'loss': ${loss.toFixed(4)}, 'grad_norm': ${(0.6 + loss / 4).toFixed(4)}, 'learning_rate': ${rate}, 'epoch': ${(part * 3).toFixed(2)}}`,
    );
  }
  return [...lines, "{'train_runtime': 300.0, 'train_loss': 1.2, 'epoch': 3.0}"];
}
