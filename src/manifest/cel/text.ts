/** Strings as CEL sees them: sequences of code points, not of UTF-16 code units. */

const surrogate = /[\ud800-\udfff]/;

/** How many code points a text has. */
export function lengthOf(text: string): number {
  return surrogate.test(text) ? [...text].length : text.length;
}

/** The code points from one position up to another. */
export function sliceOf(text: string, from: number, to?: number): string {
  return surrogate.test(text) ? [...text].slice(from, to).join('') : text.slice(from, to);
}

/** Position of the first occurrence at or after a position, in code points; -1 where there is none. */
export function positionOf(text: string, part: string, from: number): number {
  if (!surrogate.test(text)) return text.indexOf(part, from);
  const points = [...text];
  const at = text.indexOf(part, points.slice(0, from).join('').length);
  return at < 0 ? -1 : lengthOf(text.slice(0, at));
}

/** Position of the last occurrence at or before a position, in code points; -1 where there is none. */
export function lastPositionOf(text: string, part: string, from: number): number {
  if (!surrogate.test(text)) return text.lastIndexOf(part, from);
  const points = [...text];
  const at = text.lastIndexOf(part, points.slice(0, from).join('').length);
  return at < 0 ? -1 : lengthOf(text.slice(0, at));
}
