import type { Node } from './intern.ts';

/** A kind's schema as a node, and what it is called. */
export interface NamedRoot {
  readonly group: string;
  readonly kind: string;
  /** True for the version that the cluster keeps objects in. */
  readonly isStored: boolean;
  /** File below `schemas/` that holds the kind. */
  readonly file: string;
  readonly root: Node;
}

/** Where a shared part is written down. */
export interface Place {
  readonly file: string;
  readonly name: string;
}

/** What was seen of a shared node on the way through all kinds. */
interface Sight {
  readonly groups: Set<string>;
  readonly files: Set<string>;
  /** Names by the fields that hold it; those of a kind's own fields begin with the kind. */
  readonly names: Set<string>;
  /** Name by the first field that holds it, without its kind. */
  readonly plain: string;
}

/**
 * Gives each shared part a file and a name. Core types stand in `shared/<Type>.json`, one definition for each generation
 * (`Container`, `Container.2` …); so do parts that several groups use. What one group uses stands in the group's
 * `shared.json`, what one kind's file alone uses in that file.
 */
export function placesOf(
  roots: readonly NamedRoot[],
  isShared: (node: Node) => boolean,
): ReadonlyMap<Node, Place> {
  const sights = new Map<Node, Sight>();
  for (const root of roots) look(root, isShared, sights);
  const used = new Map<string, number>();
  const places = new Map<Node, Place>();
  const ordered = [...sights].sort(
    ([left], [right]) => right.uses - left.uses || compare(left.key, right.key),
  );
  for (const [node, sight] of ordered) {
    const file = fileOf(node, sight);
    const plain = node.own['x-timonel-type'] ?? calledBy(sight);
    const count = (used.get(`${file}#${plain}`) ?? 0) + 1;
    used.set(`${file}#${plain}`, count);
    places.set(node, { file, name: count === 1 ? plain : `${plain}.${count}` });
  }
  return places;
}

/** `InferenceServiceStatus` where one kind uses it, `Status` where several do. */
function calledBy({ names, plain }: Sight): string {
  const [only = plain] = names;
  return names.size === 1 ? only : plain;
}

function fileOf(node: Node, sight: Sight): string {
  const { groups, files } = sight;
  const type = node.own['x-timonel-type'];
  if (type !== undefined || groups.size > 1) return `shared/${type ?? calledBy(sight)}.json`;
  const [file = ''] = files;
  return files.size === 1 ? file : `${[...groups][0]}/shared.json`;
}

/** Walks a kind, each node once, and notes what is shared. */
function look(
  { group, file, root, kind }: NamedRoot,
  isShared: (node: Node) => boolean,
  sights: Map<Node, Sight>,
): void {
  const seen = new Set<Node>();
  const walk = (node: Node, plain: string, prefix: string): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (isShared(node)) {
      const sight = sights.get(node) ?? { groups: new Set(), files: new Set(), names: new Set(), plain };
      sight.names.add(prefix + plain);
      sights.set(node, sight);
      sight.groups.add(group);
      sight.files.add(file);
    }
    for (const [slot, part] of node.parts) walk(part, nameOf(slot, plain), node === root ? kind : '');
  };
  walk(root, kind, '');
}

/** `properties/tlsConfig` → `TlsConfig`; items and values are called as their list is, in the singular. */
function nameOf(slot: string, outer: string): string {
  if (slot === 'items' || slot === 'additionalProperties') return singular(outer);
  const field = slot.slice('properties/'.length).replace(/[^A-Za-z0-9]/g, '');
  return field.charAt(0).toUpperCase() + field.slice(1);
}

function singular(name: string): string {
  if (/(ss|us|is)$/.test(name)) return `${name}Item`;
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`;
  return name.endsWith('s') ? name.slice(0, -1) : `${name}Item`;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
