import { entryHolding } from '../syntax/lookup.ts';
import { endOf, type MapNode, type ScalarNode, type SyntaxNode, sourceOf, startOf } from '../syntax/node.ts';
import { insertField, removeEntry } from './edits.ts';
import type { TextEdit } from './fix.ts';

/** Puts a value into a list of its own; undefined where it stands in no place that tells how. */
export function wrapInList(node: SyntaxNode): readonly TextEdit[] | undefined {
  const entry = entryHolding(node);
  if (entry === undefined || entry.isMerged || node.parent === undefined) return undefined;
  const [start, end] = [startOf(node), endOf(node)];
  if (node.kind === 'scalar') {
    if (node.style === 'literal' || node.style === 'folded') return undefined;
    const isPlain = node.style === 'plain' && !/[,[\]{}]/.test(node.text);
    const text = node.style === 'plain' && !isPlain ? JSON.stringify(node.text) : sourceOf(node);
    return text.includes('\n') ? undefined : [{ start, end, newText: `[${text}]` }];
  }
  if (node.kind === 'sequence' || sourceOf(node).startsWith('*')) return undefined;
  if (node.isFlow) return [{ start, end, newText: `[${sourceOf(node)}]` }];
  return indented(node, start);
}

/** The first line gets the dash, all others two blanks more. */
function indented(node: MapNode, start: number): readonly TextEdit[] | undefined {
  const first = node.entries[0];
  if (first === undefined || startOf(first.key) !== start) return undefined;
  const edits: TextEdit[] = [{ start, end: start, newText: '- ' }];
  const source = sourceOf(node);
  for (let line = source.indexOf('\n') + 1; line > 0; line = source.indexOf('\n', line) + 1)
    if (/[^\r\n]/.test(source.charAt(line)))
      edits.push({ start: start + line, end: start + line, newText: '  ' });
  return edits;
}

/** Puts a blank behind the colon of `key:value`; undefined where a text is no such thing. */
export function spaceBehindColon(scalar: ScalarNode): readonly TextEdit[] | undefined {
  const colon = scalar.style === 'plain' ? /^[A-Za-z][\w.-]*(?=:[^\s/:])/.exec(scalar.text) : null;
  if (colon === null || scalar.text.includes('\n')) return undefined;
  const at = startOf(scalar) + colon[0].length + 1;
  return [{ start: at, end: at, newText: ' ' }];
}

/** Puts `{{ … }}` into quotes, which YAML reads as maps; undefined where something else stands. */
export function quoteBraces(node: SyntaxNode): readonly TextEdit[] | undefined {
  const source = sourceOf(node);
  if (node.kind !== 'map' || !/^\{\{[^{}\n]*\}\}$/.test(source)) return undefined;
  return [{ start: startOf(node), end: endOf(node), newText: JSON.stringify(source) }];
}

/**
 * Moves a field, given by its key, with its lines into another map, at its end; undefined where the two changes would meet.
 * The value is written anew, so comments in it are lost.
 */
export function moveField(key: ScalarNode, value: unknown, into: MapNode): readonly TextEdit[] | undefined {
  const [removal] = removeEntry(key);
  const [insertion] = insertField(into, key.text, value);
  if (removal === undefined || insertion === undefined) return undefined;
  if (insertion.end < removal.start || insertion.start > removal.end) return [insertion, removal];
  // An end of the line before, and nothing but whole lines taken: one stands right in place of the other.
  const isAfter = insertion.start === removal.start - 1 || insertion.start === removal.end - 1;
  if (!isAfter || removal.newText !== '') return undefined;
  const tail = insertion.start === removal.start - 1 ? '' : '\n';
  if (tail === '') return [insertion, removal];
  return [{ start: removal.start, end: removal.end, newText: `${insertion.newText.slice(1)}${tail}` }];
}
