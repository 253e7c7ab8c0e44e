import type { ManifestObject } from './object.ts';

/** Where the knowledge about an object comes from. */
export type Origin = 'workspace' | 'cluster';

/** What is known of an object that a manifest may refer to. Never a secret's values: its keys alone. */
export interface KnownObject {
  readonly origin: Origin;
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** Undefined for cluster-wide kinds, and for workspace files that leave it to the context. */
  readonly namespace: string | undefined;
  /** Keys of a ConfigMap or Secret; undefined where they are not known (generators, suffixed names). */
  readonly keys?: readonly string[];
  /** Ports of a Service, by name and number. */
  readonly ports?: readonly { readonly name: string | undefined; readonly port: number }[];
  /** Model formats that a serving runtime supports, and whether it picks them by itself. */
  readonly modelFormats?: readonly {
    readonly name: string;
    readonly version: string | undefined;
    readonly autoSelect: boolean;
  }[];
  /** Labels of what a workload's pods will carry, or of the object itself, for selectors. */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Names of the templates that a workflow template offers, or of the listeners of a gateway; of a ReferenceGrant what it
   * permits, as `from group/Kind namespace` and `to group/Kind name`. Undefined where unknown.
   */
  readonly parts?: readonly string[];
  /** What an autoscaler scales. */
  readonly scales?: { readonly group: string; readonly kind: string; readonly name: string };
  /** Labels of the pods that a Service, a disruption budget or another selecting object is after. */
  readonly selects?: Readonly<Record<string, string>>;
  /** True of what a controller or a generator makes out of an object in a file: its name is sure, nothing else is. */
  readonly isGenerated?: boolean;
  /** The syntax, where it stands in an open or indexed file of the workspace. */
  readonly manifest?: { readonly uri: string; readonly object: ManifestObject };
}

/** A node's room as the scheduler sees it; amounts in the resource's base unit (cores, bytes, devices). */
export interface NodeRoom {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly { readonly key: string; readonly value: string; readonly effect: string }[];
  readonly isSchedulable: boolean;
  readonly allocatable: Readonly<Record<string, number>>;
  readonly free: Readonly<Record<string, number>>;
}

export interface QuotaRoom {
  readonly namespace: string;
  readonly name: string;
  /** By resource as the quota names it (`requests.nvidia.com/gpu`): the limit, and what is taken. */
  readonly hard: Readonly<Record<string, number>>;
  readonly used: Readonly<Record<string, number>>;
}

/** What is known around a manifest. Everything answers at once, from what was gathered before. */
export interface Surroundings {
  /** The objects of a kind that a name in this namespace may mean, from the workspace and the cluster; cluster-wide kinds ignore the namespace. */
  named(
    kind: { readonly group: string; readonly kind: string },
    name: string,
    namespace: string | undefined,
  ): readonly KnownObject[];
  /** All objects of a kind that could be meant in this namespace, for completion and *did you mean*. */
  all(
    kind: { readonly group: string; readonly kind: string },
    namespace: string | undefined,
  ): readonly KnownObject[];
  /**
   * Whether the absence of an object in both places proves anything: `cluster` when the cluster was asked and lists the kind
   * completely in that namespace, `workspace` when only files are known, `no` when generators, Helm or a foreign namespace
   * make silence the right answer.
   */
  certainty(
    kind: { readonly group: string; readonly kind: string },
    namespace: string | undefined,
  ): 'cluster' | 'workspace' | 'no';
  /** The file that an object stands in; undefined where it is not known, and then nothing is told about its neighbours. */
  fileOf?(object: ManifestObject): string | undefined;
  /** Namespace that manifests without one go to; undefined while no cluster is connected. */
  readonly namespace?: string | undefined;
  /** The same for as long as every answer is; where it is left out, no conclusion may be kept. */
  readonly generation?: string | undefined;
  /** Undefined while no cluster is connected. */
  readonly nodes: readonly NodeRoom[] | undefined;
  readonly quotas: readonly QuotaRoom[] | undefined;
}
