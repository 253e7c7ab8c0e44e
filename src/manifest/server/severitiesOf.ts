import type { Severities } from '../judge.ts';
import type { ManifestSettings } from '../protocol.ts';

/** What another extension tells already: YAML itself and the structure of objects. */
const others: Severities = { yaml: 'off', schema: 'off' };

/** The severities by which manifests are judged. What the user names counts in any case. */
export function severitiesOf({ rules, provider }: ManifestSettings): Severities {
  return provider === 'other' ? { ...others, ...rules } : rules;
}
