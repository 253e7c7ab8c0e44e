/** Where in the training a line says that it stands. */
export interface RunPosition {
  readonly epoch?: number;
  readonly step?: number;
  readonly stepsInEpoch?: number;
}

// `Epoch 3/10`, `Epoch: [0][  10/5005]`, `Epoch(train) [1][50/1000]`, `epoch=0.5`, `Train Epoch: 1 [640/60000 (1%)]`,
// `Epoch[2] Batch [100]`, `| epoch   1 |   200/ 2983 batches`.
const epochWord =
  /(?<![A-Za-z_-])epoch(?:\s?\((?:train|val|test)\))?\s{0,3}[:=#]?\s{0,4}\[?\s{0,4}(\d{1,12}(?:\.\d{1,12})?)(?!\d|\.\d|[A-Za-z])\s{0,4}(?:\/\s{0,4}\d{1,12})?\]?/i;
const stepsAfterEpoch = /^[\s:|,]{0,6}\[?\s{0,6}(\d{1,15})\s{0,4}\/\s{0,6}(\d{1,15})(?=[\s\](,|]|$)/;
const stepWord =
  /(?<![A-Za-z])(?<![A-Za-z]_)(?:(?:trainer\/)?global[_ ]step|train_step|steps?|iter(?:ation|s)?|num_updates)\s{0,3}[:=#]?\s{0,12}\[?(\d{1,15})(?!\d|\.\d|[A-Za-z])/i;
const batchWord =
  /(?<![A-Za-z_])batch\s{0,3}[:=]?\s{0,4}(?:\[\s{0,4}(\d{1,15})\s{0,4}(?:\/\s{0,4}(\d{1,15}))?\]|(\d{1,15})\s{0,4}\/\s{0,4}(\d{1,15}))/i;
const leadingCount = /^\s{0,120}(\d{1,15})\/(\d{1,15})(?=[\s,:]|$)/;

/** Reads epoch and step from anywhere in a line of plain text; what the line does not tell is absent. */
export function readPosition(line: string): RunPosition {
  const epochMatch = epochWord.exec(line);
  const epoch = epochMatch ? { epoch: Number(epochMatch[1]) } : {};
  if (epochMatch) {
    const count = stepsAfterEpoch.exec(
      line.slice(epochMatch.index + epochMatch[0].length, epochMatch.index + 120),
    );
    if (count) return { ...epoch, step: Number(count[1]), stepsInEpoch: Number(count[2]) };
  }
  return { ...epoch, ...readStep(line) };
}

function readStep(line: string): RunPosition {
  const step = stepWord.exec(line);
  if (step) return { step: Number(step[1]) };
  const batch = batchWord.exec(line);
  if (batch) return withTotal(batch[1] ?? batch[3], batch[2] ?? batch[4]);
  const count = leadingCount.exec(line);
  return count ? withTotal(count[1], count[2]) : {};
}

function withTotal(step: string | undefined, total: string | undefined): RunPosition {
  if (step === undefined) return {};
  return total === undefined ? { step: Number(step) } : { step: Number(step), stepsInEpoch: Number(total) };
}
