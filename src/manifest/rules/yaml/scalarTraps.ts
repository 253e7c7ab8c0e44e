import { replaceValue } from '../../fix/edits.ts';
import type { Fix, TextEdit } from '../../fix/fix.ts';
import type { Report } from '../../rule.ts';
import { say } from '../../say.ts';
import type { Schema } from '../../schema/schema.ts';
import { entryHolding, entryOf, stringAt } from '../../syntax/lookup.ts';
import { type Entry, type ScalarNode, sourceOf, startOf } from '../../syntax/node.ts';

/** A key that gets another name than the one that is written. */
export function judgeKey({ key, name }: Entry, report: Report): void {
  judgeCharacters(key, report);
  if (key.style !== 'plain' || key.isAbsent || typeof key.value === 'string' || name === key.text) return;
  report(
    'yaml/key-type',
    key,
    say`Without quotes, the key ${key.text} is read as ${name}: put it in quotes.`,
    { fixes: () => [quoted(key)] },
  );
}

/** What can be told of a value of any type, and of one whose type the schema leaves open. */
export function judgeValue(scalar: ScalarNode, schema: Schema | undefined, report: Report): void {
  if (scalar.style !== 'plain' || typeof scalar.value === 'string') {
    judgeCharacters(scalar, report);
    judgeQuotes(scalar, report);
  } else if (scalar.value === null) judgeEmptyItem(scalar, report);
  else if (isOpen(schema)) judgeOpenValue(scalar, report);
  else if (schema?.json.type === 'integer') judgeOctal(scalar, report);
}

/** Whether a schema takes texts, numbers and booleans alike. */
function isOpen(schema: Schema | undefined): boolean {
  return (
    schema === undefined ||
    (schema.json.type === undefined && !schema.isIntOrString && schema.json.enum === undefined)
  );
}

const plainBoolean = /^(?:true|false)$/i;
/** Fields whose value is a text even where it has digits alone. */
const textual = /(?:^|[-_.a-z])(?:version|tag|revision|commit|sha|digest|hash|release)$/i;
const exponent = /^[-+]?[0-9.]+[eE][-+]?[0-9]+$/;
const trailingZero = /\.[0-9]*0$/;

function judgeOpenValue(scalar: ScalarNode, report: Report): void {
  const { text, value } = scalar;
  if (typeof value === 'boolean') {
    if (plainBoolean.test(text)) return;
    report(
      'yaml/value-type',
      scalar,
      say`Without quotes, ${text} is read as ${String(value)}: put it in quotes, or write ${String(value)}.`,
      { fixes: () => [quoted(scalar), bare(scalar, String(value))], severity: 'information' },
    );
    return;
  }
  if (isOctal(text)) judgeOctal(scalar, report);
  else if (losesDigits(text) || (isTextual(scalar) && losesForm(scalar)))
    report(
      'yaml/value-type',
      scalar,
      say`Without quotes, ${text} is a number and becomes ${String(value)}: put it in quotes.`,
      { fixes: () => [quoted(scalar)] },
    );
}

function losesForm({ text, value }: ScalarNode): boolean {
  return String(value) !== text && (exponent.test(text) || trailingZero.test(text) || text.includes('_'));
}

/** A name beside the value (of a parameter, of a variable) says as much as the name of the field. */
function isTextual(scalar: ScalarNode): boolean {
  const entry = entryHolding(scalar);
  if (entry === undefined) return false;
  return (
    textual.test(entry.name) ||
    (entry.name === 'value' && textual.test(stringAt(scalar.parent, 'name') ?? ''))
  );
}

const largest = 2n ** 63n - 1n;

/** Beyond 64 bits a whole number becomes a fraction, which keeps its first digits alone. */
function losesDigits(text: string): boolean {
  return text.length > 18 && text.length < 100 && /^[1-9][0-9]*$/.test(text) && BigInt(text) > largest;
}

const modes = /mode|mask|permission/i;

function isOctal(text: string): boolean {
  return /^[-+]?0[0-7_]+$/.test(text) && !/^[-+]?[0_]+$/.test(text);
}

function judgeOctal(scalar: ScalarNode, report: Report): void {
  const { text, value } = scalar;
  const name = entryHolding(scalar)?.name ?? '';
  if (!isOctal(text) || modes.test(name) || String(value) === text.replace(/^0+/, '')) return;
  const decimal = text.replace(/^([-+]?)0+/, '$1');
  report(
    'yaml/octal',
    scalar,
    say`With its leading zero, ${text} is an octal number and means ${String(value)}.`,
    {
      fixes: () => [bare(scalar, decimal), quoted(scalar)],
    },
  );
}

