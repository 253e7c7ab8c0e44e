import { entryHolding } from '../syntax/lookup.ts';
import {
  endOf,
  type MapNode,
  type ScalarNode,
  type SequenceNode,
  type SyntaxNode,
  startOf,
} from '../syntax/node.ts';
import type { TextEdit } from './fix.ts';
import { inlineYaml, scalarText, yamlLines } from './write.ts';

/** Writes another value in place of a scalar, in its quotes where it has some. */
export function replaceValue(scalar: ScalarNode, value: string | number | boolean | null): TextEdit[] {
  const text = scalarText(value, scalar.style);
  const isGlued = scalar.isAbsent && charBefore(scalar) === ':';
  return [{ start: startOf(scalar), end: endOf(scalar), newText: isGlued ? ` ${text}` : text }];
}

/** Gives a field another name; its value stays. */
export function renameKey(key: ScalarNode, name: string): TextEdit[] {
  return [{ start: startOf(key), end: endOf(key), newText: scalarText(name, key.style) }];
}

/**
 * Takes away a field (given by its key or value) or a list item, with its whole lines. The last one leaves an empty map or
 * list behind, since a bare `key:` would be null.
 */
export function removeEntry(node: SyntaxNode): TextEdit[] {
  const { parent } = node;
  if (parent === undefined) return [];
  const span = spanOf(node, parent);
  const count = parent.kind === 'map' ? parent.entries.length : parent.items.length;
  if (parent.isFlow) return [withoutComma(node, span)];
  if (count === 1) {
    const empty = parent.kind === 'map' ? '{}' : '[]';
    const start = afterLastVisible(parent, startOf(parent));
    return [{ start, end: endOf(parent), newText: ` ${empty}` }];
  }
  return [wholeLines(parent, span)];
}

/** Adds a field at the end of a map, or first thing where the map is empty. `value` is plain JSON. */
export function insertField(map: MapNode, name: string, value: unknown): TextEdit[] {
  if (map.isFlow) {
    const at = endOf(map) - 1;
    const comma = map.entries.length > 0 ? ', ' : '';
    return [{ start: at, end: at, newText: `${comma}${scalarText(name)}: ${inlineYaml(value)}` }];
  }
  const indent = columnOf(map);
  const lines = yamlLines({ [name]: value });
  return [inserted(map, lines, indent)];
}

/** Adds an item at the end of a list. */
export function insertItem(sequence: SequenceNode, value: unknown): TextEdit[] {
  if (sequence.isFlow) {
    const at = endOf(sequence) - 1;
    const comma = sequence.items.length > 0 ? ', ' : '';
    return [{ start: at, end: at, newText: `${comma}${inlineYaml(value)}` }];
  }
  return [inserted(sequence, yamlLines([value]), columnOf(sequence))];
}

function inserted(node: MapNode | SequenceNode, lines: readonly string[], indent: number): TextEdit {
  const end = endOfContent(node);
  const newText = lines.map(line => `\n${' '.repeat(indent)}${line}`).join('');
  return { start: end, end, newText };
}

/** Behind the line on which the node ends: a comment there stays where it is. Block scalars end with their line already. */
function endOfContent(node: SyntaxNode): number {
  const { text, offset } = node.piece;
  let to = node.to;
  while (to > node.from && /[\s]/.test(text.charAt(to - 1))) to--;
  const lineEnd = text.indexOf('\n', to);
  const end = lineEnd === -1 ? text.length : lineEnd;
  return offset + (text.charAt(end - 1) === '\r' ? end - 1 : end);
}

/** Column of a block collection: where its first key or dash stands. */
function columnOf(node: MapNode | SequenceNode): number {
  const written = node.kind === 'map' ? node.entries.find(entry => !entry.isMerged) : undefined;
  // The parts of a big document are pieces of their own, so the key's offset is one in its own piece.
  const { piece, from } = written?.key ?? node;
  return from === 0 ? 0 : from - (piece.text.lastIndexOf('\n', from - 1) + 1);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function spanOf(node: SyntaxNode, parent: MapNode | SequenceNode): Span {
  if (parent.kind === 'sequence') return { start: startOf(node), end: endOf(node) };
  const entry = entryHolding(node);
  if (entry === undefined) return { start: startOf(node), end: endOf(node) };
  return { start: startOf(entry.key), end: Math.max(endOf(entry.value), endOf(entry.key) + 1) };
}

function wholeLines(parent: MapNode | SequenceNode, span: Span): TextEdit {
  const { text, offset } = parent.piece;
  const from = span.start - offset;
  const lineStart = text.lastIndexOf('\n', from - 1) + 1;
  const lineEnd = text.indexOf('\n', span.end - offset - 1);
  const end = lineEnd === -1 ? text.length : lineEnd + 1;
  const head = text.slice(lineStart, from);
  const ownsLine = parent.kind === 'sequence' ? /^\s*-\s+$/.test(head) : /^\s*$/.test(head);
  if (ownsLine) return { start: offset + lineStart, end: offset + end, newText: '' };
  // The first field of a list item shares its line with the dash: the next field moves up to it.
  const next = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  return { start: offset + from, end: offset + end + next, newText: '' };
}

function withoutComma(node: SyntaxNode, span: Span): TextEdit {
  const { text, offset } = node.piece;
  const after = /^\s*,\s*/.exec(text.slice(span.end - offset));
  if (after) return { start: span.start, end: span.end + after[0].length, newText: '' };
  const before = /,\s*$/.exec(text.slice(0, span.start - offset));
  return { start: span.start - (before?.[0].length ?? 0), end: span.end, newText: '' };
}

function afterLastVisible(node: SyntaxNode, start: number): number {
  const { text, offset } = node.piece;
  let at = start - offset;
  while (at > 0 && /[\s-]/.test(text.charAt(at - 1)) && text.charAt(at - 1) !== ':') at--;
  return offset + at;
}

function charBefore(node: SyntaxNode): string {
  return node.piece.text.charAt(node.from - 1);
}
