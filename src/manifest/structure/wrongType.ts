import { replaceValue } from '../fix/edits.ts';
import type { Fix } from '../fix/fix.ts';
import { quoteBraces, spaceBehindColon, wrapInList } from '../fix/shape.ts';
import type { Report } from '../rule.ts';
import { type Message, phrase, say } from '../say.ts';
import type { Schema } from '../schema/schema.ts';
import { entryOf } from '../syntax/lookup.ts';
import {
  endOf,
  type ScalarNode,
  type SequenceNode,
  type SyntaxNode,
  sourceOf,
  startOf,
} from '../syntax/node.ts';

const rule = 'schema/wrong-type';

/** Says that a value is of another type than its schema wants, and why, where YAML read something else than the eye. */
export function reportWrongType(node: SyntaxNode, schema: Schema, report: Report): void {
  const wanted = wantedWord(schema);
  if (node.kind !== 'scalar') {
    const message =
      node.kind === 'map'
        ? say`This is a map of fields, where ${wanted} is wanted.`
        : say`This is a list, where ${wanted} is wanted.`;
    report(rule, node, message, { fixes: () => shapeFixes(node, schema) });
    return;
  }
  report(rule, node, scalarMessage(node, schema, wanted), {
    fixes: () => [...fixesOf(node, schema), ...shapeFixes(node, schema)],
  });
}

/** A list of one, where that one is wanted. */
function unwrapping(node: SequenceNode, type: string | undefined): Fix[] {
  const [item, ...more] = node.items;
  const isWanted = item?.kind === 'scalar' && item.style !== 'literal' && item.style !== 'folded';
  if (!isWanted || more.length > 0 || typeof item.value !== wordOf(type)) return [];
  // A list may begin in the column of its key, a text on a line of its own may not.
  const indent = node.isFlow ? '' : '  ';
  const edits = [{ start: startOf(node), end: endOf(node), newText: `${indent}${sourceOf(item)}` }];
  return [{ title: say`Take it out of the list`, edits, isSafe: false }];
}

function wordOf(type: string | undefined): string | undefined {
  return type === 'integer' ? 'number' : type;
}

function fitsAsItem(node: SyntaxNode, items: Schema | undefined): boolean {
  if (node.kind !== 'map') return items?.json.type !== 'object';
  return (
    items?.json.type === 'object' &&
    node.entries.every(({ name }) => items.property(name) !== undefined) &&
    items.required.every(name => entryOf(node, name) !== undefined)
  );
}

/** One thing where a list of such things is wanted, and what only looks like a map. */
function shapeFixes(node: SyntaxNode, schema: Schema): Fix[] {
  const { type } = schema.json;
  if (node.kind === 'scalar' && (node.value === null || type === 'object')) {
    const edits = type === 'object' ? spaceBehindColon(node) : undefined;
    return edits ? [{ title: say`Put a blank behind the colon`, edits }] : [];
  }
  if (type === 'string' && node.kind === 'map') {
    const edits = quoteBraces(node);
    return edits ? [{ title: say`Put ${sourceOf(node)} in quotes`, edits }] : [];
  }
  if (node.kind === 'sequence') return unwrapping(node, type);
  const edits = type === 'array' && fitsAsItem(node, schema.items) ? wrapInList(node) : undefined;
  return edits ? [{ title: say`Make it a list of one`, edits }] : [];
}

function scalarMessage(scalar: ScalarNode, schema: Schema, wanted: string): Message {
  const { value, text, style } = scalar;
  if (value === null) return say`Nothing stands here, where ${wanted} is wanted.`;
  const wantsText = schema.json.type === 'string';
  if (style === 'plain' && typeof value !== 'string' && wantsText) {
    const read = String(value);
    return read === text
      ? say`${text} is read as ${kindWord(value)}, where a string is wanted: put it in quotes.`
      : say`Without quotes, ${text} is read as ${kindWord(value)} (${read}); a string is wanted here: put it in quotes.`;
  }
  if (typeof value === 'string' && style !== 'plain')
    return say`${quoted(text)} is a string because of its quotes, where ${wanted} is wanted.`;
  return say`${typeof value === 'string' ? quoted(text) : text} is ${kindWord(value)}, where ${wanted} is wanted.`;
}

function fixesOf(scalar: ScalarNode, schema: Schema): Fix[] {
  const { value, text } = scalar;
  const { type } = schema.json;
  if (type === 'string' && value !== null && typeof value !== 'string')
    return [{ title: say`Put ${text} in quotes`, edits: replaceValue(scalar, text) }];
  if (schema.isIntOrString && typeof value === 'number')
    return [{ title: say`Put ${text} in quotes`, edits: replaceValue(scalar, text) }];
  const bare = typeof value === 'string' ? bareValue(value, type) : undefined;
  return bare === undefined
    ? []
    : [{ title: say`Write ${String(bare)} without quotes`, edits: replaceValue(scalar, bare) }];
}

/** The number or boolean that a text most likely means. */
function bareValue(text: string, type: string | undefined): number | boolean | undefined {
  if (type === 'boolean' && /^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  if (type === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (type === 'number' && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(text)) return Number(text);
  return undefined;
}

function wantedWord(schema: Schema): string {
  if (schema.isIntOrString)
    return schema.json.format === 'quantity'
      ? phrase`a quantity (a whole number or a string)`
      : phrase`a whole number or a string`;
  const { type = 'value' } = schema.json;
  return words[type] ?? type;
}

const words: Readonly<Record<string, string>> = {
  string: phrase`a string`,
  integer: phrase`a whole number`,
  number: phrase`a number`,
  boolean: phrase`true or false`,
  object: phrase`a map of fields`,
  array: phrase`a list`,
};

function kindWord(value: ScalarNode['value']): string {
  if (typeof value === 'number') return Number.isInteger(value) ? phrase`a number` : phrase`a fraction`;
  return typeof value === 'boolean' ? phrase`a boolean` : phrase`a string`;
}

function quoted(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 57)}…` : text}"`;
}
