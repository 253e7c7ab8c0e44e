/** What stands for a missing value in a delimited text, as pandas reads it. */
const MISSING: ReadonlySet<string> = new Set([
  '',
  '#N/A',
  '#N/A N/A',
  '#NA',
  '-1.#IND',
  '-1.#QNAN',
  '-NaN',
  '-nan',
  '1.#IND',
  '1.#QNAN',
  '<NA>',
  'N/A',
  'NA',
  'NULL',
  'NaN',
  'None',
  'n/a',
  'nan',
  'null',
]);
const INFINITY = /^([+-]?)inf(inity)?$/i;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Whether a trimmed field stands for a missing value. */
export function isMissingWord(text: string): boolean {
  return text.length <= 8 && MISSING.has(text);
}

/** The number that a trimmed field is, in any usual notation; undefined where it is none. */
export function parseAnyNumber(text: string): number | undefined {
  if (NUMBER.test(text)) return Number(text);
  const infinity = INFINITY.exec(text);
  if (!infinity) return undefined;
  return infinity[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}
