/** A kind without its version: references hold across the versions of their target. */
export interface TargetKind {
  readonly group: string;
  readonly kind: string;
}

/** The text of a field beside the one that names, by its path from the map that holds the name; undefined where it is missing. */
export type SiblingText = (path: string) => string | undefined;

/** Finds out of the fields beside a name what kind it means; undefined where it means nothing that can be looked up. */
export type ChooseTarget = (sibling: SiblingText) => TargetKind | undefined;

/** What a reference asks of its target beyond being there. */
export type PartRole = 'key' | 'port' | 'template' | 'listener';

/**
 * One field that names an object.
 *
 * Paths are field names joined by dots. `[]` stands for the items of a list and hangs on the name (`subjects[].name`), `*`
 * for any field name, `<a.b/c>` for a field name with dots in it. A path that begins with `**.` may end anywhere in an
 * object; any other begins at the object's root.
 */
export interface ReferenceRow {
  readonly path: string;
  /** `group/Kind` of the objects that the row holds for; every object where it is left out. */
  readonly kinds?: readonly string[];
  /** What the name may mean, the usual one first. Several where the field leaves it open. */
  readonly to: readonly TargetKind[];
  /** Narrows `to` by the fields beside the name. */
  readonly choose?: ChooseTarget;
  /** Path of the field that names the target's namespace, from the map that holds the name. Otherwise it is the object's own. */
  readonly namespace?: string;
  /** Fields that name a part of the target, by path from the map that holds the name. */
  readonly parts?: Readonly<Record<string, PartRole>>;
  /** Finds the name in the field's text (`pvc://data/models` names `data`); undefined where the text names nothing. */
  readonly nameIn?: (text: string) => string | undefined;
}

/** Makes a target of `group/Kind`; `/Pod` and `Pod` are of the core group. */
export function target(name: string): TargetKind {
  const slash = name.indexOf('/');
  return { group: name.slice(0, Math.max(slash, 0)), kind: name.slice(slash + 1) };
}

/** Chooses by `kind` and a field that gives the group, or `group/version`; what is not written falls back to the usual kind. */
export function byKind(usual: TargetKind, groupField: 'apiVersion' | 'apiGroup' | 'group'): ChooseTarget {
  return sibling => {
    const kind = sibling('kind') ?? usual.kind;
    const written = sibling(groupField);
    if (written === undefined) return { group: kind === usual.kind ? usual.group : groupOfKind(kind), kind };
    return { group: groupField === 'apiVersion' ? groupOfApiVersion(written) : written, kind };
  };
}

/** Chooses between a namespaced kind and its cluster-wide sister by `clusterScope: true`. */
export function byScope(own: TargetKind, clusterWide: TargetKind): ChooseTarget {
  return sibling => (sibling('clusterScope') === 'true' ? clusterWide : own);
}

const workloads = new Set(['Deployment', 'StatefulSet', 'ReplicaSet', 'DaemonSet']);

function groupOfKind(kind: string): string {
  return workloads.has(kind) ? 'apps' : '';
}

function groupOfApiVersion(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
