import type { ManifestObject } from '../../object.ts';
import { type Reference, referencesOf } from '../../references/referencesOf.ts';
import type { RuleSet, SurroundingsCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import type { KnownObject } from '../../surroundings.ts';
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
  for (const reference of referencesOf(object)) {
    const { namespace, to, name, at } = reference;
    const kind = to[0]?.kind ?? '';
    if (namespace === undefined || namespace === object.namespace || !granted.has(kind)) continue;
    if (surroundings.certainty(grant, namespace) === 'no') continue;
    if (surroundings.all(grant, namespace).some(one => permits(one, reference, object))) continue;
    report(
      notGranted.id,
      at,
      say`The ${kind} "${name}" is in the namespace ${namespace}, where no ReferenceGrant permits this ${object.kind} to name it.`,
    );
  }
};

/** Whether a grant names who refers and what is referred to. One that does not tell what it permits counts. */
function permits({ parts }: KnownObject, { to, name }: Reference, object: ManifestObject): boolean {
  if (parts === undefined) return true;
  const target = `to ${to[0]?.group}/${to[0]?.kind}`;
  return (
    parts.includes(`from ${object.group}/${object.kind} ${object.namespace}`) &&
    (parts.includes(target) || parts.includes(`${target} ${name}`))
  );
}

/** References across namespaces that the Gateway API wants permitted. */
export const grantRules: RuleSet = { facts: [notGranted], surroundings: [checkGrants] };
