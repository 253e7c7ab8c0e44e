import { Schema } from '../schema/schema.ts';
import { entryOf } from '../syntax/lookup.ts';
import type { MapNode, SyntaxNode } from '../syntax/node.ts';
import { jsonNode } from './jsonNode.ts';

const unresolved = () => undefined;
const text = { type: 'string' } as const;

const nameField = new Schema(text, unresolved);

/** What rules may see at the head of an object and of embedded objects, whatever its schema says. */
const headFields: Readonly<Record<string, Schema>> = {
  apiVersion: new Schema(text, unresolved),
  kind: new Schema(text, unresolved),
  metadata: new Schema({ type: 'object', properties: { name: { $ref: 'name' }, generateName: text } }, ref =>
    ref === 'name' ? nameField : undefined,
  ),
};

/** The schema of a field as rules see it: of the metadata of an object, its names alone. */
export function fieldSchema(schema: Schema, name: string, isObjectRoot: boolean): Schema | undefined {
  const head = isObjectRoot && Object.hasOwn(headFields, name) ? headFields[name] : undefined;
  return head ?? schema.property(name);
}

/**
 * The value of a field after the server's defaults: nulls that the schema does not allow are gone, and what is absent then has
 * the schema's default. Undefined where there is neither.
 */
export function fieldNode(map: MapNode, name: string, schema: Schema): SyntaxNode | undefined {
  const generated = schema === nameField ? generatedName(map) : undefined;
  if (generated !== undefined) return generated;
  const written = entryOf(map, name)?.value;
  const isNull = written?.kind === 'scalar' && written.value === null;
  if (written !== undefined && !isNull) return written;
  if (isNull && schema.json.nullable === true) return written;
  return defaultNode(schema);
}

/** An object without a name has one by the time of the rules: the server has then made it of `generateName` and five letters. */
function generatedName(metadata: MapNode): SyntaxNode | undefined {
  if (entryOf(metadata, 'name') !== undefined) return undefined;
  const start = entryOf(metadata, 'generateName')?.value;
  return start?.kind === 'scalar' && typeof start.value === 'string'
    ? jsonNode(`${start.value}x7k2p`)
    : undefined;
}

const defaults = new WeakMap<Schema, SyntaxNode>();

function defaultNode(schema: Schema): SyntaxNode | undefined {
  const { default: json } = schema.json;
  if (json === undefined || json === null) return undefined;
  const known = defaults.get(schema);
  if (known !== undefined) return known;
  const made = jsonNode(json);
  defaults.set(schema, made);
  return made;
}

/** Whether rules can see values of a schema at all: what the schema leaves open stays hidden, and rules on it do not run. */
export function isVisible(schema: Schema): boolean {
  if (schema.isIntOrString) return true;
  switch (schema.json.type) {
    case 'array':
      return schema.items !== undefined && isVisible(schema.items);
    case 'object':
      return schema.additional === undefined || isVisible(schema.additional);
    case 'string':
    case 'boolean':
    case 'number':
    case 'integer':
      return true;
    default:
      return false;
  }
}
