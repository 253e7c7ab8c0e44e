/** The fields of a map as far as single lines tell: names, and the text of scalar values without quotes. */
export type Fields = ReadonlyMap<string, string>;

/** A step on the way from a document's root to a place. */
export interface Step {
  /** A field's name, or `[]` for a list's item. */
  readonly name: string;
  /** The fields of the map that the step leads out of, with the text of their scalar values; none for a step out of a list. */
  readonly fields: () => Fields;
}

/** Where in a manifest the cursor stands, told from the lines alone, so that it holds in broken text. */
export interface Place {
  /** The way to the map, list or field that is being written. */
  readonly steps: readonly Step[];
  /** `entry`: a key, a list item or a scalar begins here, as the schema has it. `value`: the value of the last step's field. */
  readonly ask: 'entry' | 'value';
  /** The other fields of the map that an entry would join. */
  readonly fields: () => Fields;
  /** What is typed already and stands before the cursor. */
  readonly typed: string;
  /** The stretch of text that a completion takes the place of. */
  readonly start: number;
  readonly end: number;
  /** Column where the entry begins, by which the lines below it are indented. */
  readonly column: number;
  readonly isFlow: boolean;
  /** True where the key that is being written has its colon already. */
  readonly hasColon: boolean;
  /** The quote that is open at the cursor, or nothing. */
  readonly quote: '' | '"' | "'";
  /** True where a blank must come before the text, as after `image:` or `-`. */
  readonly needsBlank: boolean;
}

/** The answer for places that are in no map. */
export function noFields(): Fields {
  return none;
}

const none: Fields = new Map();
