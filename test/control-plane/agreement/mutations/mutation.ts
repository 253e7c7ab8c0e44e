import type { TextEdit } from '../../../../src/manifest/fix/fix.ts';
import { inlineYaml, scalarText } from '../../../../src/manifest/fix/write.ts';
import { endOf, startOf } from '../../../../src/manifest/syntax/node.ts';
import type { Random } from '../../../support/schemaMutations.ts';
import type { Place } from '../places.ts';

/** One way to spoil a place of a manifest; undefined where it does not apply there. */
export type Mutation = (place: Place, random: Random) => readonly TextEdit[] | undefined;

/** Writes another value in place of any node. `value` is plain JSON. */
export function replaced({ node, entry, parent }: Place, value: unknown): readonly TextEdit[] {
  const newText = isScalar(value) ? scalarText(value) : inlineYaml(value);
  return [{ ...whereValue({ node, entry, parent }), newText: ` ${newText}` }];
}

/** Writes a text as it is in place of any node. */
export function rewritten(place: Place, text: string): readonly TextEdit[] {
  return [{ ...whereValue(place), newText: ` ${text}` }];
}

/** From behind the colon or dash, so that what stood on lines of its own may become one line. */
function whereValue({ node, entry }: Pick<Place, 'node' | 'entry' | 'parent'>): Omit<TextEdit, 'newText'> {
  if (entry === undefined) return { start: startOf(node), end: endOf(node) };
  const { text, offset } = entry.key.piece;
  const colon = text.indexOf(':', entry.key.to);
  return { start: offset + colon + 1, end: Math.max(offset + colon + 1, endOf(node)) };
}

function isScalar(value: unknown): value is string | number | boolean | null {
  return value === null || typeof value !== 'object';
}

export function oneOf<Item>(items: readonly Item[], random: Random): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((so, { start, end, newText }) => so.slice(0, start) + newText + so.slice(end), text);
}
