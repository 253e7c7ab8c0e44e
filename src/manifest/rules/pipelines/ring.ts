/**
 * Names that wait for one another in a ring, or for such a ring: what is left when all that wait for nothing have been taken
 * away, again and again. `waiting` holds, by name, the names that it waits for; those that are not in it are no hindrance.
 */
export function ringAmong(waiting: ReadonlyMap<string, Iterable<string>>): readonly string[] {
  const readers = new Map<string, string[]>();
  const open = new Map<string, number>();
  for (const [name, links] of waiting) {
    const known = [...new Set(links)].filter(link => waiting.has(link));
    open.set(name, known.length);
    for (const link of known) {
      const list = readers.get(link);
      if (list === undefined) readers.set(link, [name]);
      else list.push(name);
    }
  }
  const ready = [...open].filter(([, count]) => count === 0).map(([name]) => name);
  for (let name = ready.pop(); name !== undefined; name = ready.pop()) {
    open.delete(name);
    for (const reader of readers.get(name) ?? []) {
      const count = (open.get(reader) ?? 0) - 1;
      open.set(reader, count);
      if (count === 0) ready.push(reader);
    }
  }
  return [...open.keys()];
}

/** Names for a sentence; those beyond the first ten are told by three dots. */
export function named(names: readonly string[]): string {
  return names.length > 10 ? `${names.slice(0, 10).join(', ')} …` : names.join(', ');
}
