/** A number as logs print it, as the source of a regular expression without groups. Signs and exponents included. */
export const numberPattern = String.raw`[-+]?(?:(?:\d{1,40}\.?\d{0,40}|\.\d{1,40})(?:[eE][-+]?\d{1,4})?|nan|inf(?:inity)?)`;

const whole = new RegExp(`^${numberPattern}$`, 'i');

/** Reads a whole text as a number; `nan` and `inf` in any case are numbers. `undefined` for anything else. */
export function parseNumber(text: string): number | undefined {
  if (!whole.test(text)) return undefined;
  const lower = text.toLowerCase();
  if (lower.endsWith('nan')) return Number.NaN;
  if (lower.includes('inf'))
    return lower.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(text);
}
