import type { LineFormat } from './metricReading.ts';
import { toReading } from './namedValues.ts';
import { numberPattern, parseNumber } from './number.ts';

const lightning = new RegExp(
  String.raw`\bEpoch (\d{1,9}), global step (\d{1,12}): '([^']{1,80})' reached (${numberPattern})`,
  'i',
);
const keras = new RegExp(
  String.raw`\bEpoch (\d{1,9}): ([\w./@-]{1,80}) improved from ${numberPattern} to (${numberPattern})`,
  'i',
);
const plateau = new RegExp(
  String.raw`\bEpoch (\d{1,9}): (?:\w{1,30} )?reducing (learning rate)(?: of group \d{1,3})? to (${numberPattern}?)\.?\s*$`,
  'i',
);

/** Sentences in which Lightning's and Keras's callbacks tell a value: checkpoints and lowered learning rates. */
export const announcement: LineFormat = {
  name: 'Lightning and Keras callbacks',
  read(line) {
    const reached = lightning.exec(line);
    if (reached) {
      const position = { epoch: Number(reached[1]), step: Number(reached[2]) };
      return toReading(one(reached[3], reached[4]), position);
    }
    const changed = keras.exec(line) ?? plateau.exec(line);
    return changed ? toReading(one(changed[2], changed[3]), { epoch: Number(changed[1]) }) : undefined;
  },
};

function one(name: string | undefined, text: string | undefined): ReadonlyMap<string, number> {
  const value = parseNumber(text ?? '');
  return name === undefined || value === undefined ? new Map() : new Map([[name, value]]);
}
