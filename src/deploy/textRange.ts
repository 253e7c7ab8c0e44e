/** A place in a text, counted from 0, in UTF-16 units as editors count. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** A stretch of text; `end` is just behind it. */
export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

/** The very beginning of a text: where something is reported that has no better place. */
export const textStart: TextRange = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
