import type { SchemaJson } from './schemaJson.ts';

const deepest = 60;
const known = new WeakMap<SchemaJson, boolean>();

/**
 * Whether a schema or anything below it carries CEL rules. Referenced definitions are not followed: a reference says itself
 * what it leads to.
 */
export function hasRules(json: SchemaJson, depth = 0): boolean {
  const answer = known.get(json);
  if (answer !== undefined) return answer;
  const found =
    depth < deepest && (carriesRules(json) || childrenOf(json).some(child => hasRules(child, depth + 1)));
  known.set(json, found);
  return found;
}

function carriesRules(json: SchemaJson): boolean {
  return (json['x-kubernetes-validations']?.length ?? 0) > 0 || json['x-timonel-cel'] === true;
}

function childrenOf(json: SchemaJson): readonly SchemaJson[] {
  const { items, additionalProperties, properties, allOf } = json;
  return [
    ...(items === undefined ? [] : [items]),
    ...(typeof additionalProperties === 'object' ? [additionalProperties] : []),
    ...Object.values(properties ?? {}),
    ...(allOf ?? []),
  ];
}
