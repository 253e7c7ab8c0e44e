/**
 * Reading what a server sent without trusting its shape.
 *
 * Every function takes anything and answers with the wanted type or with nothing. None of them throws.
 */

const nothing: Readonly<Record<string, unknown>> = Object.freeze({});

/** The value as a JSON object; an empty one where it is none. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : nothing;
}

/** Is the value a JSON object, and not a list or null? */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as a JSON list; an empty one where it is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value behind a path of keys; `undefined` where any part of the path is missing. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (!isRecord(current) || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return current;
}

/** The text behind a path. An empty text counts as absent, as it does for the API server. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** The finite number behind a path. */
export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

/** Is `true` behind the path? Absence means no. */
export function flagAt(value: unknown, ...path: readonly string[]): boolean {
  return valueAt(value, ...path) === true;
}

/** The list behind a path; empty where there is none. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  return listOf(valueAt(value, ...path));
}

/** The object behind a path; empty where there is none. */
export function recordAt(value: unknown, ...path: readonly string[]): Readonly<Record<string, unknown>> {
  return recordOf(valueAt(value, ...path));
}

/** An RFC 3339 time behind a path, in milliseconds since the epoch. */
export function timeAt(value: unknown, ...path: readonly string[]): number | undefined {
  const text = textAt(value, ...path);
  if (text === undefined) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

/** A text cut to `limit` characters, so that one long message does not weigh down a small record. */
export function shortText(text: string | undefined, limit = 400): string | undefined {
  return text === undefined || text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}

/**
 * The same text, but the one copy of it that the engine keeps for names of properties.
 *
 * Thousands of pods name the same nodes, owners and containers; each name that is read off the wire is a copy of its
 * own until it has been through here.
 */
export function sharedText(text: string | undefined): string | undefined {
  for (const name in { [text ?? '']: true }) return text === undefined ? undefined : name;
  return text;
}
