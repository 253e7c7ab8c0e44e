import type { ManifestObject } from '../object.ts';
import type { Report } from '../rule.ts';
import { say } from '../say.ts';
import { isBuiltInGroup } from '../schema/builtInGroups.ts';
import { entryOf, itemsAt, scalarAt } from '../syntax/lookup.ts';
import type { MapNode, SyntaxNode } from '../syntax/node.ts';
import { jsonKey } from './jsonKey.ts';
import { qualifiedNameFlaw } from './names.ts';

const ownerRule = 'metadata/owner-reference';

/** Owners and finalizers of an object itself: what the API server asks of no template. */
export function judgeOwnership(object: ManifestObject, report: Report): void {
  const owners = itemsAt(object.node, 'metadata', 'ownerReferences').filter(owner => owner.kind === 'map');
  for (const owner of owners) judgeOwner(owner, report);
  judgeControllers(owners, report);
  if (hasNamedFinalizers(object.group)) judgeFinalizers(object, report);
}

function judgeOwner(owner: MapNode, report: Report): void {
  for (const name of ['apiVersion', 'kind', 'name', 'uid']) {
    const value = entryOf(owner, name)?.value;
    if (value === undefined || (value.kind === 'scalar' && (value.value === null || value.value === '')))
      report(ownerRule, owner, say`An owner reference needs ${name}.`, { missing: name });
  }
  const apiVersion = scalarAt(owner, 'apiVersion');
  if (typeof apiVersion?.value === 'string' && /\/.*\/|\/$/.test(apiVersion.value))
    report(
      ownerRule,
      apiVersion,
      say`An apiVersion is a version, or a group and a version with one slash between them.`,
    );
}

function judgeControllers(owners: readonly MapNode[], report: Report): void {
  let first: SyntaxNode | undefined;
  for (const owner of owners) {
    if (scalarAt(owner, 'controller')?.value !== true) continue;
    if (first === undefined) first = owner;
    // The server drops a reference that is repeated word for word.
    else if (jsonKey(owner) !== jsonKey(first))
      report(ownerRule, owner, say`Only one owner can be the controller.`, {
        related: [{ at: first, message: say`The first controller.` }],
      });
  }
}

/** In some groups, and for what definitions define, any qualified name will do: the server was seen to take it. */
function hasNamedFinalizers(group: string): boolean {
  return (
    isBuiltInGroup(group) &&
    !/^(?:policy|node\.|admissionregistration\.|api(?:extensions|registration)\.)/.test(group)
  );
}

const standardFinalizers: ReadonlySet<string> = new Set(['foregroundDeletion', 'kubernetes', 'orphan']);

function judgeFinalizers({ node }: ManifestObject, report: Report): void {
  for (const item of itemsAt(node, 'metadata', 'finalizers')) {
    if (item.kind !== 'scalar' || typeof item.value !== 'string') continue;
    // What is no qualified name at all is told wherever finalizers stand.
    if (qualifiedNameFlaw(item.value) !== undefined) continue;
    if (!item.value.includes('/') && !standardFinalizers.has(item.value))
      report(
        'metadata/finalizer',
        item,
        say`"${item.value.slice(0, 60)}" cannot be a finalizer here: without a domain there are kubernetes, orphan and foregroundDeletion alone.`,
      );
  }
}
