import type { RuleSet, TypeCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import { checkFields, type FieldChecks, fieldFacts } from './fieldChecks.ts';
import { otherFields, otherLacks } from './otherFields.ts';
import { podFields, podLacks } from './podFields.ts';
import { facts, isEmpty, placeOf } from './reading.ts';

const missing = facts(
  'core/missing-field',
  'error',
  'A field is missing that the schema calls optional but the API server demands.',
  'The schema cannot say when such a field is needed; the API server refuses the object without it.',
);

/** Reports the fields that a map lacks, or that hold nothing. */
function checkPresence(names: readonly string[]): TypeCheck {
  return (node, report) => {
    for (const name of names) {
      if (!isEmpty(node, name)) continue;
      const [at, place] = placeOf(node, name);
      report(missing.id, at, say`${name} is missing; the API server does not do without it.`, place);
    }
  };
}

function typeChecks(
  fields: Readonly<Record<string, FieldChecks>>,
  lacks: Readonly<Record<string, readonly string[]>>,
): Record<string, TypeCheck> {
  const byFields = Object.entries(fields).map(([type, checks]) => [type, checkFields(checks)] as const);
  const checks = Object.fromEntries<TypeCheck>(byFields);
  for (const [type, names] of Object.entries(lacks)) {
    const [before, presence] = [checks[type], checkPresence(names)];
    checks[type] = (node, report) => {
      before?.(node, report);
      presence(node, report);
    };
  }
  return checks;
}

/** Words, bounds, spellings and presence of single fields: everything that a table can tell. */
export const fieldRules: RuleSet = {
  facts: [...fieldFacts, missing],
  types: { ...typeChecks(podFields, podLacks), ...typeChecks(otherFields, otherLacks) },
};
