import type { SyntaxNode } from './node.ts';

/** A syntax error, as the parser tells it, in offsets of the piece. */
export interface SyntaxFlaw {
  /** The parser's own code, or one of ours: `ALIAS_BOMB`, `ALIAS_CYCLE`, `UNKNOWN_ALIAS`, `COMPLEX_KEY`, `MISSING_KEY`, `NO_JSON`, `TOO_DEEP`. */
  readonly code: string;
  readonly message: string;
  readonly from: number;
  readonly to: number;
}

/** What a parser made of a piece. */
export interface Composed {
  /** Undefined where nothing is written. */
  readonly root: SyntaxNode | undefined;
  readonly flaws: readonly SyntaxFlaw[];
}

/** A list or a map in place of a key. */
export const complexKey = {
  code: 'COMPLEX_KEY',
  message: 'A key must be a plain name: Kubernetes reads no lists or maps as keys.',
} as const;
