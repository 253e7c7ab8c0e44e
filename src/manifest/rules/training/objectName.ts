import type { ManifestObject } from '../../object.ts';
import type { Report } from '../../rule.ts';
import { say } from '../../say.ts';
import { dns1035LabelFlaw } from '../../structure/names.ts';
import { mapAt } from '../../syntax/lookup.ts';
import { givenScalar, replacing } from '../core/reading.ts';

export interface NameDemand {
  readonly rule: string;
  /** The longest that the controller puts behind the name, as `-worker-15`. */
  readonly behind?: string;
  /** Most characters, where the controller takes fewer than a label may have. */
  readonly most?: number;
}

/** Judges a name that controllers make Services and host names of: an RFC 1035 label, with what comes behind it. */
export function checkServiceName(object: ManifestObject, demand: NameDemand, report: Report): void {
  const { rule, behind = '', most = 63 } = demand;
  const name = givenScalar(mapAt(object.node, 'metadata'), 'name');
  if (name === undefined || typeof name.value !== 'string' || name.text === '') return;
  if (name.text.length + behind.length > most)
    report(
      rule,
      name,
      say`The name has ${name.text.length} characters; with what is put behind it, at most ${most - behind.length} fit.`,
    );
  else if (dns1035LabelFlaw(name.text) !== undefined) {
    const mended = name.text
      .toLowerCase()
      .replace(/[^-a-z0-9]+/g, '-')
      .replace(/^[^a-z]+|-+$/g, '');
    report(
      rule,
      name,
      say`"${name.text}" cannot name a Service: lower-case letters, digits and dashes, begun by a letter.`,
      { fixes: () => (dns1035LabelFlaw(mended) === undefined ? [replacing(name, mended, false)] : []) },
    );
  }
}
