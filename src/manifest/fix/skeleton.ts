import type { Schema } from '../schema/schema.ts';

const deepest = 4;

/** The least that a field may hold to be there: its default, its first value, or its own required fields, empty. */
export function skeleton(schema: Schema | undefined, depth = 0): unknown {
  if (schema === undefined) return '';
  const { default: fallback, enum: choices, type, minimum } = schema.json;
  if (fallback !== undefined) return fallback;
  const choice = choices?.find(value => value !== '');
  if (choice !== undefined) return choice;
  if (type === 'array') return [];
  if (type === 'object')
    return Object.fromEntries(
      depth < deepest
        ? schema.required.map(name => [name, skeleton(schema.property(name), depth + 1)] as const)
        : [],
    );
  if (type === 'boolean') return false;
  return type === 'integer' || type === 'number' ? (minimum ?? 0) : '';
}
