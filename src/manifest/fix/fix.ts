import type { Message } from '../say.ts';

/** A replacement in the file: offsets in UTF-16 code units from the file's start. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** One way to mend a problem. */
export interface Fix {
  readonly title: Message;
  /** In any order, not overlapping. */
  readonly edits: readonly TextEdit[];
  /** False where the user has to look at it, and it must not be part of *fix all*. Default true. */
  readonly isSafe?: boolean;
}
