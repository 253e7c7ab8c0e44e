import type { Entry, SyntaxNode } from './node.ts';

/** Adds the entries of a merge key (`<<`): after the written ones, replacing none; of several merged maps the first wins. */
export function mergeInto(entries: Entry[], merge: SyntaxNode): void {
  if (merge.kind === 'sequence') {
    for (const item of merge.items) mergeInto(entries, item);
    return;
  }
  if (merge.kind !== 'map') return;
  const known = new Set(entries.map(entry => entry.name));
  for (const entry of merge.entries) if (!known.has(entry.name)) entries.push({ ...entry, isMerged: true });
}
