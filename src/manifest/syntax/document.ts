import type { ManifestObject } from '../object.ts';
import type { Problem } from '../problem.ts';
import type { Part } from './composeCut.ts';
import type { ScannedLines } from './lineScan.ts';
import type { Piece, SyntaxNode } from './node.ts';

/** One document of a YAML file: what stands between two lines of `---`. */
export interface ManifestDocument {
  /** From 0, counting every part between separators, empty ones too. */
  readonly index: number;
  /** The document's whole text; its offset is where the document begins in the file. The same as long as the text is. */
  readonly piece: Piece;
  /** Undefined where nothing but blanks and comments is written. */
  readonly root: SyntaxNode | undefined;
  /** What is wrong with the YAML itself. */
  readonly problems: readonly Problem[];
  /** The objects in it: none where it is no manifest, several for a `List`. */
  readonly objects: readonly ManifestObject[];
  /** The pieces that a big document is read in; empty where it was read in one go. */
  readonly parts: readonly Part[];
  /** The lines of a big document; undefined where it was read in one go. */
  readonly lines: ScannedLines | undefined;
}
