import { type Reference, referencesOf } from '../../references/referencesOf.ts';
import type { RuleSet, SurroundingsCheck } from '../../rule.ts';
import { KeptVerdicts } from './keptVerdicts.ts';
import { lookUp, missing, reportMissing } from './missingObject.ts';
import { missingKey, missingPart, missingPort, reportMissingParts } from './missingPart.ts';

/** Judges every name in an object that means another object. */
function namedObjects(): SurroundingsCheck {
  const kept = new KeptVerdicts<Reference>();
  return (object, surroundings, report) => {
    const scope = `${object.namespace ?? ''} ${surroundings.fileOf?.(object) ?? ''}`;
    for (const reference of referencesOf(object).filter(isJudged))
      kept.run(reference, { surroundings, scope, report }, file => {
        const found = lookUp(reference, object, surroundings);
        if (found.known.length === 0) reportMissing(reference, found, { object, surroundings, report: file });
        else reportMissingParts(reference, found.known, file);
      });
  };
}

/** A load balancer's controller finds the backend in an annotation: the name is no Service's. */
function isJudged({ parts }: Reference): boolean {
  return !parts.some(({ role, name }) => role === 'port' && name === 'use-annotation');
}

/** Names that lead nowhere, and parts that their targets lack. */
export const namedObjectRules: RuleSet = {
  facts: [missing, missingKey, missingPort, missingPart],
  surroundings: [namedObjects()],
};
