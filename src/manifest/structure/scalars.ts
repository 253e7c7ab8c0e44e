import { replaceValue } from '../fix/edits.ts';
import type { Fix } from '../fix/fix.ts';
import type { Report } from '../rule.ts';
import { say } from '../say.ts';
import { takesEmpty } from '../schema/coreEnums.ts';
import type { Schema } from '../schema/schema.ts';
import { entryHolding } from '../syntax/lookup.ts';
import type { ScalarNode } from '../syntax/node.ts';
import { isPlaceholder } from '../syntax/placeholder.ts';
import { judgeEnum } from './enums.ts';
import { formatCheck, integerRange } from './formats.ts';
import type { Flavour, Mode } from './judging.ts';
import { judgeLength, judgeMagnitude } from './limits.ts';
import { patternTest } from './patternTest.ts';
import { isBareUnit, isQuantity } from './quantity.ts';
import { reportWrongType } from './wrongType.ts';

/** Texts that can be encoded at a stroke. */
const longestEncoded = 4_096;

/** Where a scalar stands. */
export interface ScalarPlace {
  readonly flavour: Flavour;
  readonly mode: Mode;
  /** Schema of the map around it. */
  readonly around: Schema | undefined;
  readonly report: Report;
}

/** Judges a scalar that is not null. */
export function judgeScalar(node: ScalarNode, schema: Schema, place: ScalarPlace): void {
  const { value } = node;
  if (isWholePlaceholder(node)) return;
  if (!hasType(node, schema, place)) {
    reportWrongType(node, schema, place.report);
    return;
  }
  if (typeof value === 'number') judgeNumber(node, value, schema, place);
  if (isPlaceholder(node)) return;
  if (typeof value === 'string') judgeText(node, value, schema, place);
  if (place.mode !== 'decoding') judgeEnum(node, schema, isEmptyAbsent(node, place), place.report);
}

/** `${REPLICAS}` without quotes: whatever is put in its place may be of any type. */
function isWholePlaceholder(node: ScalarNode): boolean {
  return node.style === 'plain' && /^(?:\$\{[^{}]*\}|\$\([^()]*\))$/.test(node.text);
}

function hasType({ value }: ScalarNode, schema: Schema, place: ScalarPlace): boolean {
  const { type } = schema.json;
  if (schema.isIntOrString && (type === undefined || type === 'string'))
    return isIntOrString(value, schema, place);
  if (type === undefined) return true;
  if (type === 'integer') return Number.isInteger(value);
  return type === typeof value;
}

/** Quantities of built-in types may be any number; everything else of this sort wants a whole one, so `cpu: 0.1` fails in CRDs. */
function isIntOrString(value: ScalarNode['value'], schema: Schema, { flavour }: ScalarPlace): boolean {
  if (typeof value !== 'number') return typeof value === 'string';
  return Number.isInteger(value) || (flavour === 'builtIn' && schema.json.format === 'quantity');
}

function judgeNumber(node: ScalarNode, value: number, schema: Schema, place: ScalarPlace): void {
  const { type, format } = schema.json;
  const isGoIntOrString = schema.isIntOrString && format !== 'quantity' && place.flavour === 'builtIn';
  const range =
    type === 'integer' ? integerRange(format) : isGoIntOrString ? integerRange('int32') : undefined;
  if (range && (value < range[0] || value > range[1]))
    place.report(
      'schema/limit',
      node,
      say`${node.text} is beyond what the field can hold (${range[0]} to ${range[1]}).`,
    );
  if (place.mode !== 'decoding') judgeMagnitude(node, value, schema, place.report);
}

function judgeText(node: ScalarNode, value: string, schema: Schema, place: ScalarPlace): void {
  const { format } = schema.json;
  if (format === 'quantity') {
    judgeQuantity(node, value, place);
    return;
  }
  if (format !== undefined && (place.mode !== 'decoding' || place.flavour === 'builtIn'))
    judgeFormat(node, value, format, place);
  if (place.mode === 'decoding') return;
  judgeLength(node, value, schema, place.report);
  if (schema.json.pattern !== undefined && patternTest(schema)(value) === false)
    place.report('schema/pattern', node, say`This does not match the pattern ${schema.json.pattern}.`, {
      fixes: () => spelledFor(node, value, schema),
    });
}

