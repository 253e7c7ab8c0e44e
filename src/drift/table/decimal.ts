const ZERO = 0x30;
const NINE = 0x39;
const POINT = 0x2e;
const PLUS = 0x2b;
const MINUS = 0x2d;
/** Up to so many digits, and powers of ten up to 22, a product or quotient of doubles is the nearest double. */
const EXACT_DIGITS = 15;
const POWERS_OF_TEN = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/**
 * Reads the bytes from start up to end as a plain decimal number, such as `−12.5`, to the nearest double.
 *
 * @returns NaN where they are none, or where a number needs the engine's own, slower reading.
 */
export function parsePlainDecimal(bytes: Uint8Array, start: number, end: number): number {
  const sign = bytes[start];
  let at = sign === MINUS || sign === PLUS ? start + 1 : start;
  let mantissa = 0;
  let digits = 0;
  let decimals = 0;
  let hasPoint = false;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte >= ZERO && byte <= NINE) {
      mantissa = mantissa * 10 + (byte - ZERO);
      digits++;
      if (hasPoint) decimals++;
    } else if (byte === POINT && !hasPoint) {
      hasPoint = true;
    } else {
      return Number.NaN;
    }
  }
  if (digits === 0 || digits > EXACT_DIGITS) return Number.NaN;
  const value = decimals === 0 ? mantissa : mantissa / (POWERS_OF_TEN[decimals] as number);
  return sign === MINUS ? -value : value;
}

/** Whether a text that is a number is written as a whole one: an optional sign and digits. */
export function isWholeNotation(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    const isSign = at === start && (byte === MINUS || byte === PLUS);
    if (!isSign && (byte < ZERO || byte > NINE)) return false;
  }
  return end > start;
}
