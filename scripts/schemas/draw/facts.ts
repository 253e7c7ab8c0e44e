import { recognizedType, type TypedField } from '../../../src/manifest/schema/recognizedType.ts';
import type { SchemaJson } from '../../../src/manifest/schema/schemaJson.ts';
import type { CrdJson, CrdVersion } from './crds.ts';

type Writable = { -readonly [Key in keyof SchemaJson]: SchemaJson[Key] };

/**
 * Draws the facts of a kind out of its CRD: names, types, what is required, enums, limits, patterns, formats, defaults and
 * the `x-kubernetes-…` keywords. Descriptions and CEL rules stay behind. Parts that are a core type are tagged with it.
 */
export function factsOf({ schema, hasStatusSubresource }: CrdVersion): SchemaJson {
  const { status, ...properties } = propertiesOf(schema);
  const { properties: fields, ...rest } = facts({ ...schema, properties }, undefined);
  const metadata = metadataOf(properties['metadata']);
  const text: SchemaJson = { type: 'string' };
  const judged =
    status && (hasStatusSubresource ? namesOnly(facts(status, undefined)) : facts(status, undefined));
  const all = { ...fields, apiVersion: text, kind: text, metadata, ...(judged && { status: judged }) };
  return { ...rest, properties: sorted(all) };
}

/** Facts of any schema below the root. `within`: the field of a core type that it stands in. */
export function facts(json: CrdJson, within: TypedField | undefined): SchemaJson {
  const kept: Record<string, unknown> = {};
  for (const keyword of keywords) if (json[keyword] !== undefined) kept[keyword] = json[keyword];
  const plain = asIntOrString(repaired(kept, json));
  const type = recognizedType(json as SchemaJson, within);
  const words = type === undefined ? wordsFor(json['properties']) : undefined;
  const tags = { ...(type && { 'x-timonel-type': type }), ...(words && { 'x-timonel-words': words }) };
  return { ...tags, ...plain, ...children(json, { type, words }, within) };
}

/** Serving models, workflow templates and the like take most fields of a container or a pod beside their own. */
function wordsFor(properties: unknown): string | undefined {
  if (!isMap(properties)) return undefined;
  const count = (names: readonly string[]) => names.filter(name => Object.hasOwn(properties, name)).length;
  if (count(ofContainers) > 3) return 'Container';
  return count(ofPods) > 3 ? 'PodSpec' : undefined;
}

const ofContainers = [
  'image',
  'imagePullPolicy',
  'command',
  'args',
  'env',
  'envFrom',
  'volumeMounts',
  'livenessProbe',
];
const ofPods = [
  'nodeSelector',
  'tolerations',
  'affinity',
  'serviceAccountName',
  'volumes',
  'imagePullSecrets',
];

/** Keywords that are copied as they stand, in the order of our files. Those that hold schemas come after them. */
const keywords = [
  'type',
  'format',
  'nullable',
  'default',
  'enum',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'x-kubernetes-int-or-string',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-map-type',
  'required',
] as const;

/** Keywords whose value is a schema, a list of schemas or a map of schemas. */
const nested = ['properties', 'additionalProperties', 'items', 'allOf', 'anyOf', 'oneOf', 'not'] as const;

/** Keywords that say nothing about what the server takes. */
export const leftOut: readonly string[] = ['description', 'title', 'example', 'x-kubernetes-validations'];

function children(json: CrdJson, of: Kinship, within: TypedField | undefined): SchemaJson {
  const result: Writable = {};
  const { properties, items, additionalProperties, not } = json;
  if (isMap(properties)) result.properties = fieldsOf(properties, of);
  if (isMap(additionalProperties)) result.additionalProperties = facts(additionalProperties, within);
  else if (typeof additionalProperties === 'boolean') result.additionalProperties = additionalProperties;
  if (isMap(items)) result.items = facts(typed(items), within);
  for (const junctor of ['allOf', 'anyOf', 'oneOf'] as const) {
    const parts = json[junctor];
    if (!Array.isArray(parts) || JSON.stringify(parts) === integerOrString) continue;
    result[junctor] = parts.map(part => facts(part as CrdJson, undefined));
  }
  if (isMap(not)) result.not = facts(not, undefined);
  return result;
}

