import { replaceValue } from './fix/edits.ts';
import type { Fix } from './fix/fix.ts';
import { apiVersionOf, type ManifestObject } from './object.ts';
import type { Report, RuleFacts } from './rule.ts';
import { nearest } from './rules/core/nearest.ts';
import { say } from './say.ts';
import type { KindEntry, SchemaCatalog } from './schema/catalog.ts';
import { scalarAt } from './syntax/lookup.ts';
import type { ScalarNode } from './syntax/node.ts';

export const kindFacts: readonly RuleFacts[] = [
  {
    id: 'schema/unknown-kind',
    severity: 'hint',
    summary: 'The kind is neither known to Timonel nor served by a connected cluster.',
    why: 'Its fields cannot be checked. Where a cluster is connected and the kind is not installed there, applying the object fails.',
  },
  {
    id: 'schema/retired-version',
    severity: 'warning',
    summary: 'The version of the kind is deprecated, or no longer served.',
    why: 'Clusters of newer versions refuse it; the successor takes its place, sometimes with other fields.',
  },
];

/** Whether the kind exists, in this version, and still. */
export function judgeKind(object: ManifestObject, catalog: SchemaCatalog, report: Report): void {
  const entry = catalog.entry(object);
  if (entry) judgeRetirement(object, entry, report);
  else judgeUnknown(object, catalog, report);
}

function judgeRetirement(object: ManifestObject, entry: KindEntry, report: Report): void {
  const { retirement } = entry;
  const at = scalarAt(object.node, 'apiVersion');
  if (retirement === undefined || at === undefined) return;
  const written = apiVersionOf(object);
  const { since, successor } = retirement;
  const fixes = successor === undefined ? undefined : () => [useVersion(at, successor)];
  const isGone = retirement.state !== 'deprecated';
  const details = {
    severity: isGone ? ('warning' as const) : ('information' as const),
    tags: ['deprecated' as const],
    ...(fixes && { fixes }),
  };
  const message =
    since === undefined
      ? successor === undefined
        ? isGone
          ? say`${object.kind} is no longer served in ${written}.`
          : say`${object.kind} in ${written} is deprecated.`
        : isGone
          ? say`${object.kind} is no longer served in ${written}; write ${successor}.`
          : say`${object.kind} in ${written} is deprecated; write ${successor}.`
      : successor === undefined
        ? isGone
          ? say`${object.kind} in ${written} is gone since ${since}.`
          : say`${object.kind} in ${written} is deprecated since ${since}.`
        : isGone
          ? say`${object.kind} in ${written} is gone since ${since}; write ${successor}.`
          : say`${object.kind} in ${written} is deprecated since ${since}; write ${successor}.`;
  report('schema/retired-version', at, message, details);
}

function useVersion(at: ScalarNode, successor: string): Fix {
  return { title: say`Use ${successor}`, edits: replaceValue(at, successor), isSafe: false };
}

/** The same kind under another version is most likely what was meant. */
function judgeUnknown(object: ManifestObject, catalog: SchemaCatalog, report: Report): void {
  const at = scalarAt(object.node, 'apiVersion');
  if (at === undefined) return;
  const written = apiVersionOf(object);
  const same = catalog.kinds.filter(kind => kind.kind === object.kind && kind.retirement === undefined);
  const near = same.filter(kind => kind.group === object.group || object.group === '' || kind.group === '');
  if (near.length > 0) {
    const versions = near.map(apiVersionOf);
    const fixes = () =>
      versions.map(version => ({
        title: say`Use ${version}`,
        edits: replaceValue(at, version),
        // Another version has other fields.
        isSafe: false,
      }));
    report(
      'schema/unknown-kind',
      at,
      say`There is no ${object.kind} in ${written}; it is in ${versions.join(', ')}.`,
      { fixes, severity: 'warning' },
    );
    return;
  }
  const kind = scalarAt(object.node, 'kind') ?? at;
  if (judgeMisspelt(object, kind, catalog, report)) return;
  if (catalog.isOfCluster)
    report(
      'schema/unknown-kind',
      kind,
      say`The cluster serves no ${object.kind} of ${written}: is its CRD installed?`,
    );
  else
    report(
      'schema/unknown-kind',
      kind,
      say`Timonel does not know ${object.kind} of ${written}, so its fields are not checked; connect a cluster that serves it.`,
    );
}

/** A kind that is spelled almost as one of its group and version. Of built-in groups the API server surely serves no other. */
function judgeMisspelt(
  object: ManifestObject,
  at: ScalarNode,
  catalog: SchemaCatalog,
  report: Report,
): boolean {
  const siblings = catalog.kinds.filter(
    ({ group, version }) => group === object.group && version === object.version,
  );
  const meant = nearest(
    object.kind,
    siblings.map(({ kind }) => kind),
  );
  if (meant === undefined) return false;
  const isBuiltIn = siblings.some(kind => kind.isBuiltIn === true);
  report(
    'schema/unknown-kind',
    at,
    say`There is no ${object.kind} in ${apiVersionOf(object)}; ${meant} is there.`,
    {
      severity: isBuiltIn ? 'error' : 'warning',
      fixes: () => [{ title: say`Change to ${meant}`, edits: replaceValue(at, meant) }],
    },
  );
  return true;
}
