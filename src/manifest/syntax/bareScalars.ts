import type { Piece, ScalarNode } from './node.ts';

/** A value that was not written, at the offset of its piece where it would stand. */
export function absentScalar(piece: Piece, at: number, parent: ScalarNode['parent']): ScalarNode {
  const from = Math.min(at, piece.text.length);
  return { ...nullScalar(piece, [from, from], parent), isAbsent: true };
}

/** Stands in the tree for what is written but cannot be read. */
export function nullScalar(
  piece: Piece,
  [from, to]: readonly [number, number],
  parent: ScalarNode['parent'],
): ScalarNode {
  return { kind: 'scalar', piece, from, to, parent, value: null, text: '', style: 'plain', isAbsent: false };
}

/** A stretch of a piece as a node outside of the tree: a place for problems of the text itself. */
export function stretchOf(piece: Piece, from: number, to: number): ScalarNode {
  const text = piece.text.slice(from, to);
  return { ...nullScalar(piece, [from, to], undefined), value: text, text };
}
