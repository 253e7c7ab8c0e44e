import { keptByNode } from '../keptByNode.ts';
import type { ManifestObject } from '../object.ts';
import { itemsAt, nodeAt, scalarAt, stringAt } from '../syntax/lookup.ts';
import type { MapNode, ScalarNode, SequenceNode, SyntaxNode } from '../syntax/node.ts';
import { isPlaceholder } from '../syntax/placeholder.ts';
import type { PartRole, ReferenceRow, TargetKind } from './referenceRow.ts';
import { ReferenceIndex, stepsOf } from './referenceTable.ts';

/** A part of the target that the object asks for as well. */
export interface ReferencePart {
  readonly role: PartRole;
  /** A key, a port's name, or a port's number in digits. */
  readonly name: string;
  readonly at: ScalarNode;
}

/** One name in a manifest that means another object. */
export interface Reference {
  /** What it may mean, the usual kind first. Never empty. */
  readonly to: readonly TargetKind[];
  readonly name: string;
  /** The scalar that holds the name; the name may be a part of its text (`pvc://name/path`). */
  readonly at: ScalarNode;
  /** The namespace that it names; undefined where it is the object's own. */
  readonly namespace: string | undefined;
  readonly parts: readonly ReferencePart[];
  /** True where the object says `optional: true`: then nothing waits for the target. */
  readonly isOptional: boolean;
  readonly row: ReferenceRow;
}

const index = new ReferenceIndex();
const topOnly = new Set(['status', 'data', 'stringData', 'binaryData']);

/**
 * Every name in an object that means another object, in the order of the text. Placeholders are left out, and so are names
 * of kinds that cannot be looked up (users of a role binding). Kept by node: asking again costs nothing.
 */
export function referencesOf(object: ManifestObject): readonly Reference[] {
  return kept(object.node);
}

const kept = keptByNode((node: MapNode): readonly Reference[] => {
  const found: Reference[] = [];
  const walk = new Walk(kindOf(node), found);
  for (const entry of node.entries) if (!topOnly.has(entry.name)) walk.field(entry.name, entry.value);
  return onePerNode(found);
});

/** What an alias shares with its anchor is told once. */
function onePerNode(found: readonly Reference[]): readonly Reference[] {
  const seen = new Set<ScalarNode>();
  return found.filter(({ at }) => {
    const isNew = !seen.has(at);
    seen.add(at);
    return isNew;
  });
}

function kindOf(node: MapNode): string {
  const apiVersion = stringAt(node, 'apiVersion') ?? '';
  const slash = apiVersion.lastIndexOf('/');
  return `${slash < 0 ? '' : apiVersion.slice(0, slash)}/${stringAt(node, 'kind') ?? ''}`;
}

/** Deeper than any manifest; a file that is nested further must not break the walk. */
const deepest = 200;

interface KeptItem {
  readonly path: string;
  readonly kind: string;
  readonly found: readonly Reference[];
}

const keptItems = new WeakMap<MapNode, KeptItem>();

class Walk {
  readonly #kind: string;
  readonly #found: Reference[];
  readonly #steps: string[];
  /** True below an item whose references are kept as a whole. */
  readonly #isKept: boolean;
  /** Keeps cycles of aliases from being walked for ever. */
  readonly #seen = new Set<SyntaxNode>();

  constructor(kind: string, found: Reference[], steps?: readonly string[]) {
    this.#kind = kind;
    this.#found = found;
    this.#steps = [...(steps ?? [])];
    this.#isKept = steps !== undefined;
  }

  field(name: string, value: SyntaxNode): void {
    this.#steps.push(name);
    this.#visit(value);
    this.#steps.pop();
  }

  #visit(node: SyntaxNode): void {
    if (node.kind === 'scalar') this.#scalar(node);
    else if (this.#steps.length > deepest || this.#seen.has(node)) return;
    else if (node.kind === 'sequence') this.#sequence(node);
    else this.#map(node);
  }

  #map(node: MapNode): void {
    this.#seen.add(node);
    if (isEmbeddedObject(node)) this.#found.push(...kept(node));
    else for (const entry of node.entries) if (!entry.isMerged) this.field(entry.name, entry.value);
  }

  #sequence(node: SequenceNode): void {
    this.#seen.add(node);
    this.#steps.push('[]');
    const path = this.#steps.join('/');
    for (const item of node.items) {
      if (this.#isKept || item.kind !== 'map') this.#visit(item);
      else this.#found.push(...this.#keptItem(item, path));
    }
    this.#steps.pop();
  }

  /** The references of an outermost list's item, kept for as long as its text and its path stay the same. */
  #keptItem(item: MapNode, path: string): readonly Reference[] {
    const known = keptItems.get(item);
    if (known?.path === path && known.kind === this.#kind) return known.found;
    const found: Reference[] = [];
    new Walk(this.#kind, found, this.#steps).#visit(item);
    keptItems.set(item, { path, kind: this.#kind, found });
    return found;
  }

  #scalar(at: ScalarNode): void {
    const row = index.nameAt(this.#kind, this.#steps);
    const reference = row && referenceAt(at, row);
    if (reference !== undefined) this.#found.push(reference);
  }
}

/** An object inside another, as the trial of a Katib experiment: its fields are those of its own kind. */
function isEmbeddedObject(node: MapNode): boolean {
  return (
    scalarAt(node, 'kind') !== undefined &&
    stringAt(node, 'apiVersion') !== undefined &&
    nodeAt(node, 'spec') !== undefined
  );
}

function referenceAt(at: ScalarNode, row: ReferenceRow): Reference | undefined {
  if (typeof at.value !== 'string' || at.value === '' || isPlaceholder(at)) return undefined;
  const name = row.nameIn === undefined ? at.value : row.nameIn(at.value);
  const holder = at.parent;
  if (name === undefined || holder === undefined) return undefined;
  const text = (path: string) => textAt(holder, path);
  const chosen = row.choose?.(text);
  if (row.choose !== undefined && chosen === undefined) return undefined;
  return {
    to: chosen === undefined ? row.to : [chosen],
    name,
    at,
    namespace: row.namespace === undefined ? undefined : text(row.namespace),
    parts: partsOf(holder, row),
    isOptional: text('optional') === 'true',
    row,
  };
}

function textAt(holder: SyntaxNode, path: string): string | undefined {
  const scalar = scalarAt(holder, ...stepsOf(path));
  return scalar === undefined || scalar.isAbsent ? undefined : scalar.text;
}

function partsOf(holder: SyntaxNode, row: ReferenceRow): readonly ReferencePart[] {
  return Object.entries(row.parts ?? {}).flatMap(([path, role]) =>
    scalarsAt(holder, path)
      .filter(at => !at.isAbsent && at.text !== '' && !isPlaceholder(at))
      .map(at => ({ role, name: at.text, at })),
  );
}

/** The scalars at a path of at most one list: `key` or `items[].key`. */
function scalarsAt(holder: SyntaxNode, path: string): readonly ScalarNode[] {
  const steps = stepsOf(path);
  const list = steps.indexOf('[]');
  const nodes =
    list < 0
      ? [scalarAt(holder, ...steps)]
      : itemsAt(holder, ...steps.slice(0, list)).map(item => scalarAt(item, ...steps.slice(list + 1)));
  return nodes.filter(node => node !== undefined);
}
