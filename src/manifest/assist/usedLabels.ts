import type { ManifestObject } from '../object.ts';
import type { TargetKind } from '../references/referenceRow.ts';
import { labelsOf, podLabelsOf } from '../references/selectors.ts';
import type { Surroundings } from '../surroundings.ts';
import { mapAt } from '../syntax/lookup.ts';

/** Kinds whose pods are selected, and whose labels therefore are worth repeating. */
const workloads: readonly TargetKind[] = [
  { group: 'apps', kind: 'Deployment' },
  { group: 'apps', kind: 'StatefulSet' },
  { group: 'apps', kind: 'DaemonSet' },
  { group: 'argoproj.io', kind: 'Rollout' },
  { group: '', kind: 'Pod' },
  { group: '', kind: 'Service' },
];

const most = 200;

/**
 * Labels that this object and the workloads around it carry, with their values: its own first, since selectors repeat them.
 */
export function usedLabels(
  object: ManifestObject | undefined,
  surroundings: Surroundings,
): ReadonlyMap<string, readonly string[]> {
  const used = new Map<string, string[]>();
  const add = (labels: Readonly<Record<string, string>> | undefined) => {
    for (const [key, value] of Object.entries(labels ?? {})) {
      const values = used.get(key) ?? [];
      if (values.length < most && !values.includes(value)) values.push(value);
      if (used.size < most) used.set(key, values);
    }
  };
  if (object !== undefined) {
    add(podLabelsOf(object));
    add(labelsOf(mapAt(object.node, 'metadata', 'labels')));
    add(labelsOf(mapAt(object.node, 'spec', 'selector', 'matchLabels')));
  }
  for (const kind of workloads)
    for (const known of surroundings.all(kind, object?.namespace)) add(known.labels);
  return used;
}
