import type { ManifestObject } from '../object.ts';
import { entryOf, mapAt, nodeAt } from '../syntax/lookup.ts';
import type { MapNode, SyntaxNode } from '../syntax/node.ts';

/** Labels by which an object finds others. */
export interface Selection {
  /** The map that holds the labels. */
  readonly at: MapNode;
  readonly labels: Readonly<Record<string, string>>;
  /** What is looked for: pods of any workload, or objects of a kind by their own labels. */
  readonly finds: 'pods' | { readonly group: string; readonly kind: string };
  /** False where expressions narrow it further, so that the labels alone do not tell what is found. */
  readonly isWhole: boolean;
}

interface SelectorRow {
  readonly path: readonly string[];
  readonly finds: Selection['finds'];
}

const services = { group: '', kind: 'Service' } as const;

/** By `group/Kind`. Workloads' own selectors are left out: they find the pods of their own template. */
const rows: Readonly<Record<string, SelectorRow>> = {
  '/Service': { path: ['spec', 'selector'], finds: 'pods' },
  'policy/PodDisruptionBudget': { path: ['spec', 'selector', 'matchLabels'], finds: 'pods' },
  'networking.k8s.io/NetworkPolicy': { path: ['spec', 'podSelector', 'matchLabels'], finds: 'pods' },
  'monitoring.coreos.com/PodMonitor': { path: ['spec', 'selector', 'matchLabels'], finds: 'pods' },
  'monitoring.coreos.com/ServiceMonitor': { path: ['spec', 'selector', 'matchLabels'], finds: services },
  'inference.networking.k8s.io/InferencePool': { path: ['spec', 'selector', 'matchLabels'], finds: 'pods' },
  'inference.networking.x-k8s.io/InferencePool': { path: ['spec', 'selector'], finds: 'pods' },
};

/** What an object selects by labels; undefined where it selects nothing or everything. */
export function selectionOf(object: ManifestObject): Selection | undefined {
  const row = rows[`${object.group}/${object.kind}`];
  if (row === undefined) return undefined;
  const at = mapAt(object.node, ...row.path);
  const labels = at && labelsOf(at);
  if (at === undefined || labels === undefined || Object.keys(labels).length === 0) return undefined;
  const isWhole = at.parent === undefined || entryOf(at.parent, 'matchExpressions') === undefined;
  return { at, labels, finds: row.finds, isWhole };
}

/** Whether labels carry all that a selector asks for. */
export function selects(
  wanted: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  return labels !== undefined && Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

/** The labels in a map; undefined where one of them is no string, since then the server refuses them all. */
export function labelsOf(map: SyntaxNode | undefined): Readonly<Record<string, string>> | undefined {
  if (map?.kind !== 'map') return undefined;
  const labels: Record<string, string> = {};
  for (const { name, value } of map.entries) {
    if (value.kind !== 'scalar' || typeof value.value !== 'string') return undefined;
    labels[name] = value.value;
  }
  return labels;
}

/** The labels that the pods of a workload will carry: those of its template, or of the pod itself. */
export function podLabelsOf(object: ManifestObject): Readonly<Record<string, string>> | undefined {
  const template =
    object.group === '' && object.kind === 'Pod'
      ? object.node
      : (nodeAt(object.node, 'spec', 'template') ??
        nodeAt(object.node, 'spec', 'jobTemplate', 'spec', 'template'));
  return labelsOf(mapAt(template, 'metadata', 'labels'));
}
