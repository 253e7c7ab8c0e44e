/**
 * A node of a kind's OpenAPI v3 schema: what the server checks, what server-side apply merges by and what the OpenAPI
 * documents say all come from here.
 */
export interface Schema {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly format?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly default?: unknown;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-list-type'?: 'map' | 'set' | 'atomic';
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: 'atomic' | 'granular';
  readonly 'x-kubernetes-patch-merge-key'?: string;
  readonly 'x-kubernetes-patch-strategy'?: string;
}

type Properties = Readonly<Record<string, Schema>>;

export const text: Schema = { type: 'string' };
export const whole: Schema = { type: 'integer', format: 'int64' };
export const whole32: Schema = { type: 'integer', format: 'int32' };
export const flag: Schema = { type: 'boolean' };
export const time: Schema = { type: 'string', format: 'date-time' };
export const intOrText: Schema = { 'x-kubernetes-int-or-string': true };
/** Anything at all, taken as one piece by server-side apply. */
export const anything: Schema = { 'x-kubernetes-preserve-unknown-fields': true };
export const texts: Schema = { type: 'array', items: text, 'x-kubernetes-list-type': 'atomic' };
export const textMap: Schema = { type: 'object', additionalProperties: text };
export const quantities: Schema = { type: 'object', additionalProperties: intOrText };

/** A structure with these fields and no others. */
export function fields(properties: Properties, required: readonly string[] = []): Schema {
  return required.length > 0 ? { type: 'object', properties, required } : { type: 'object', properties };
}

/** A structure that is owned and replaced as one piece. */
export function atomicFields(properties: Properties): Schema {
  return { ...fields(properties), 'x-kubernetes-map-type': 'atomic' };
}

export function oneOf(...words: readonly string[]): Schema {
  return { type: 'string', enum: words };
}

/** A list that is owned and replaced as one piece. */
export function atomicList(items: Schema): Schema {
  return { type: 'array', items, 'x-kubernetes-list-type': 'atomic' };
}

/** A list without order, of values. */
export function setOf(items: Schema): Schema {
  return {
    type: 'array',
    items,
    'x-kubernetes-list-type': 'set',
    'x-kubernetes-patch-strategy': 'merge',
  };
}

/** A list whose items are told apart by their `keys`; the strategic merge patch knows only the first of them. */
export function listBy(keys: readonly [string, ...string[]], items: Schema): Schema {
  return {
    type: 'array',
    items,
    'x-kubernetes-list-type': 'map',
    'x-kubernetes-list-map-keys': keys,
    'x-kubernetes-patch-merge-key': keys[0],
    'x-kubernetes-patch-strategy': 'merge',
  };
}

/** May fields be there that the schema does not name? */
export function preservesUnknown(schema: Schema): boolean {
  return schema['x-kubernetes-preserve-unknown-fields'] === true;
}
