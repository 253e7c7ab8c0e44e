import type { ManifestObject } from '../object.ts';
import type { Problem } from '../problem.ts';
import type { Piece, SyntaxNode } from './node.ts';

/** One document of a YAML file: what stands between two lines of `---`. */
export interface ManifestDocument {
  /** From 0, counting every part between separators, empty ones too. */
  readonly index: number;
  /** The document's whole text; its offset is where the document begins in the file. */
  readonly piece: Piece;
  /** Undefined where nothing but blanks and comments is written. */
  readonly root: SyntaxNode | undefined;
  /** What is wrong with the YAML itself. */
  readonly problems: readonly Problem[];
  /** The objects in it: none where it is no manifest, several for a `List`. */
  readonly objects: readonly ManifestObject[];
}