/** Other spellings of a text that fit the pattern: in small letters, with dashes, without what stands at the ends. */
function spelledFor(node: ScalarNode, text: string, schema: Schema): readonly Fix[] {
  const dashed = text
    .trim()
    .replace(/[^-A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const fits = patternTest(schema);
  const mended = [text.trim(), text.toLowerCase(), dashed, dashed.toLowerCase()].find(
    spelling => spelling !== '' && spelling !== text && fits(spelling) === true,
  );
  if (mended === undefined) return [];
  return [{ title: say`Change to ${mended}`, edits: replaceValue(node, mended), isSafe: false }];
}

function judgeQuantity(node: ScalarNode, value: string, { report, flavour }: ScalarPlace): void {
  if (isQuantity(value)) {
    if (isBareUnit(value))
      report(
        'schema/quantity',
        node,
        say`"${brief(value)}" has no number: the API server reads it as 0.`,
        // The pattern of quantities in custom resource definitions asks for a digit.
        flavour === 'builtIn' ? { severity: 'warning' } : {},
      );
    return;
  }
  const mended = likelyQuantity(value);
  const fixes =
    mended === undefined
      ? {}
      : { fixes: () => [{ title: say`Write ${mended}`, edits: replaceValue(node, mended) }] };
  report(
    'schema/quantity',
    node,
    say`"${brief(value)}" is no quantity: write a number with a suffix such as m, k, M, G, Ki, Mi or Gi.`,
    fixes,
  );
}

/** `16 GB`, `500mb`, `2gi`: what was most likely meant. */
function likelyQuantity(text: string): string | undefined {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)\s*([kKmMgGtT]i?)?[bB]?$/.exec(text) ?? [];
  if (amount === undefined) return undefined;
  const [prefix = '', ...rest] = unit;
  const suffix =
    rest.length > 0 ? `${prefix.toUpperCase()}i` : prefix.toLowerCase() === 'k' ? 'k' : prefix.toUpperCase();
  const mended = `${amount}${suffix}`;
  return isQuantity(mended) && mended !== text ? mended : undefined;
}

function judgeFormat(node: ScalarNode, value: string, format: string, place: ScalarPlace): void {
  if (formatCheck(format, place.flavour === 'builtIn')?.(value) !== false) return;
  place.report(
    'schema/format',
    node,
    formatMessages[format.replaceAll('-', '')] ?? say`"${brief(value)}" is not in the format ${format}.`,
    format === 'byte' && value.length <= longestEncoded ? { fixes: () => [encoding(node, value)] } : {},
  );
}

/** Written in base64, of the text as it stands: for who has forgotten to. */
function encoding(node: ScalarNode, text: string): Fix {
  const bytes = String.fromCharCode(...new TextEncoder().encode(text));
  return { title: say`Encode in base64`, edits: replaceValue(node, btoa(bytes)), isSafe: false };
}

/** Values of Secrets are base64, so no message about one of them repeats it. */
const formatMessages: Readonly<Record<string, ReturnType<typeof say>>> = {
  byte: say`This is not base64. Encode the value, or put it under stringData as it is.`,
  datetime: say`This is no time: write it as 2026-01-31T12:00:00Z.`,
  date: say`This is no date: write it as 2026-01-31.`,
  duration: say`This is no duration: write it as 30s, 5m or 1h30m.`,
};

/** The API server takes an empty string for a field that is not set, in most of its own types' fields. */
function isEmptyAbsent(node: ScalarNode, { flavour, around }: ScalarPlace): boolean {
  if (node.value !== '') return false;
  const type = around?.typeName;
  if (type === undefined || flavour === 'custom') return type !== undefined || flavour === 'builtIn';
  const holder = node.parent?.kind === 'sequence' ? node.parent : node;
  return takesEmpty(type, entryHolding(holder)?.name ?? '');
}

function brief(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
