import type { Entry, MapNode, ScalarNode, SequenceNode, SyntaxNode } from './node.ts';

/** The entry that counts for a name: the last one, as the server's decoder sees it. Undefined where there is none. */
export function entryOf(node: SyntaxNode | undefined, name: string): Entry | undefined {
  if (node?.kind !== 'map') return undefined;
  for (let index = node.entries.length - 1; index >= 0; index--) {
    const entry = node.entries[index];
    if (entry?.name === name) return entry;
  }
  return undefined;
}

/** The value at a path of field names and list indexes; undefined where the path leads nowhere. */
export function nodeAt(
  node: SyntaxNode | undefined,
  ...path: readonly (string | number)[]
): SyntaxNode | undefined {
  let at = node;
  for (const step of path) {
    if (at === undefined) return undefined;
    if (typeof step === 'string') at = entryOf(at, step)?.value;
    else at = at.kind === 'sequence' ? at.items[step] : undefined;
  }
  return at;
}

export function mapAt(
  node: SyntaxNode | undefined,
  ...path: readonly (string | number)[]
): MapNode | undefined {
  const at = nodeAt(node, ...path);
  return at?.kind === 'map' ? at : undefined;
}

/** The items of the list at a path; none where there is no list. */
export function itemsAt(
  node: SyntaxNode | undefined,
  ...path: readonly (string | number)[]
): readonly SyntaxNode[] {
  const at = nodeAt(node, ...path);
  return at?.kind === 'sequence' ? at.items : [];
}

export function scalarAt(
  node: SyntaxNode | undefined,
  ...path: readonly (string | number)[]
): ScalarNode | undefined {
  const at = nodeAt(node, ...path);
  return at?.kind === 'scalar' ? at : undefined;
}

/** The string at a path; undefined where there is something else or nothing. */
export function stringAt(
  node: SyntaxNode | undefined,
  ...path: readonly (string | number)[]
): string | undefined {
  const value = scalarAt(node, ...path)?.value;
  return typeof value === 'string' ? value : undefined;
}

export function numberAt(
  node: SyntaxNode | undefined,
  ...path: readonly (string | number)[]
): number | undefined {
  const value = scalarAt(node, ...path)?.value;
  return typeof value === 'number' ? value : undefined;
}

/** The entry whose key or value a node is; undefined for list items and roots. */
export function entryHolding(node: SyntaxNode): Entry | undefined {
  const { parent } = node;
  if (parent?.kind !== 'map') return undefined;
  return parent.entries.find(entry => entry.value === node || entry.key === node);
}

const plainName = /^[A-Za-z_$][A-Za-z0-9_$-]*$/;

/**
 * The path from the document's root (or from `top`) to a node, as the API server writes it:
 * `spec.containers[0].image`, `metadata.labels[app.kubernetes.io/name]`. The root's own path is empty.
 */
export function pathOf(node: SyntaxNode, top?: SyntaxNode): string {
  const steps: string[] = [];
  for (let at: SyntaxNode = node; at !== top && at.parent !== undefined; at = at.parent)
    steps.push(stepTo(at, at.parent));
  return steps.reverse().join('').replace(/^\./, '');
}

function stepTo(node: SyntaxNode, parent: MapNode | SequenceNode): string {
  if (parent.kind === 'sequence') return `[${parent.items.indexOf(node)}]`;
  const name = entryHolding(node)?.name ?? '';
  return plainName.test(name) ? `.${name}` : `[${name}]`;
}

/** What a node is as JSON: kubectl's reading. Later duplicates win. */
export function toJson(node: SyntaxNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return node.items.map(toJson);
  const merged = node.entries.filter(entry => entry.isMerged);
  const written = node.entries.filter(entry => !entry.isMerged);
  return Object.fromEntries([...merged, ...written].map(entry => [entry.name, toJson(entry.value)]));
}
