import { hasCelRules } from '../../src/manifest/cel/celRules.ts';
import type { Schema } from '../../src/manifest/schema/schema.ts';

export type Random = () => number;

/** Texts that rules like to look for, beside those of enums. */
const words = [
  '',
  'a',
  'b',
  '*',
  '/',
  '/a',
  '//',
  '/a/..',
  '/a#',
  '/%2F',
  '0s',
  '1ms',
  '1us',
  '5s',
  '10s',
  '3',
  's3://b/k',
  'no uri',
  'node',
  '0a',
  'A_b',
  '1.2.3.4',
  '*.example.com',
  'example.com',
  'Service',
  'resourcesDuration.cpu',
];

/**
 * A copy of a value with one thing changed, as its schema allows: a field or item added, taken out, repeated or given another
 * value, near the CEL rules of the schema.
 */
export function mutated(value: unknown, schema: Schema, random: Random): unknown {
  if (Array.isArray(value)) return mutatedList(value, schema, random);
  if (typeof value === 'object' && value !== null)
    return mutatedMap(value as Record<string, unknown>, schema, random);
  return generated(schema, random, 0);
}

/** A value that a schema allows, more or less: required fields, and some of the others. */
export function generated(schema: Schema, random: Random, depth: number): unknown {
  const { json } = schema;
  if (json.enum !== undefined) return picked(json.enum, random);
  if (schema.isIntOrString) return random() < 0.5 ? Math.floor(random() * 4) : picked(words, random);
  switch (json.type) {
    case 'object':
      return generatedMap(schema, random, depth);
    case 'array':
      return schema.items === undefined || depth > 6 ? [] : filled(schema.items, random, depth);
    case 'integer':
    case 'number':
      return Math.floor(random() * 5);
    case 'boolean':
      return random() < 0.5;
    default:
      return picked(words, random);
  }
}

function filled(items: Schema, random: Random, depth: number): unknown[] {
  return Array.from({ length: 1 + Math.floor(random() * 2) }, () => generated(items, random, depth + 1));
}

function generatedMap(schema: Schema, random: Random, depth: number): unknown {
  const { additional } = schema;
  if (additional !== undefined) return { [picked(words, random)]: generated(additional, random, depth + 1) };
  const optional = depth > 6 ? 0 : 0.25;
  const names = schema.propertyNames.filter(name => schema.required.includes(name) || random() < optional);
  return Object.fromEntries(
    names.flatMap(name => {
      const field = schema.property(name);
      return field === undefined ? [] : [[name, generated(field, random, depth + 1)]];
    }),
  );
}

function mutatedMap(value: Record<string, unknown>, schema: Schema, random: Random): unknown {
  const { additional } = schema;
  const declared = additional === undefined ? schema.propertyNames : Object.keys(value);
  const fieldOf = (name: string) => additional ?? schema.property(name);
  const isHead = (name: string) => name === 'apiVersion' || name === 'kind' || name === 'status';
  const names = declared.filter(name => !isHead(name) && fieldOf(name) !== undefined);
  const deep = names.filter(name => name in value && isWorthwhile(fieldOf(name)));
  const name = deep.length > 0 && random() < 0.75 ? picked(deep, random) : picked(names, random);
  const field = name === undefined ? undefined : fieldOf(name);
  if (name === undefined || field === undefined) return value;
  if (name in value && random() < 0.8) return { ...value, [name]: mutated(value[name], field, random) };
  if (!(name in value)) return { ...value, [name]: generated(field, random, 0) };
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
}

function mutatedList(value: readonly unknown[], schema: Schema, random: Random): unknown {
  const { items } = schema;
  if (items === undefined) return value;
  const at = Math.floor(random() * value.length);
  const choice = random();
  if (value.length === 0 || choice < 0.15) return [...value, generated(items, random, 0)];
  if (choice < 0.3) return [...value, structuredClone(value[at])];
  if (choice < 0.4) return value.filter((_, index) => index !== at);
  return value.map((item, index) => (index === at ? mutated(item, items, random) : item));
}

function isWorthwhile(schema: Schema | undefined): boolean {
  return schema !== undefined && hasCelRules(schema);
}

function picked<Item>(items: readonly Item[], random: Random): Item;
function picked<Item>(items: readonly Item[], random: Random): Item | undefined {
  return items[Math.floor(random() * items.length)];
}