/** What `x-kubernetes-int-or-string` says already. */
const integerOrString = '[{"type":"integer"},{"type":"string"}]';

/** What a schema has to do with the core: it is of a type, or takes the fields of one beside its own. */
interface Kinship {
  readonly type?: string | undefined;
  readonly words?: string | undefined;
}

function fieldsOf(properties: CrdJson, { type, words }: Kinship): Readonly<Record<string, SchemaJson>> {
  const holder = type ?? words;
  const isLoose = type === undefined;
  const entries = Object.entries(properties).map(
    ([field, child]) =>
      [
        field,
        facts(child as CrdJson, holder === undefined ? undefined : { type: holder, field, isLoose }),
      ] as const,
  );
  return sorted(Object.fromEntries(entries));
}

/** The pattern that the generators write for quantities; our files say `format: quantity` in its place. */
export const quantityPattern =
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';

/** An int-or-string says by its keyword alone what `anyOf` repeats, and a quantity what its long pattern does. */
function asIntOrString(kept: Record<string, unknown>): SchemaJson {
  const { pattern, ...rest } = kept;
  if (pattern !== quantityPattern || rest['x-kubernetes-int-or-string'] !== true) return kept;
  return { format: 'quantity', ...rest };
}

/** Sets have no order, so equal ones are written alike. */
function repaired(kept: Record<string, unknown>, json: CrdJson): Record<string, unknown> {
  const unknown = Object.keys(json).find(
    keyword => ![...keywords, ...nested, ...leftOut].some(known => known === keyword),
  );
  if (unknown !== undefined) throw new Error(`A CRD uses the keyword ${unknown}, which is not drawn yet.`);
  return Array.isArray(kept['required']) ? { ...kept, required: [...kept['required']].sort() } : kept;
}

/**
 * Items without a type make a CRD unfit for installing (Seldon's recursive graph ends in such); they are drawn as the
 * open objects that installers turn them into.
 */
function typed(items: CrdJson): CrdJson {
  if (items['type'] !== undefined || items['x-kubernetes-int-or-string'] === true) return items;
  return { ...items, type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
}

/**
 * The server drops `status` from what is written where it has a subresource, but not before it has looked for unknown
 * fields. So of its facts only the names hold.
 */
function namesOnly(json: SchemaJson): SchemaJson {
  const result: Writable = {};
  const { properties, items, additionalProperties } = json;
  if (json['x-kubernetes-preserve-unknown-fields'] === true)
    result['x-kubernetes-preserve-unknown-fields'] = true;
  if (properties !== undefined)
    result.properties = Object.fromEntries(
      Object.entries(properties).map(([field, child]) => [field, namesOnly(child)]),
    );
  if (items !== undefined && hasNames(items)) result.items = namesOnly(items);
  if (typeof additionalProperties === 'object') result.additionalProperties = namesOnly(additionalProperties);
  return result;
}

function hasNames({ properties, items, additionalProperties }: SchemaJson): boolean {
  if (properties !== undefined) return true;
  if (items !== undefined) return hasNames(items);
  return typeof additionalProperties === 'object' && hasNames(additionalProperties);
}

/** Metadata of an object is the server's own, whatever a CRD says of it but limits on the name. */
function metadataOf(declared: unknown): SchemaJson {
  const reference: SchemaJson = { $ref: 'core/v1.json#/definitions/ObjectMeta' };
  if (!isMap(declared) || !isMap(declared['properties'])) return reference;
  return { ...reference, allOf: [{ properties: fieldsOf(declared['properties'], {}) }] };
}

function propertiesOf({ properties }: CrdJson): Readonly<Record<string, CrdJson>> {
  return isMap(properties) ? (properties as Readonly<Record<string, CrdJson>>) : {};
}

function sorted<Value>(map: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(map).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function isMap(value: unknown): value is CrdJson {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
