import {
  type Budget,
  CelError,
  CelList,
  CelMap,
  Duration,
  Timestamp,
  TypeName,
  Uint,
  type Value,
} from '../value.ts';
import { bytesText, numberText, textOf } from './conversion.ts';

const clause = /%(?:%|(?:\.(\d{1,2}))?([a-zA-Z]))|%/g;

/** `'%s is %d'.format([name, 3])`: the clauses %s %d %f %e %x %X %o %b. Throws a CelError for wrong clauses and missing values. */
export function formatText(pattern: string, values: readonly Value[], budget: Budget): string {
  let next = 0;
  const text = pattern.replace(clause, (whole, precision: string | undefined, letter: string | undefined) => {
    if (whole === '%%') return '%';
    const value = values[next++];
    if (letter === undefined || value === undefined)
      throw new CelError('the format and its values do not fit');
    budget.spend(1);
    return written(letter, value, precision === undefined ? undefined : Number(precision));
  });
  budget.spend(text.length >> 4);
  return text;
}

function written(letter: string, value: Value, precision: number | undefined): string {
  switch (letter) {
    case 's':
      return anyText(value);
    case 'd':
      return String(wholeNumber(value));
    case 'b':
      return typeof value === 'boolean' ? String(Number(value)) : wholeNumber(value).toString(2);
    case 'o':
      return wholeNumber(value).toString(8);
    case 'x':
      return hexText(value);
    case 'X':
      return hexText(value).toUpperCase();
    case 'f':
      return floating(value).toFixed(precision ?? 6);
    case 'e':
      return floating(value)
        .toExponential(precision ?? 6)
        .replace(/e([+-])(\d)$/, 'e$10$2');
    default:
      throw new CelError(`%${letter} is no clause of a format`);
  }
}

function anyText(value: Value): string {
  if (value instanceof CelList) return `[${value.items.map(anyText).join(', ')}]`;
  if (value instanceof CelMap)
    return `{${value
      .keys()
      .map(key => `${anyText(key)}: ${anyText(value.get(key) ?? null)}`)
      .sort()
      .join(', ')}}`;
  if (value === null) return 'null';
  if (value instanceof TypeName) return value.name;
  if (value instanceof Uint8Array) return bytesText(value);
  if (typeof value === 'number') return numberText(value);
  if (value instanceof Duration || value instanceof Timestamp || value instanceof Uint)
    return textOf(value) ?? '';
  return textOf(value) ?? '';
}

function hexText(value: Value): string {
  if (typeof value === 'string') return hexText(new TextEncoder().encode(value));
  if (value instanceof Uint8Array) return [...value].map(byte => byte.toString(16).padStart(2, '0')).join('');
  return wholeNumber(value).toString(16);
}

function wholeNumber(value: Value): bigint {
  const number = value instanceof Uint ? value.value : value;
  if (typeof number !== 'bigint') throw new CelError('the clause wants a whole number');
  return number;
}

function floating(value: Value): number {
  if (typeof value === 'number') return value;
  return Number(wholeNumber(value));
}
