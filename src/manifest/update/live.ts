/** Reading the live object: plain JSON of unknown shape. */

/** The value at a path of field names and indexes; undefined where the path leads nowhere. */
export function liveAt(live: unknown, ...path: readonly (string | number)[]): unknown {
  let at = live;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Readonly<Record<string | number, unknown>>)[step];
  }
  return at ?? undefined;
}

/** The string at a path; undefined where there is something else or nothing. */
export function liveString(live: unknown, ...path: readonly (string | number)[]): string | undefined {
  const value = liveAt(live, ...path);
  return typeof value === 'string' ? value : undefined;
}

/** The items of the list at a path; none where there is no list. */
export function liveItems(live: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const value = liveAt(live, ...path);
  return Array.isArray(value) ? value : [];
}

/** Whether a condition of the live object's status holds. */
export function hasCondition(live: unknown, type: string): boolean {
  return liveItems(live, 'status', 'conditions').some(
    condition => liveString(condition, 'type') === type && liveString(condition, 'status') === 'True',
  );
}

/** Whether a value says nothing, so that writing it or leaving it out comes to the same: as Go leaves it out of JSON. */
export function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === 0 || value === false) return true;
  if (typeof value !== 'object') return false;
  return Object.values(value).every(isNothing);
}
