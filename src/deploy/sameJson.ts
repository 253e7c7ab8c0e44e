import { isRecord } from '../cluster/wireReader.ts';

const first = ['apiVersion', 'kind', 'metadata', 'name', 'namespace', 'labels', 'annotations'];

/** A JSON value with the keys of its objects in reading order: identity first, then the rest by name. */
export function inReadingOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inReadingOrder);
  if (!isRecord(value)) return value;
  const keys = Object.keys(value).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(keys.map(key => [key, inReadingOrder(value[key])]));
}

function rank(key: string): number {
  const place = first.indexOf(key);
  return place < 0 ? first.length : place;
}

/** Tells whether two JSON values are equal, whatever the order of their keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(inReadingOrder(a)) === JSON.stringify(inReadingOrder(b));
}
