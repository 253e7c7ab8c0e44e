import type { Schema } from '../schema/schema.ts';
import { isJsonObject, isSameJson, type JsonObject } from './kubeObject.ts';

/**
 * Applies a strategic merge patch, as `kubectl` sends it for the built-in kinds: maps merge, lists with a merge key
 * merge item by item, other lists are replaced. Understands `$patch: delete|replace`, `$deleteFromPrimitiveList/…` and
 * `$retainKeys`; `$setElementOrder/…` is read over, since the order does not matter to anyone here.
 */
export function strategicMerge(target: unknown, patch: unknown, schema: Schema | undefined): unknown {
  if (!isJsonObject(patch)) return patch;
  if (patch['$patch'] === 'replace') return withoutDirectives(patch);
  const merged: JsonObject = isJsonObject(target) ? { ...target } : {};
  retainKeys(merged, patch['$retainKeys']);
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith('$deleteFromPrimitiveList/')) {
      const field = key.slice('$deleteFromPrimitiveList/'.length);
      merged[field] = listOf(merged[field]).filter(item => !listOf(value).includes(item));
    } else if (key.startsWith('$')) {
      // The other directives were dealt with above, or change nothing but an order.
    } else if (value === null || (isJsonObject(value) && value['$patch'] === 'delete')) {
      delete merged[key];
    } else {
      merged[key] = mergeField(merged[key], value, fieldSchema(schema, key));
    }
  }
  return merged;
}

function fieldSchema(schema: Schema | undefined, key: string): Schema | undefined {
  const { properties, additionalProperties } = schema ?? {};
  return properties?.[key] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
}

function mergeField(target: unknown, patch: unknown, schema: Schema | undefined): unknown {
  if (!Array.isArray(patch)) return strategicMerge(target, patch, schema);
  const mergeKey = schema?.['x-kubernetes-patch-merge-key'];
  if (mergeKey) return mergeByKey(listOf(target), patch, mergeKey, schema?.items);
  if (schema?.['x-kubernetes-patch-strategy'] === 'merge') return [...new Set([...listOf(target), ...patch])];
  return patch;
}

function mergeByKey(
  target: readonly unknown[],
  patch: readonly unknown[],
  mergeKey: string,
  itemSchema: Schema | undefined,
): readonly unknown[] {
  const keyOf = (item: unknown) => (isJsonObject(item) ? item[mergeKey] : undefined);
  if (patch.some(item => isJsonObject(item) && item['$patch'] === 'replace' && keyOf(item) === undefined)) {
    return patch.filter(item => keyOf(item) !== undefined);
  }
  const merged = [...target];
  for (const item of patch) {
    const index = merged.findIndex(other => isSameJson(keyOf(other), keyOf(item)));
    if (isJsonObject(item) && item['$patch'] === 'delete') {
      if (index >= 0) merged.splice(index, 1);
    } else if (index < 0) merged.push(strategicMerge(undefined, item, itemSchema));
    else merged[index] = strategicMerge(merged[index], item, itemSchema);
  }
  return merged;
}

function retainKeys(target: JsonObject, kept: unknown): void {
  if (!Array.isArray(kept)) return;
  for (const key of Object.keys(target)) if (!kept.includes(key)) delete target[key];
}

function withoutDirectives(patch: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(patch).filter(([key]) => !key.startsWith('$')));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
