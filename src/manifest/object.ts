import type { MapNode } from './syntax/node.ts';

/** A kind by its full name; the core group is the empty string. */
export interface KindName {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** One Kubernetes object (or a file that is treated like one) in a document; the items of a `List` are objects of their own. */
export interface ManifestObject extends KindName {
  readonly node: MapNode;
  /** `metadata.name`; undefined where it is missing, no string, or a template's placeholder. */
  readonly name: string | undefined;
  /** `metadata.namespace`; undefined where the text leaves it to the context. */
  readonly namespace: string | undefined;
}

/** `apps/v1` for apps, `v1` for the core group. */
export function apiVersionOf(kind: KindName): string {
  return kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
}
