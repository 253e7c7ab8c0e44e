import { judgeName } from './metricName.ts';
import { type LineFormat, noMetrics } from './metricReading.ts';
import { type NamedValue, toReading } from './namedValues.ts';
import { parseNumber } from './number.ts';

const headings = /^\s{0,20}\|?\s{0,4}(?:epoch|iter|iteration|step)\s{0,20}(?:\t| {2,}|\|)/i;
const boxRow = /^[│|]\s{1,60}([A-Za-z][\w./@ -]{0,79}?)\s{1,60}[│|]\s{1,60}(\S{1,40})\s{1,60}[│|]\s{0,4}$/;

/**
 * Tables of values under a heading row, as fastai, the Trainer's notebook output and scikit-learn print them
 * (`epoch  train_loss  valid_loss  time`), and the two-column box of Lightning's `test`.
 */
export const valueTable: LineFormat = {
  name: 'tables',
  read(line, memory) {
    if (headings.test(line)) {
      const columns = cellsOf(line);
      const isHeading =
        columns.every(name => !/\s\d/.test(name)) && columns.some(name => judgeName(name) !== 'no');
      memory.columns = isHeading ? columns : undefined;
      if (memory.columns) return noMetrics();
    }
    const box = boxRow.exec(line);
    if (box) return readPair(box[1] ?? '', box[2] ?? '');
    return memory.columns && /^\s{0,20}[|\d]/.test(line) ? readRow(line, memory.columns) : undefined;
  },
};

function cellsOf(line: string): readonly string[] {
  const parts = /\t|\|/.test(line) ? line.split(/[\t|]/) : line.trim().split(/ {2,}/);
  return parts.map(part => part.trim()).filter(part => part !== '');
}

function readRow(line: string, columns: readonly string[]) {
  const cells = cellsOf(line);
  const position = parseNumber(cells[0] ?? '');
  if (cells.length !== columns.length || position === undefined) return undefined;
  const found = columns.flatMap((name, index): NamedValue[] => {
    const value = index > 0 && judgeName(name) !== 'no' ? parseNumber(cells[index] ?? '') : undefined;
    return value === undefined ? [] : [[name, value]];
  });
  const isEpoch = columns[0]?.toLowerCase() === 'epoch';
  return found.length === 0
    ? undefined
    : toReading(new Map(found), isEpoch ? { epoch: position } : { step: position });
}

function readPair(name: string, text: string) {
  const value = parseNumber(text);
  return value === undefined || judgeName(name) !== 'strong'
    ? undefined
    : toReading(new Map([[name, value]]));
}
