import type { ManifestObject } from '../object.ts';
import type { ManifestDocument } from '../syntax/document.ts';
import { stringAt } from '../syntax/lookup.ts';
import {
  type Entry,
  endOf,
  type MapNode,
  type ScalarNode,
  type SyntaxNode,
  startOf,
} from '../syntax/node.ts';
import { documentAt } from './objectAt.ts';

/** What stands at an offset of the text, and the way to it. */
export interface Pointed {
  /** From the document's root to the innermost node; the last one is the key itself where the offset stands on a key. */
  readonly chain: readonly SyntaxNode[];
  /** Names of the steps to that node (of a key: to its value) from the object's root, with `[]` for list items. */
  readonly steps: readonly string[];
  /** The object around it; undefined in a document that is no manifest. */
  readonly object: ManifestObject | undefined;
  /** The entry that the offset stands on, by its key or its scalar value. */
  readonly entry: Entry | undefined;
  readonly isKey: boolean;
}

/** Finds what an offset points at; undefined outside of every node. */
export function pointedAt(documents: readonly ManifestDocument[], offset: number): Pointed | undefined {
  const document = documentAt(documents, offset);
  if (document?.root === undefined || !holds(document.root, offset)) return undefined;
  const finder = new Finder(document);
  finder.descend(document.root, offset);
  return finder;
}

class Finder implements Pointed {
  readonly chain: SyntaxNode[] = [];
  steps: string[] = [];
  object: ManifestObject | undefined;
  entry: Entry | undefined;
  isKey = false;
  readonly #objects: ReadonlyMap<SyntaxNode, ManifestObject>;

  constructor(document: ManifestDocument) {
    this.#objects = new Map(document.objects.map(object => [object.node, object]));
  }

  descend(node: SyntaxNode, offset: number): void {
    this.chain.push(node);
    if (node.kind === 'map') this.#map(node, offset);
    if (node.kind !== 'sequence') return;
    const item = node.items.find(one => holds(one, offset));
    if (item === undefined) return;
    this.steps.push('[]');
    this.entry = undefined;
    this.descend(item, offset);
  }

  #map(node: MapNode, offset: number): void {
    const object = this.#objects.get(node) ?? embedded(node, this.chain.length);
    if (object !== undefined) {
      this.object = object;
      this.steps = [];
    }
    const entry = node.entries.find(
      ({ key, value, isMerged }) => !isMerged && (holds(key, offset) || holds(value, offset)),
    );
    if (entry === undefined) {
      this.entry = undefined;
      return;
    }
    this.steps.push(entry.name);
    this.entry = entry;
    this.isKey = holds(entry.key, offset);
    if (this.isKey) this.chain.push(entry.key);
    else this.descend(entry.value, offset);
  }
}

function holds(node: SyntaxNode, offset: number): boolean {
  return startOf(node) <= offset && offset <= endOf(node);
}

/** An object inside another, as the trial of a Katib experiment. */
function embedded(node: MapNode, depth: number): ManifestObject | undefined {
  const kind = stringAt(node, 'kind');
  const apiVersion = stringAt(node, 'apiVersion');
  const isObject = node.entries.some(({ name }) => name === 'metadata' || name === 'spec');
  if (depth < 2 || kind === undefined || apiVersion === undefined || !isObject) return undefined;
  const slash = apiVersion.lastIndexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  const name = stringAt(node, 'metadata', 'name');
  return { node, group, version: apiVersion.slice(slash + 1), kind, name, namespace: undefined };
}

/** The scalar that is pointed at, be it key or value. */
export function scalarOf(pointed: Pointed): ScalarNode | undefined {
  const last = pointed.chain.at(-1);
  return last?.kind === 'scalar' ? last : undefined;
}
