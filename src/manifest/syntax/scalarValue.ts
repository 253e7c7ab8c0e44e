const words: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    word => [word, true] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    word => [word, false] as const,
  ),
  ...['', '~', 'null', 'Null', 'NULL'].map(word => [word, null] as const),
]);

const specialFloat = /^(?:\.(?:nan|NaN|NAN)|[-+]?\.(?:inf|Inf|INF))$/;
const integer = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/**
 * What kubectl's parser reads from a plain scalar: YAML 1.1 as `sigs.k8s.io/yaml` has it on the way to JSON. Words such as
 * `on` and `y` are booleans, `0755` is octal, `1_000` is a number; dates, base-60 numbers and everything else are text.
 * Infinities and NaN have no JSON (see `hasNoJson`): they stay text here.
 */
export function plainScalarValue(text: string): string | number | boolean | null {
  const word = words.get(text);
  if (word !== undefined) return word;
  if (!startsLikeNumber(text) || specialFloat.test(text)) return text;
  const digits = text.charCodeAt(0) === point ? text : text.replaceAll('_', '');
  return integerValue(digits) ?? (float.test(digits) ? Number(digits) : text);
}

/** Infinities and NaN: kubectl reads them, but cannot hand them on as JSON. */
export function hasNoJson(text: string): boolean {
  return startsLikeNumber(text) && specialFloat.test(text);
}

const point = 46;

function startsLikeNumber(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first >= 48 && first <= 57) || first === point || first === 43 || first === 45;
}

function integerValue(digits: string): number | undefined {
  const [, sign, hexadecimal, binary, octal, decimal] = integer.exec(digits) ?? [];
  if (sign === undefined) return undefined;
  const magnitude =
    hexadecimal !== undefined
      ? Number(`0x${hexadecimal}`)
      : binary !== undefined
        ? Number(`0b${binary}`)
        : octal !== undefined
          ? Number(`0o${octal}`)
          : Number(decimal);
  return sign === '-' ? -magnitude : magnitude;
}

/** The name that JSON gets from a key: keys that YAML reads as numbers or booleans are written out. */
export function keyName(value: string | number | boolean | null): string {
  return value === null ? 'null' : String(value);
}
