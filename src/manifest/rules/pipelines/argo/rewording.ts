import type { Fix } from '../../../fix/fix.ts';
import { say } from '../../../say.ts';
import type { ScalarNode } from '../../../syntax/node.ts';
import { nearest } from '../../core/nearest.ts';

/**
 * Fixes that write the nearest of some words in place of a part of a text, as the name of an input in
 * `{{inputs.parameters.mesage}}`; none where no word is near or the part is not found as it stands.
 */
export function rewording(scalar: ScalarNode, part: string, words: Iterable<string>): () => readonly Fix[] {
  return () => {
    const likely = nearest(part, [...words]);
    const from = scalar.piece.text.indexOf(part, scalar.from);
    if (likely === undefined || from === -1 || from >= scalar.to) return [];
    const start = scalar.piece.offset + from;
    return [{ title: say`Write ${likely}`, edits: [{ start, end: start + part.length, newText: likely }] }];
  };
}
