import { defaultOf } from './coreDefaults.ts';
import { enumOf } from './coreEnums.ts';
import type { SchemaJson } from './schemaJson.ts';

/**
 * Adds to the schema of a core type's field what Kubernetes' code knows of it and its documents do not say: the allowed
 * values and the default. What the schema says already stays.
 */
export function withCoreFacts(json: SchemaJson, type: string, field: string): SchemaJson {
  const allowed = enumOf(type, field);
  const filledIn = defaultOf(type, field);
  if (allowed === undefined && filledIn === undefined) return json;
  const valued = allowed === undefined ? json : withEnum(json, allowed);
  return filledIn === undefined || saysDefault(json) ? valued : { ...valued, default: filledIn };
}

/** Of a list, the values stand for its items. */
function withEnum(json: SchemaJson, allowed: readonly string[]): SchemaJson {
  if (json.items !== undefined) return { ...json, items: withEnum(json.items, allowed) };
  return json.enum === undefined ? { ...json, enum: allowed } : json;
}

/** Documents give Go's zero values as defaults, which says nothing. */
function saysDefault({ default: value }: SchemaJson): boolean {
  return value !== undefined && !isZero(value);
}

/** True for what Go has in a field that nobody set: `""`, `0`, `false`, an empty struct. */
export function isZero(value: unknown): boolean {
  if (value === '' || value === 0 || value === false) return true;
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
  );
}

/** Ephemeral containers are declared apart from the others, but are containers to every rule. */
export function ruleTypeOf(type: string): string {
  return type === 'EphemeralContainer' ? 'Container' : type;
}
