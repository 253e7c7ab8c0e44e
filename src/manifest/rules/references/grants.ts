import { referencesOf } from '../../references/referencesOf.ts';
import type { RuleSet, SurroundingsCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import { facts } from '../core/reading.ts';

const notGranted = facts(
  'references/not-granted',
  'warning',
  'A route or gateway names an object of another namespace that nothing there permits.',
  'Without a ReferenceGrant in the other namespace the controller reports RefNotPermitted and the route answers with 500.',
);

const grant = { group: 'gateway.networking.k8s.io', kind: 'ReferenceGrant' };
const granted: ReadonlySet<string> = new Set(['Service', 'Secret']);

const checkGrants: SurroundingsCheck = (object, surroundings, report) => {
  if (object.group !== grant.group || object.namespace === undefined) return;
  for (const { namespace, to, name, at } of referencesOf(object)) {
    const kind = to[0]?.kind ?? '';
    if (namespace === undefined || namespace === object.namespace || !granted.has(kind)) continue;
    if (surroundings.certainty(grant, namespace) === 'no') continue;
    // What a grant permits is left to the controller: where there is one, it was probably thought of.
    if (surroundings.all(grant, namespace).length > 0) continue;
    report(
      notGranted.id,
      at,
      say`The ${kind} "${name}" is in the namespace ${namespace}, where no ReferenceGrant permits this ${object.kind} to name it.`,
    );
  }
};

/** References across namespaces that the Gateway API wants permitted. */
export const grantRules: RuleSet = { facts: [notGranted], surroundings: [checkGrants] };
