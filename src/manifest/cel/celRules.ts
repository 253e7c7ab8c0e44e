import type { RuleFacts } from '../rule.ts';
import type { Schema } from '../schema/schema.ts';
import type { SchemaJson } from '../schema/schemaJson.ts';

/** The rule under which broken CEL rules are filed, whatever they say. */
export const celRuleFacts: RuleFacts = {
  id: 'schema/cel',
  severity: 'error',
  summary: 'A condition of the kind across its fields is broken.',
  why: 'The custom resource definition carries the condition, and the API server refuses an object that does not meet it.',
};

const deepest = 60;
const known = new WeakMap<SchemaJson, boolean>();

/**
 * Whether a schema or anything below it carries CEL rules: then `judgeCel.ts` and the libraries behind it are worth loading.
 * Referenced definitions are not followed, since those are the core's, which have none.
 */
export function hasCelRules(schema: Schema): boolean {
  return hasRules(schema.json, 0);
}

/** The same of a schema as JSON. */
export function hasRules(json: SchemaJson, depth: number): boolean {
  const answer = known.get(json);
  if (answer !== undefined) return answer;
  const found =
    depth < deepest && (carriesRules(json) || childrenOf(json).some(child => hasRules(child, depth + 1)));
  known.set(json, found);
  return found;
}

function carriesRules(json: SchemaJson): boolean {
  return (json['x-kubernetes-validations']?.length ?? 0) > 0;
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
