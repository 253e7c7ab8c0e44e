import { replaceValue } from '../../fix/edits.ts';
import type { Fix } from '../../fix/fix.ts';
import type { ManifestObject } from '../../object.ts';
import type { TargetKind } from '../../references/referenceRow.ts';
import type { Reference } from '../../references/referencesOf.ts';
import type { Report } from '../../rule.ts';
import { say } from '../../say.ts';
import type { KnownObject, Surroundings } from '../../surroundings.ts';
import { nearest } from '../core/nearest.ts';
import { facts } from '../core/reading.ts';
import { inSameTree, isManagedBy } from './sameTree.ts';
import { isWellKnown, wellKnownNames } from './wellKnownObjects.ts';

export const missing = facts(
  'references/missing-object',
  'warning',
  'An object is named that neither the workspace nor the cluster has.',
  'Pods wait in ContainerCreating or CreateContainerConfigError, and controllers report that they find nothing, until it is there. Where only files are known, this is told as a hint.',
);

/** What one reference leads to. */
export interface Found {
  /** Everything that the name may mean; empty where it means nothing known. */
  readonly known: readonly KnownObject[];
  readonly namespace: string | undefined;
  readonly certainty: 'cluster' | 'workspace' | 'no';
}

/** Looks a reference up. Of several kinds that it may mean, the least certain one counts. */
export function lookUp(reference: Reference, object: ManifestObject, surroundings: Surroundings): Found {
  const namespace = reference.namespace ?? object.namespace;
  const answers = reference.to.map(kind => surroundings.certainty(kind, namespace));
  return {
    known: reference.to.flatMap(kind => surroundings.named(kind, reference.name, namespace)),
    namespace,
    certainty: answers.includes('no') ? 'no' : answers.includes('workspace') ? 'workspace' : 'cluster',
  };
}

/** What the platform brings along, so that files seldom tell all of it. */
const madeElsewhere: ReadonlySet<string> = new Set([
  '/Node',
  '/PersistentVolume',
  'storage.k8s.io/StorageClass',
  'networking.k8s.io/IngressClass',
  'gateway.networking.k8s.io/GatewayClass',
  'node.k8s.io/RuntimeClass',
  'kueue.x-k8s.io/Cohort',
]);
const objectName = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
const generatedHash = /^-[bcdfghkmt2456789]{10}$/;

/** Reports a reference that leads nowhere, as far as its absence proves anything. */
export function reportMissing(
  reference: Reference,
  { namespace, certainty }: Found,
  { object, surroundings, report }: { object: ManifestObject; surroundings: Surroundings; report: Report },
): void {
  const { to, name, isOptional } = reference;
  const [usual] = to;
  if (usual === undefined || isOptional || certainty === 'no' || !objectName.test(name)) return;
  if (to.some(kind => isWellKnown(kind, name))) return;
  const candidates = to.flatMap(kind => surroundings.all(kind, namespace));
  if (candidates.some(one => isHashed(one, name))) return;
  if (certainty === 'cluster') {
    const meant = meantBy(name, namesFor(to, candidates));
    const place = namespace ?? surroundings.namespace;
    const words =
      place === undefined || isClusterWide(usual)
        ? say`Neither the workspace nor the cluster has the ${usual.kind} "${name}".`
        : say`Neither the workspace nor the cluster has the ${usual.kind} "${name}" in the namespace ${place}.`;
    report(missing.id, reference.at, words, fixesFor(reference, meant));
    return;
  }
  reportUnwritten(reference, inSameTree(object, candidates, surroundings), report);
}

/** With nothing but files known: a near name was probably meant; an unknown one only where the folder keeps such objects. */
function reportUnwritten(reference: Reference, near: readonly KnownObject[], report: Report): void {
  const [usual] = reference.to;
  if (usual === undefined) return;
  const { name, at } = reference;
  const meant = meantBy(name, namesFor(reference.to, near));
  if (meant !== undefined) {
    report(missing.id, at, say`No file has the ${usual.kind} "${name}"; "${meant}" is the nearest name.`, {
      severity: 'information',
      ...fixesFor(reference, meant),
    });
    return;
  }
  if (!isManagedBy(near) || madeElsewhere.has(`${usual.group}/${usual.kind}`)) return;
  report(missing.id, at, say`No file of the workspace has the ${usual.kind} "${name}".`, {
    severity: 'hint',
  });
}

/**
 * The name that was probably meant. Short names are near to everything, nobody mistypes the first letter, and `queue-1` beside
 * `queue-2` is a name of its own.
 */
function meantBy(name: string, names: readonly string[]): string | undefined {
  const meant = name.length < 5 ? undefined : nearest(name, names);
  if (meant === undefined || meant[0]?.toLowerCase() !== name[0]?.toLowerCase()) return undefined;
  return meant.replace(/\d+/g, '0') === name.replace(/\d+/g, '0') ? undefined : meant;
}

function namesFor(kinds: readonly TargetKind[], known: readonly KnownObject[]): readonly string[] {
  return [...new Set([...known.map(one => one.name), ...kinds.flatMap(wellKnownNames)])];
}

/** Kustomize appends a hash to the names of ConfigMaps and Secrets that it generates. */
function isHashed({ kind, name }: KnownObject, wanted: string): boolean {
  return (
    (kind === 'ConfigMap' || kind === 'Secret') &&
    name.startsWith(wanted) &&
    generatedHash.test(name.slice(wanted.length))
  );
}

function isClusterWide({ kind }: TargetKind): boolean {
  return (
    /^(?:Cluster|Node$|PersistentVolume$|Namespace$)|Class$|Flavor$/.test(kind) && kind !== 'ClusterIssuer'
  );
}

/** The fix that writes the name that was meant, within the text that holds it (`pvc://name/path`). */
export function fixesFor(
  { at, name }: Pick<Reference, 'at' | 'name'>,
  meant: string | undefined,
): { fixes?: () => readonly Fix[] } {
  if (meant === undefined || typeof at.value !== 'string') return {};
  const text = at.value;
  const start = text.indexOf(name);
  const written = text.slice(0, start) + meant + text.slice(start + name.length);
  return {
    fixes: () => [{ title: say`Change to ${written}`, edits: replaceValue(at, written), isSafe: false }],
  };
}
