import type { RuleFacts } from '../rule.ts';
import { hasRules } from '../schema/hasRules.ts';
import type { Schema } from '../schema/schema.ts';

/** The rule under which broken CEL rules are filed, whatever they say. */
export const celRuleFacts: RuleFacts = {
  id: 'schema/cel',
  severity: 'error',
  summary: 'A condition of the kind across its fields is broken.',
  why: 'The custom resource definition carries the condition, and the API server refuses an object that does not meet it.',
};

/**
 * Whether a schema or anything below it carries CEL rules: then `judgeCel.ts` and the libraries behind it are worth loading.
 * Referenced definitions are not followed, since those are the core's, which have none.
 */
export function hasCelRules(schema: Schema): boolean {
  return hasRules(schema.json, 0);
}
