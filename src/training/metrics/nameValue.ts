import { wordsOf } from './metricName.ts';
import type { LineFormat, LineMemory } from './metricReading.ts';
import { keepMetrics, type NamedValue } from './namedValues.ts';
import { numberPattern, parseNumber } from './number.ts';
import { type RunPosition, readPosition } from './position.ts';

const longestRead = 4096;
const longestName = 64;
const mostWords = 6;
const mostBareWords = 3;

// A separator and its number. What may follow a number: an end, a space, a bracket, a comma, a per cent sign, the
// total of a ratio, a spread. Letters (`12ms`, `3.1GB`) make it something else.
const separated = new RegExp(
  String.raw`(>>|:=|[:=])\s{0,12}(${numberPattern})(?![\w.:]|-\w)(?:\s?\/\s?(\d{1,15}))?`,
  'gi',
);
const bareValue = new RegExp(
  String.raw`^\s{0,8}([A-Za-z][\w@/ -]{0,47}?)\s{1,12}(${numberPattern})(?:\s{0,4}\([^()]{0,40}\))?\s{0,8}%?\s{0,8}$`,
  'i',
);
const pairedNames = new RegExp(
  String.raw`([A-Za-z][\w ]{0,40}?)\s{0,4}>>\s{0,4}([A-Za-z]\w{0,20}(?:\/[A-Za-z]\w{0,20}){1,4})\s{1,4}(${numberPattern}(?:\/${numberPattern}){1,4})`,
  'i',
);
const summaryLine = new RegExp(String.raw`(?<=[\s*])([A-Za-z][\w@]{0,40}) (${numberPattern})(?=\s|$)`, 'gi');

/** Command lines, shell traces, program text and constructors: settings, whatever their names. */
const settingsLine =
  /^\s{0,8}(?:[+$#>]|\/\/|export |import |def |class |cmd =|cmd:|python3? |torchrun |Namespace\()|[A-Za-z_]\w{0,80}\((?:\w{1,80}|\*\*\w{1,80})=|(?:^|\s)--[a-z][\w-]{1,60}[= ]\S|\bself\.\w/;
const zeroAssignment = /^\s{0,80}[A-Za-z_]\w{0,80} = 0(?:\.0{0,3})?\s{0,8}$/;
const levelWords = /^(?:(?:trace|debug|info|notice|warn|warning|error|root|train\.py|main)\b[\s-]{0,4})+/i;
const positionWords = /^(?:epoch|ep|step|iter|iteration|batch|round)\s{0,3}#?\d{1,12}(?:\.\d{1,6})?\s{1,4}/i;

/**
 * Everything that prints names and numbers side by side: the PyTorch examples, TensorFlow's estimators, nanoGPT,
 * MLX, torchvision, fairseq, MMEngine, scikit-learn, logfmt. A name needs to be a metric's; better silent than wrong.
 */
export const nameValue: LineFormat = {
  name: 'name and value',
  read(line, memory) {
    const text = line.length > longestRead ? line.slice(0, longestRead) : line;
    if (settingsLine.test(text) || zeroAssignment.test(text)) return undefined;
    const position = underHeading(text, readPosition(text), memory);
    const found = [...separatedValues(text), ...pairedValues(text), ...bareValues(text, position)];
    return found.length === 0 ? undefined : keepMetrics(found, position);
  },
};

/** A count that starts the line (`1/10, train_loss: …`) is progress in the epoch whose heading stands above it. */
function underHeading(text: string, position: RunPosition, memory: LineMemory): RunPosition {
  const isInHeadedEpoch =
    memory.epoch !== undefined && position.epoch === undefined && /^\s{0,120}\d+\/\d/.test(text);
  return isInHeadedEpoch && memory.epoch !== undefined ? { epoch: memory.epoch, ...position } : position;
}

function separatedValues(text: string): readonly NamedValue[] {
  const found: NamedValue[] = [];
  let previousEnd = 0;
  for (const match of text.matchAll(separated)) {
    const name = nameBefore(text.slice(Math.max(previousEnd, match.index - longestName), match.index));
    const number = parseNumber(match[2] ?? '');
    previousEnd = match.index + match[0].length;
    if (name === undefined || number === undefined) continue;
    const value = match[3] === undefined ? number : ratio(name, number, Number(match[3]));
    if (value !== undefined) found.push([name, value]);
  }
  return found;
}

/** `Accuracy: 9823/10000` is the share of right answers; any other name before a ratio counts something. */
function ratio(name: string, part: number, total: number): number | undefined {
  return total > 0 && part <= total && wordsOf(name).some(word => word.startsWith('acc'))
    ? part / total
    : undefined;
}

/** The name that ends a text: back to the last delimiter, without headings, levels and quotes. */
function nameBefore(before: string): string | undefined {
  const withoutNote = before.replace(/\s{0,4}\([^()]{0,48}\)\s{0,4}$/, '');
  const tail = withoutNote.split(/[^\w .\-/@'"%#]|\s-\s| {2,}/).at(-1) ?? '';
  const name = tail
    .trim()
    .replace(/^['"]|['"]$/g, '')
    .replace(levelWords, '')
    .replace(positionWords, '')
    .replace(/^[-.\s]{1,8}(?=[A-Za-z])/, dashes => (dashes.includes('--') ? dashes : ''))
    .trim();
  const isUsable = /^[A-Za-z_]/.test(name) && !/[?&]$/.test(before.slice(0, -tail.length || undefined));
  return isUsable && name.split(' ').length <= mostWords ? name : undefined;
}

/** `Avg Losses >> G/D 4.52/0.12`: two names before two numbers. */
function pairedValues(text: string): readonly NamedValue[] {
  const [, what, names, numbers] = pairedNames.exec(text) ?? [];
  if (what === undefined || names === undefined || numbers === undefined) return [];
  const values = numbers.split('/').map(each => parseNumber(each) ?? Number.NaN);
  const each = names.split('/');
  return each.length === values.length
    ? each.map((name, index): NamedValue => [`${what.trim()} ${name}`, values[index] ?? Number.NaN])
    : [];
}

/** `Iter 10: Train loss 2.687, …`: names and numbers with nothing between; only where the line tells its place. */
function bareValues(text: string, position: RunPosition): readonly NamedValue[] {
  if (/^\s{0,4}\* /.test(text)) {
    return [...text.matchAll(summaryLine)].map(([, name = '', value = '']) => [
      name,
      parseNumber(value) ?? Number.NaN,
    ]);
  }
  if (position.step === undefined && position.epoch === undefined) return [];
  const cells = /[\t|]/.test(text) ? text.split(/[\t|]/) : text.split(/, |: | {2,}/);
  return cells.flatMap((cell): NamedValue[] => {
    const [, name, value] = bareValue.exec(cell) ?? [];
    const number = parseNumber(value ?? '');
    const isName = name !== undefined && name.split(' ').length <= mostBareWords;
    return isName && number !== undefined ? [[name, number]] : [];
  });
}
