import type { SchemaJson } from '../../../src/manifest/schema/schemaJson.ts';
import type { ModelField } from './model.ts';

type Writable = { -readonly [Key in keyof SchemaJson]: SchemaJson[Key] };

/** Any JSON at all. */
const anything: SchemaJson = { 'x-kubernetes-preserve-unknown-fields': true };

const scalars: Readonly<Record<string, SchemaJson>> = {
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  Date: { type: 'string', format: 'date-time' },
  V1MicroTime: { type: 'string', format: 'date-time' },
  IntOrString: { format: 'int-or-string', 'x-kubernetes-int-or-string': true },
  any: anything,
};

/**
 * The schema of a field's type alone, without what the declaration cannot tell.
 *
 * @param refTo gives the reference to a model class
 */
export function schemaOfType(field: ModelField, refTo: (model: string) => SchemaJson): Writable {
  const read = (type: string): SchemaJson => {
    const list = /^Array<(.*)>$/.exec(type)?.[1];
    if (list !== undefined) return { type: 'array', items: read(list) };
    const map = /^\{ \[key: string\]: (.*); \}$/.exec(type)?.[1];
    if (map !== undefined) return { type: 'object', additionalProperties: read(map) };
    if (type === 'number') return numberOf(field.format);
    if (type === 'string' && field.format === 'byte') return { type: 'string', format: 'byte' };
    return scalars[type] ?? refTo(type);
  };
  return { ...read(field.type) };
}

function numberOf(format: string): SchemaJson {
  const isWhole = format === 'int32' || format === 'int64';
  return { type: isWhole ? 'integer' : 'number', ...(format === '' ? {} : { format }) };
}

/** What a quantity's text is judged by: `500m`, `1Gi`, `2`. */
export const quantity: SchemaJson = { format: 'quantity', 'x-kubernetes-int-or-string': true };

/** The same schema with quantities in place of its strings, in lists and maps too. */
export function withQuantities(json: SchemaJson): Writable {
  if (json.items !== undefined) return { ...json, items: withQuantities(json.items) };
  if (typeof json.additionalProperties === 'object')
    return { ...json, additionalProperties: withQuantities(json.additionalProperties) };
  return { ...quantity };
}
