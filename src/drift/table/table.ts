/** A column of numbers; NaN where the value is missing. */
export interface NumericColumn {
  readonly kind: 'numeric';
  readonly name: string;
  readonly values: Float64Array;
  /** Whether every row holds a whole number, as an integer type or integer notation says. */
  readonly areIntegers: boolean;
}

/** A column of words: one code a row, −1 where the value is missing. */
export interface CategoricalColumn {
  readonly kind: 'categorical';
  readonly name: string;
  readonly codes: Int32Array;
  /** The word of each code. */
  readonly dictionary: readonly string[];
}

/** A column that no test is made for, and what it holds instead: `dates`, `nested values` … */
export interface OtherColumn {
  readonly kind: 'other';
  readonly name: string;
  readonly holds: string;
  readonly rows: number;
}

export type Column = NumericColumn | CategoricalColumn | OtherColumn;

/** A table whose columns can be read one by one. */
export interface Table {
  readonly rows: number;
  /** Names in the order of the table. */
  readonly columnNames: readonly string[];
  /** Whether a column is read when it is asked for; otherwise all were read when the table was opened. */
  readonly isReadByColumn: boolean;
  /** Reads one column, whose rows the caller may bring into another order; throws for a name that the table lacks. */
  column(name: string): Promise<Column>;
}

/** A table that cannot be read, said in words for the user. */
export class TableError extends Error {
  override readonly name = 'TableError';
}