function judgeEmptyItem(scalar: ScalarNode, report: Report): void {
  if (!scalar.isAbsent || scalar.parent?.kind !== 'sequence') return;
  report(
    'yaml/empty-item',
    scalar.parent,
    say`Item ${scalar.parent.items.indexOf(scalar) + 1} of this list is empty: a dash alone is a null.`,
  );
}

/** Blanks that are none, and characters that show nothing at all; those that join letters of some scripts are left alone. */
const invisible = /[\u00a0\u00ad\u180e\u2000-\u200b\u202a-\u202f\u205f-\u2064\u2066-\u2069\u3000\ufeff]/g;
const blankLike = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/;
const longestChecked = 2_000;

/** Prose may have such characters: names and one-line values may not. */
function judgeCharacters(scalar: ScalarNode, report: Report): void {
  const { style, text } = scalar;
  if (style === 'literal' || style === 'folded' || text.length > longestChecked || text.includes('\n'))
    return;
  const first = text.search(invisible);
  if (first === -1 || (text.includes(' ') && isProse(text))) return;
  const code = text.charCodeAt(first).toString(16).toUpperCase().padStart(4, '0');
  const source = sourceOf(scalar);
  const fixes = source.search(invisible) === -1 ? undefined : () => [visible(scalar, source)];
  report(
    'yaml/invisible-character',
    scalar,
    say`Character ${first + 1} is U+${code}, which cannot be told from a blank or from nothing, and it counts.`,
    fixes ? { fixes } : {},
  );
}

/** Several words, most of them of letters: what people read, not what programs compare. */
function isProse(text: string): boolean {
  return text.split(/\s+/).filter(word => /^\p{L}+[.,;:!?]?$/u.test(word)).length > 5;
}

function visible(scalar: ScalarNode, source: string): Fix {
  const edits: TextEdit[] = [...source.matchAll(invisible)].map(({ 0: character, index }) => ({
    start: startOf(scalar) + index,
    end: startOf(scalar) + index + character.length,
    newText: blankLike.test(character) ? ' ' : '',
  }));
  return { title: say`Write plain blanks`, edits };
}

const typographic =
  /^[\u201c\u201d\u201e\u201f\u00ab](.*)[\u201c\u201d\u00bb]$|^[\u2018\u2019\u201a\u201b](.*)[\u2018\u2019]$/;

function judgeQuotes(scalar: ScalarNode, report: Report): void {
  if (scalar.style !== 'plain') return;
  const found = typographic.exec(scalar.text);
  const inside = found?.[1] ?? found?.[2];
  if (inside === undefined) return;
  report(
    'yaml/typographic-quotes',
    scalar,
    say`These quotes are letters to YAML and become part of the value: write "${inside}".`,
    { fixes: () => [{ title: say`Use plain quotes`, edits: [written(scalar, JSON.stringify(inside))] }] },
  );
}

/** Commands and arguments, where the lines of a script matter. */
export function judgeScript(scalar: ScalarNode, report: Report): void {
  const source = scalar.style === 'folded' ? sourceOf(scalar) : '';
  if (source === '') return;
  const [header = '', ...lines] = source.split('\n').map(line => line.trim());
  const texts = lines.filter(line => line !== '');
  const hasBackslash = texts.slice(0, -1).some(line => line.endsWith('\\'));
  const hasShebang = texts.length > 1 && texts[0]?.startsWith('#!') === true;
  if (!header.startsWith('>') || !(hasBackslash || hasShebang)) return;
  const message = hasBackslash
    ? say`Behind ">" the lines become one, and a backslash at the end of a line escapes a blank: write "|".`
    : say`Behind ">" the lines become one, so the first comment takes the whole script: write "|".`;
  const start = startOf(scalar);
  report('yaml/folded-script', scalar, message, {
    fixes: () => [
      { title: say`Keep the lines`, edits: [{ start, end: start + 1, newText: '|' }], isSafe: hasShebang },
    ],
  });
}

function quoted(scalar: ScalarNode): Fix {
  return { title: say`Put ${scalar.text} in quotes`, edits: [written(scalar, JSON.stringify(scalar.text))] };
}

function bare(scalar: ScalarNode, text: string): Fix {
  return { title: say`Write ${text}`, edits: [written(scalar, text)], isSafe: false };
}

function written(scalar: ScalarNode, newText: string): TextEdit {
  const [edit] = replaceValue(scalar, 0);
  return { start: edit?.start ?? 0, end: edit?.end ?? 0, newText };
}

/** Whether a list holds a command line. */
export function isCommandLine(entry: Entry | undefined): boolean {
  return (
    entry !== undefined && (entry.name === 'args' || entry.name === 'command' || entry.name === 'source')
  );
}

/** A script of a template (`source: |`), beside the image that runs it. */
export function isScript(entry: Entry): boolean {
  return entry.name === 'source' && entryOf(entry.value.parent, 'image') !== undefined;
}
