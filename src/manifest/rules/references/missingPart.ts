import { replaceValue } from '../../fix/edits.ts';
import type { PartRole } from '../../references/referenceRow.ts';
import type { Reference, ReferencePart } from '../../references/referencesOf.ts';
import type { Report } from '../../rule.ts';
import { say } from '../../say.ts';
import type { KnownObject } from '../../surroundings.ts';
import { nearest } from '../core/nearest.ts';
import { facts } from '../core/reading.ts';

export const missingKey = facts(
  'references/missing-key',
  'warning',
  'A ConfigMap or Secret is there, but the key that is asked of it is not.',
  'The container does not start (CreateContainerConfigError), or the volume is not mounted, until the key is there.',
);
export const missingPort = facts(
  'references/missing-port',
  'warning',
  'A Service is there, but the port that is asked of it is not.',
  'Ingress and route controllers answer with 503, since no endpoint belongs to the port.',
);
export const missingPart = facts(
  'references/missing-part',
  'warning',
  'A workflow template or gateway is there, but the template or listener that is asked of it is not.',
  'The workflow fails when it comes to the step; the route is not attached.',
);

interface Offer {
  readonly rule: string;
  /** What the object offers in this role; undefined where that is not known. */
  readonly names: (known: KnownObject) => readonly string[] | undefined;
}

const offers: Readonly<Record<PartRole, Offer>> = {
  key: { rule: missingKey.id, names: known => known.keys },
  port: {
    rule: missingPort.id,
    names: ({ ports }) => ports?.flatMap(({ name, port }) => [String(port), ...(name ? [name] : [])]),
  },
  template: { rule: missingPart.id, names: known => known.parts },
  listener: { rule: missingPart.id, names: known => known.parts },
};

/**
 * Reports keys, ports, templates and listeners that none of the objects of the name has. Where one of them does not tell what
 * it offers, nothing is said.
 */
export function reportMissingParts(
  reference: Reference,
  known: readonly KnownObject[],
  report: Report,
): void {
  if (reference.isOptional) return;
  for (const part of reference.parts) {
    const { rule, names } = offers[part.role];
    const offered = known.map(names);
    if (offered.length === 0 || offered.includes(undefined)) continue;
    const all = [...new Set(offered.flatMap(list => list ?? []))];
    if (!all.includes(part.name))
      reportPart(rule, part, { reference, all, kind: known[0]?.kind ?? '' }, report);
  }
}

function reportPart(
  rule: string,
  part: ReferencePart,
  { reference, all, kind }: { reference: Reference; all: readonly string[]; kind: string },
  report: Report,
): void {
  const offered = all.slice(0, 8).join(', ');
  const words =
    all.length === 0
      ? say`The ${kind} "${reference.name}" has no ${part.role} "${part.name}"; it has none at all.`
      : say`The ${kind} "${reference.name}" has no ${part.role} "${part.name}", only ${offered}.`;
  const meant = nearest(part.name, all) ?? (all.length === 1 ? all[0] : undefined);
  report(rule, part.at, words, {
    ...(meant === undefined
      ? {}
      : {
          fixes: () => [
            {
              title: say`Change to ${meant}`,
              edits: replaceValue(part.at, typeof part.at.value === 'number' ? Number(meant) : meant),
              isSafe: false,
            },
          ],
        }),
  });
}
