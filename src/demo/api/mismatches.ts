import { preservesUnknown, type Schema } from '../schema/schema.ts';
import { isJsonObject } from './kubeObject.ts';

/** One place where a value is not what its schema says. */
export interface Mismatch {
  /** Field names and list indexes, from the top. */
  readonly path: readonly (string | number)[];
  readonly kind: 'unknown' | 'type' | 'required' | 'enum';
  readonly schema: Schema;
  readonly value: unknown;
}

/** Everything that is wrong with a value, in the order in which the value is written. */
export function mismatches(
  value: unknown,
  schema: Schema,
  path: readonly (string | number)[] = [],
): readonly Mismatch[] {
  if (value === null || value === undefined) return [];
  if (!hasType(value, schema)) return [{ path, kind: 'type', schema, value }];
  if (schema.enum && !schema.enum.includes(String(value))) return [{ path, kind: 'enum', schema, value }];
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.flatMap((item, index) => mismatches(item, items, [...path, index])) : [];
  }
  if (!isJsonObject(value)) return [];
  const missing = (schema.required ?? [])
    .filter(field => value[field] === undefined || value[field] === null)
    .map(field => ({ path: [...path, field], kind: 'required' as const, schema, value: undefined }));
  const inside = Object.entries(value).flatMap(([field, item]) => {
    const known = schemaOfField(schema, field);
    if (known) return mismatches(item, known, [...path, field]);
    const isUnknown = schema.properties && !preservesUnknown(schema) && item !== undefined;
    return isUnknown ? [{ path: [...path, field], kind: 'unknown' as const, schema, value: item }] : [];
  });
  return [...inside, ...missing];
}

function schemaOfField({ properties, additionalProperties }: Schema, field: string): Schema | undefined {
  return properties?.[field] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
}

function hasType(value: unknown, schema: Schema): boolean {
  switch (schema.type) {
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isJsonObject(value);
    default:
      return !schema['x-kubernetes-int-or-string'] || typeof value === 'string' || typeof value === 'number';
  }
}

/** `spec.containers[0].image`. */
export function pathText(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}

/** A copy without the fields that the schema does not know. */
export function withoutUnknown<T>(value: T, schema: Schema): T {
  if (Array.isArray(value)) {
    const { items } = schema;
    return (items ? value.map(item => withoutUnknown(item, items)) : value) as T;
  }
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).flatMap(([field, item]) => {
    const known = schemaOfField(schema, field);
    if (known) return [[field, withoutUnknown(item, known)]];
    return schema.properties && !preservesUnknown(schema) ? [] : [[field, item]];
  });
  return Object.fromEntries(kept) as T;
}
