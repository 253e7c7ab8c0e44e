import type { Schema } from '../schema/schema.ts';
import type { MapNode, ScalarNode, SequenceNode, SyntaxNode } from '../syntax/node.ts';
import { escaped, unescaped } from './escape.ts';
import { fieldNode, fieldSchema, isVisible } from './fields.ts';
import { dateOf, schemaDurationOf, timestampOf } from './time.ts';
import { CelError, CelList, CelMap, type Value } from './value.ts';

/**
 * The value that a rule sees for a node, typed by its schema: whole numbers as `int`, others as `double`, texts of the formats
 * `date-time`, `date`, `duration` and `byte` as what they mean, defaults filled in, undeclared fields left out.
 *
 * Throws a CelError where the node does not fit its schema. `isObjectRoot`: the root of an object, or an embedded one.
 */
export function boundValue(
  node: SyntaxNode,
  schema: Schema,
  isObjectRoot = schema.isEmbeddedResource,
): Value {
  if (node.kind === 'scalar') return scalarValue(node, schema);
  let byNode = boundNodes.get(schema);
  if (byNode === undefined) {
    byNode = new WeakMap();
    boundNodes.set(schema, byNode);
  }
  const known = byNode.get(node);
  if (known !== undefined) return known;
  const made = node.kind === 'sequence' ? listValue(node, schema) : mapValue(node, schema, isObjectRoot);
  byNode.set(node, made);
  return made;
}

/** Bound values live as long as their nodes, which are made anew when their text changes. */
const boundNodes = new WeakMap<Schema, WeakMap<SyntaxNode, Value>>();

function listValue(node: SequenceNode, schema: Schema): CelList {
  const { items } = schema;
  if (items === undefined) throw new CelError('the schema says nothing of the items of the list');
  const kind = schema.json['x-kubernetes-list-type'];
  const values = node.items.map(item => boundValue(item, items));
  if (kind === 'set') return new CelList(values, []);
  return kind === 'map' ? new CelList(values, mergeKeys(schema)) : new CelList(values);
}

function mergeKeys(schema: Schema): readonly string[] {
  return (schema.json['x-kubernetes-list-map-keys'] ?? []).map(key => escaped(key) ?? key);
}

function mapValue(node: MapNode, schema: Schema, isObjectRoot: boolean): CelMap {
  const { additional } = schema;
  if (!isObjectRoot && schema.json.properties === undefined && additional !== undefined)
    return new BoundMap(node, additional);
  return new BoundObject(node, schema, isObjectRoot);
}

/** A map from any names to values of one schema. */
class BoundMap extends CelMap {
  readonly #entries: ReadonlyMap<string, SyntaxNode>;
  readonly #schema: Schema;

