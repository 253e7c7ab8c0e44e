import type { Schema } from '../schema/schema.ts';
import { type FieldSet, fieldSetOf, noFields, oneField, union } from './fieldSet.ts';
import { isJsonObject, isSameJson, type JsonObject } from './kubeObject.ts';

/** How server-side apply sees a value: as one piece, as fields of their own, or as items told apart by keys or value. */
type Shape =
  | { readonly kind: 'piece' }
  | { readonly kind: 'fields'; readonly schemaOf: (field: string) => Schema | undefined }
  | { readonly kind: 'keyed'; readonly keys: readonly string[]; readonly item: Schema | undefined }
  | { readonly kind: 'set' };

function shapeOf(value: unknown, schema: Schema | undefined): Shape {
  if (Array.isArray(value)) {
    const type = schema?.['x-kubernetes-list-type'];
    if (type === 'map') {
      return { kind: 'keyed', keys: schema?.['x-kubernetes-list-map-keys'] ?? [], item: schema?.items };
    }
    return { kind: type === 'set' ? 'set' : 'piece' };
  }
  if (!isJsonObject(value) || schema?.['x-kubernetes-map-type'] === 'atomic') return { kind: 'piece' };
  return { kind: 'fields', schemaOf: field => fieldSchema(schema, field) };
}

/** The schema of a field; undefined where the schema says nothing of it. */
export function fieldSchema(schema: Schema | undefined, field: string): Schema | undefined {
  const { properties, additionalProperties } = schema ?? {};
  return properties?.[field] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
}

/** The parts that a value consists of, by their steps; undefined where it is one piece. */
function partsOf(
  value: unknown,
  schema: Schema | undefined,
): Map<string, { value: unknown; schema: Schema | undefined }> | undefined {
  const shape = shapeOf(value, schema);
  if (shape.kind === 'piece') return undefined;
  if (shape.kind === 'fields') {
    const entries = Object.entries(value as JsonObject).filter(([, item]) => item !== undefined);
    return new Map(
      entries.map(([field, item]) => [`f:${field}`, { value: item, schema: shape.schemaOf(field) }]),
    );
  }
  const items = value as readonly unknown[];
  if (shape.kind === 'set')
    return new Map(items.map(item => [`v:${JSON.stringify(item)}`, { value: item, schema: undefined }]));
  return new Map(
    items.map(item => [keyStep(item, shape.keys, shape.item), { value: item, schema: shape.item }]),
  );
}

function keyStep(item: unknown, keys: readonly string[], schema: Schema | undefined): string {
  const record = isJsonObject(item) ? item : {};
  const named = [...keys].sort().flatMap(key => {
    const value = record[key] ?? schema?.properties?.[key]?.default;
    return value === undefined ? [] : [[key, value]];
  });
  return `k:${JSON.stringify(Object.fromEntries(named))}`;
}

const isItem = (step: string) => !step.startsWith('f:');

/** All fields that a value holds. */
export function fieldsOf(value: unknown, schema: Schema | undefined): FieldSet {
  const parts = partsOf(value, schema);
  if (!parts || (parts.size === 0 && !Array.isArray(value))) return oneField;
  return fieldSetOf(
    false,
    [...parts].map(([step, part]) => {
      const below = fieldsOf(part.value, part.schema);
      return [step, isItem(step) ? union(oneField, below) : below];
    }),
  );
}

/** The outcome of {@link compare}. */
export interface Differences {
  /** Fields that are new or have another value. */
  readonly changed: FieldSet;
  readonly removed: FieldSet;
}

/** Which fields differ between two values. */
export function compare(before: unknown, after: unknown, schema: Schema | undefined): Differences {
  if (before === undefined)
    return { changed: after === undefined ? noFields : fieldsOf(after, schema), removed: noFields };
  if (after === undefined) return { changed: noFields, removed: fieldsOf(before, schema) };
  const oldParts = partsOf(before, schema);
  const newParts = partsOf(after, schema);
  if (!oldParts || !newParts) {
    return { changed: isSameJson(before, after) ? noFields : fieldsOf(after, schema), removed: noFields };
  }
  const steps = [...new Set([...oldParts.keys(), ...newParts.keys()])];
  const found = steps.map(step => {
    const old = oldParts.get(step);
    const next = newParts.get(step);
    const { changed, removed } = compare(old?.value, next?.value, next?.schema ?? old?.schema);
    const isNewItem = isItem(step) && !old;
    const isGoneItem = isItem(step) && !next;
    return {
      changed: [step, isNewItem ? union(oneField, changed) : changed] as const,
      removed: [step, isGoneItem ? union(oneField, removed) : removed] as const,
    };
  });
  return {
    changed: fieldSetOf(
      false,
      found.map(one => one.changed),
    ),
    removed: fieldSetOf(
      false,
      found.map(one => one.removed),
    ),
  };
}

/** Lays an applied configuration over a live value. */
export function merge(live: unknown, applied: unknown, schema: Schema | undefined): unknown {
  if (applied === undefined) return live;
  const shape = shapeOf(applied, schema);
  if (live === undefined || shape.kind === 'piece' || Array.isArray(live) !== Array.isArray(applied))
    return applied;
  if (shape.kind === 'fields') {
    if (!isJsonObject(live)) return applied;
    const merged: JsonObject = { ...live };
    for (const [field, value] of Object.entries(applied as JsonObject)) {
      merged[field] = merge(live[field], value, shape.schemaOf(field));
    }
    return merged;
  }
  const mine = partsOf(applied, schema) ?? new Map<string, { value: unknown }>();
  const theirs = partsOf(live, schema) ?? new Map<string, { value: unknown }>();
  const item = shape.kind === 'keyed' ? shape.item : undefined;
  const kept = [...theirs].filter(([step]) => !mine.has(step)).map(([, part]) => part.value);
  return [...[...mine].map(([step, part]) => merge(theirs.get(step)?.value, part.value, item)), ...kept];
}

/** Takes the fields of `gone` out of a value; an item goes as a whole when its own path is in the set. */
export function remove(value: unknown, gone: FieldSet, schema: Schema | undefined): unknown {
  const parts = partsOf(value, schema);
  if (!parts) return gone.isMember ? undefined : value;
  const kept = [...parts].flatMap(([step, part]) => {
    const child = gone.children.get(step);
    if (!child) return [[step, part.value] as const];
    if (child.isMember && (isItem(step) || child.children.size === 0)) return [];
    const left = remove(part.value, child, part.schema);
    return left === undefined ? [] : [[step, left] as const];
  });
  if (kept.length === 0 && parts.size > 0)
    return isDroppedEmpty(value, schema) ? undefined : emptyLike(value);
  if (Array.isArray(value)) return kept.map(([, item]) => item);
  return Object.fromEntries(kept.map(([step, item]) => [step.slice(2), item]));
}

/** Lists and maps that became empty vanish; structures stay as empty ones. */
function isDroppedEmpty(value: unknown, schema: Schema | undefined): boolean {
  return Array.isArray(value) || schema?.properties === undefined;
}

function emptyLike(value: unknown): unknown {
  return Array.isArray(value) ? [] : {};
}
