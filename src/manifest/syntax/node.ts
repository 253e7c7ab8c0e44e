/**
 * The syntax tree of a manifest: what was written, and what kubectl's parser reads from it.
 *
 * Nodes are plain data. Their offsets are relative to the piece of text that they were parsed from, so that a piece
 * can move within its file (someone typed above it) without one of its nodes being touched.
 */

/** A stretch of a file that was parsed in one go. */
export interface Piece {
  readonly text: string;
  /** Where the piece begins in the file, in UTF-16 code units. Assigned anew whenever the file is put together. */
  offset: number;
}

interface NodeBase {
  readonly piece: Piece;
  /** First code unit of the node, relative to its piece. */
  readonly from: number;
  /** Code unit after the last one, relative to its piece. Trailing blanks, comments and line ends stay outside. */
  readonly to: number;
  /** The map or sequence that holds this node; undefined for the root of a document. For a key: its map. */
  parent: MapNode | SequenceNode | undefined;
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  /** What kubectl's parser (YAML 1.1, without timestamps) reads: `on` is true, `0755` is 493, `1e3` is 1000. */
  readonly value: string | number | boolean | null;
  /** The scalar's text after unquoting, unescaping and folding, before any type is read into it. */
  readonly text: string;
  readonly style: ScalarStyle;
  /** True where nothing was written at all, as after `image:`. The value is null and the range is empty. */
  readonly isAbsent: boolean;
}

export interface Entry {
  /** The key. Its `text` is what was written; the name that JSON gets is `name`. */
  readonly key: ScalarNode;
  /** The key as the API server sees it: `on:` becomes `true`, `1:` becomes `1`. */
  readonly name: string;
  readonly value: SyntaxNode;
  /** True where the entry came in by a merge key (`<<: *base`): its nodes stand elsewhere in the file. */
  readonly isMerged: boolean;
}

export interface MapNode extends NodeBase {
  readonly kind: 'map';
  /** In source order, with duplicates; merged entries after the written ones, without those that are overridden. */
  readonly entries: readonly Entry[];
  readonly isFlow: boolean;
}

export interface SequenceNode extends NodeBase {
  readonly kind: 'sequence';
  readonly items: readonly SyntaxNode[];
  readonly isFlow: boolean;
}

/**
 * A node of the tree. An alias (`*base`) stands in the tree as a node of its target's kind with the range of the alias
 * itself; what is below it is shared with the target.
 */
export type SyntaxNode = ScalarNode | MapNode | SequenceNode;

/** Offset of the node's first code unit in its file. */
export function startOf(node: SyntaxNode): number {
  return node.piece.offset + node.from;
}

/** Offset after the node's last code unit in its file. */
export function endOf(node: SyntaxNode): number {
  return node.piece.offset + node.to;
}

/** The source text of the node, as written. */
export function sourceOf(node: SyntaxNode): string {
  return node.piece.text.slice(node.from, node.to);
}
