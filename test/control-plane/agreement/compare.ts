import { Judge } from '../../../src/manifest/judge.ts';
import type { KindName } from '../../../src/manifest/object.ts';
import { conditionRuleSets } from '../../../src/manifest/rules/conditions/table.ts';
import { allRules } from '../../../src/manifest/rules/table.ts';
import { isBuiltInGroup } from '../../../src/manifest/schema/builtInGroups.ts';
import type { SchemaCatalog } from '../../../src/manifest/schema/catalog.ts';
import { parseManifestText } from '../../../src/manifest/syntax/parseText.ts';
import { type OurError, type Outcome, ourError, outcomeOf } from '../../unit/manifest/agreement/agreement.ts';
import type { Tried } from './trial.ts';

/** Our verdict beside the server's. */
export interface Compared {
  readonly tried: Tried;
  /** Errors that the API server itself would have to tell. */
  readonly errors: readonly OurError[];
  /** Errors that only webhooks and controllers tell, which the server did not have. */
  readonly beyond: readonly OurError[];
  readonly outcome: Outcome;
}

const everywhere = /^(?:yaml|schema)\//;
const ofObjects = /^(?:core|metadata)\//;
/** What stands in for the CEL rules of definitions is the server's to tell as well. */
const conditions = new Set(conditionRuleSets.flatMap(({ facts }) => facts.map(({ id }) => id)));

/** Judges every mutation with a catalogue, and compares. */
export function compareTried(tried: readonly Tried[], catalog: SchemaCatalog): readonly Compared[] {
  const judge = new Judge(allRules());
  return tried.map(one => {
    const all = parseManifestText(one.text)
      .flatMap(document => judge.document(document, catalog))
      .filter(({ severity }) => severity === 'error')
      .map(ourError);
    const isServers = (error: OurError) => isServersToTell(error, one.base);
    const errors = all.filter(isServers);
    const beyond = all.filter(error => !isServers(error));
    return { tried: one, errors, beyond, outcome: outcomeOf(one.answer, errors) };
  });
}

/**
 * Of pod templates inside custom objects the server knows the schema alone: what else is wrong with them it says when pods are
 * made. Their own metadata it judges like all metadata.
 */
function isServersToTell({ rule, path }: OurError, { group }: KindName): boolean {
  if (everywhere.test(rule) || conditions.has(rule)) return true;
  return ofObjects.test(rule) && (isBuiltInGroup(group) || path.startsWith('metadata'));
}

/** True where both accept or both refuse. */
export function isAgreed({ outcome }: Compared): boolean {
  return outcome !== 'false error' && outcome !== 'missed';
}