  constructor(node: MapNode, schema: Schema) {
    super();
    const merged = node.entries.filter(entry => entry.isMerged);
    const written = node.entries.filter(entry => !entry.isMerged);
    const all = new Map([...merged, ...written].map(entry => [entry.name, entry.value]));
    // The server drops nulls that the schema does not allow before it runs rules.
    if (schema.json.nullable !== true)
      for (const [name, value] of all) if (value.kind === 'scalar' && value.value === null) all.delete(name);
    this.#entries = all;
    this.#schema = schema;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: Value): Value | undefined {
    const node = typeof key === 'string' ? this.#entries.get(key) : undefined;
    return node && boundValue(node, this.#schema);
  }

  keys(): readonly string[] {
    return [...this.#entries.keys()];
  }
}

interface Field {
  readonly name: string;
  readonly schema: Schema;
}

/** What rules mean by identifiers, by schema: first as parts of other objects, then at the root of an object. */
const fields = new WeakMap<
  Schema,
  readonly [Map<string, Field | undefined>, Map<string, Field | undefined>]
>();

/** The declared field that a rule means by an identifier; undefined where there is none that rules can see. */
function visibleField(schema: Schema, identifier: string, isObjectRoot: boolean): Field | undefined {
  let both = fields.get(schema);
  if (both === undefined) {
    both = [new Map(), new Map()];
    fields.set(schema, both);
  }
  const known = both[isObjectRoot ? 1 : 0];
  const field = known.get(identifier);
  if (field !== undefined || known.has(identifier)) return field;
  const name = unescaped(identifier);
  const declared = fieldSchema(schema, name, isObjectRoot);
  const found = declared !== undefined && isVisible(declared) ? { name, schema: declared } : undefined;
  known.set(identifier, found);
  return found;
}

/** An object with declared fields. */
class BoundObject extends CelMap {
  readonly #node: MapNode;
  readonly #schema: Schema;
  readonly #isObjectRoot: boolean;

  constructor(node: MapNode, schema: Schema, isObjectRoot: boolean) {
    super();
    this.#node = node;
    this.#schema = schema;
    this.#isObjectRoot = isObjectRoot;
  }

  get size(): number {
    return this.keys().length;
  }

  get(key: Value): Value | undefined {
    const field = typeof key === 'string' ? visibleField(this.#schema, key, this.#isObjectRoot) : undefined;
    const node = field && this.#written(field);
    return field && node && boundValue(node, field.schema);
  }

  override has(key: Value): boolean {
    const field = typeof key === 'string' ? visibleField(this.#schema, key, this.#isObjectRoot) : undefined;
    return field !== undefined && this.#written(field) !== undefined;
  }

  keys(): readonly string[] {
    const names = new Set([
      ...this.#node.entries.map(entry => entry.name),
      ...this.#schema.propertyNames.filter(name => this.#schema.property(name)?.json.default !== undefined),
    ]);
    return [...names].map(name => escaped(name) ?? name).filter(name => this.has(name));
  }

  /** The node of a field, or of its default; nulls are as good as nothing. */
  #written({ name, schema }: Field): SyntaxNode | undefined {
    const node = fieldNode(this.#node, name, schema);
    return node?.kind === 'scalar' && node.value === null ? undefined : node;
  }
}

function scalarValue(node: ScalarNode, schema: Schema): Value {
  const { value } = node;
  if (value === null) return null;
  if (schema.isIntOrString) return typeof value === 'number' ? wholeNumber(node, value) : value;
  switch (schema.json.type) {
    case 'integer':
      if (typeof value === 'number') return wholeNumber(node, value);
      break;
    case 'number':
      if (typeof value === 'number') return value;
      break;
    case 'boolean':
      if (typeof value === 'boolean') return value;
      break;
    case 'string':
      if (typeof value === 'string') return formatted(value, schema.json.format);
  }
  throw new CelError(`invalid data, expected ${schema.json.type ?? 'a declared type'}`);
}

function wholeNumber(node: ScalarNode, value: number): Value {
  if (Number.isSafeInteger(value)) return BigInt(value);
  // Beyond 2^53 the text is more exact than the number that was read from it.
  if (/^[+-]?\d{1,19}$/.test(node.text)) return BigInt(node.text.replace(/^\+/, ''));
  if (!Number.isInteger(value)) throw new CelError('invalid data, expected int');
  return BigInt(value);
}

function formatted(text: string, format: string | undefined): Value {
  switch (format) {
    case 'date-time':
      return needed(timestampOf(text), text, 'moment');
    case 'date':
      return needed(dateOf(text), text, 'date');
    case 'duration':
      return needed(schemaDurationOf(text), text, 'duration');
    case 'byte':
      return bytesOf(text);
    default:
      return text;
  }
}

function bytesOf(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), point => point.charCodeAt(0));
  } catch {
    throw new CelError(`"${text}" is no base64`);
  }
}

function needed(value: Value | undefined, text: string, what: string): Value {
  if (value === undefined) throw new CelError(`"${text}" is no ${what}`);
  return value;
}
