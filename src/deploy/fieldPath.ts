import { isRecord, valueAt } from '../cluster/wireReader.ts';

/** A way through a JSON document: keys of objects and indexes of arrays. */
export type FieldPath = readonly (string | number)[];

/** What became of a written path in a document. */
export interface ResolvedField {
  /** The part that exists in the document. */
  readonly path: FieldPath;
  /** What was written behind it; empty when the whole path exists. */
  readonly rest: string;
}

/**
 * Finds a path that a server wrote in a document.
 *
 * Two spellings are read: validation's `spec.containers[0].image`, `metadata.labels[app.kubernetes.io/name]`, and
 * structured-merge-diff's `.spec.containers[name="a"].image`, `.spec.finalizers[="b"]`. Keys hold dots themselves and
 * neither spelling escapes them, so only the document can tell where a key ends: the longest key that leads on wins.
 * Where the path leaves the document, the deepest part that exists is given.
 */
export function resolveField(written: string, document: unknown): ResolvedField {
  const start = written.startsWith('.') || written.startsWith('[') ? written : `.${written}`;
  return walk(start, document, []);
}

function walk(rest: string, value: unknown, path: FieldPath): ResolvedField {
  let best: ResolvedField = { path, rest };
  for (const { key, after } of stepsInto(value, rest)) {
    const child = Array.isArray(value) ? value[Number(key)] : valueAt(value, String(key));
    const found = walk(after, child, [...path, key]);
    if (found.rest === '') return found;
    if (found.path.length > best.path.length) best = found;
  }
  return best;
}

interface Step {
  readonly key: string | number;
  readonly after: string;
}

function stepsInto(value: unknown, rest: string): readonly Step[] {
  if (Array.isArray(value)) return stepsIntoArray(value, rest);
  if (!isRecord(value)) return [];
  return Object.keys(value)
    .sort((a, b) => b.length - a.length)
    .flatMap(key => stepByKey(key, rest));
}

function stepByKey(key: string, rest: string): readonly Step[] {
  for (const spelling of [`.${key}`, `[${key}]`]) {
    if (!rest.startsWith(spelling)) continue;
    const after = rest.slice(spelling.length);
    if (after === '' || after.startsWith('.') || after.startsWith('[')) return [{ key, after }];
  }
  return [];
}

function stepsIntoArray(items: readonly unknown[], rest: string): readonly Step[] {
  const selector = /^\.?\[((?:"(?:[^"\\]|\\.)*"|[^\]"])*)\]/.exec(rest);
  const inside = selector?.[1];
  if (selector === null || inside === undefined) return [];
  const index = /^\d+$/.test(inside) ? Number(inside) : items.findIndex(item => isSelected(item, inside));
  return index >= 0 && index < items.length ? [{ key: index, after: rest.slice(selector[0].length) }] : [];
}

/** Tells whether an item is meant by `name="a",port=80`, or by `="a"` for an item that is itself the value. */
function isSelected(item: unknown, selector: string): boolean {
  const terms = [...selector.matchAll(/([^=,"]*)=("(?:[^"\\]|\\.)*"|[^,]*)/g)];
  return (
    terms.length > 0 &&
    terms.every(([, key, value]) => JSON.stringify(key === '' ? item : valueAt(item, key ?? '')) === value)
  );
}

/** Writes a path as the API server's validation does: `spec.containers[0].image`. */
export function fieldText(path: FieldPath): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${text}[${key}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}
