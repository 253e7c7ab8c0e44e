import type { SchemaJson } from '../../../src/manifest/schema/schemaJson.ts';

/** A schema in which equal parts are one and the same node, whatever kind they come from. */
export interface Node {
  /** Equal for equal facts, and for those alone. */
  readonly key: string;
  /** Keywords that hold no schema, and alternatives, which are short and stay where they are. */
  readonly own: SchemaJson;
  /** Parts by where they stand: `properties/spec`, `items`, `additionalProperties`. */
  readonly parts: readonly (readonly [slot: string, part: Node])[];
  /** Length as text, with shared parts as references. Set by `measure`. */
  size: number;
  /** How many distinct parents hold it. Set by `measure`. */
  uses: number;
}

/** Makes equal schemas one node. */
export class Pool {
  readonly #nodes = new Map<string, Node>();
  readonly #ids = new Map<Node, number>();

  /** Every node, parts before the wholes that hold them. */
  get nodes(): readonly Node[] {
    return [...this.#nodes.values()];
  }

  node(json: SchemaJson): Node {
    const own: Record<string, unknown> = {};
    const parts: (readonly [string, Node])[] = [];
    for (const [keyword, value] of Object.entries(json))
      if (!this.#takeParts(keyword, value, parts)) own[keyword] = value;
    const marks = parts.map(([slot, part]) => `${slot}=${this.#ids.get(part)}`).join();
    // An object without any field is not the same as one that says nothing of its fields.
    const key = `${JSON.stringify(own)} ${marks}`;
    const known = this.#nodes.get(key);
    if (known !== undefined) return known;
    const made: Node = { key, own, parts, size: 0, uses: 0 };
    this.#ids.set(made, this.#ids.size);
    this.#nodes.set(key, made);
    return made;
  }

  #takeParts(keyword: string, value: unknown, parts: (readonly [string, Node])[]): boolean {
    if (keyword === 'properties' && Object.keys(value as object).length > 0) {
      const fields = Object.entries(value as Readonly<Record<string, SchemaJson>>);
      parts.push(...fields.map(([name, child]) => [`properties/${name}`, this.node(child)] as const));
      return true;
    }
    if (!single.has(keyword) || typeof value !== 'object') return false;
    parts.push([keyword, this.node(value as SchemaJson)]);
    return true;
  }
}

const single: ReadonlySet<string> = new Set(['items', 'additionalProperties']);

/** Length of a reference as text. */
const referenceSize = 60;

/** A part that is shorter than this is written out wherever it stands: a reference would be no easier to read. */
const minSharedSize = 150;

/** Sets sizes and uses. `roots` are the wholes that are written down in any case. */
export function measure(nodes: readonly Node[]): void {
  for (const { parts } of nodes) for (const [, part] of parts) part.uses++;
  for (const node of nodes) {
    const parts = node.parts.map(
      ([slot, part]) => slot.length + 4 + (isShared(part) ? referenceSize : part.size),
    );
    node.size = JSON.stringify(node.own).length + parts.reduce((sum, size) => sum + size, 0);
  }
}

/** True for what becomes a definition of its own: an object with fields that several places hold, and that is long enough. */
export function isShared(node: Node): boolean {
  return (
    node.uses > 1 && node.size >= minSharedSize && node.parts.some(([slot]) => slot.startsWith('properties/'))
  );
}

/** Writes a node out again. `refOf` gives the reference that stands for a shared part. */
export function jsonOf(node: Node, refOf: (shared: Node) => string | undefined): SchemaJson {
  const children = new Map<string, SchemaJson>();
  const fields: Record<string, SchemaJson> = {};
  for (const [slot, part] of node.parts) {
    const reference = refOf(part);
    const json = reference === undefined ? jsonOf(part, refOf) : { $ref: reference };
    if (slot.startsWith('properties/')) fields[slot.slice('properties/'.length)] = json;
    else children.set(slot, json);
  }
  const properties = Object.keys(fields).length > 0 ? { properties: fields } : {};
  return { ...node.own, ...properties, ...Object.fromEntries(children) };
}
