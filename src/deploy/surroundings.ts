import type { CollectionReader, ObjectStore } from '../cluster/ports.ts';
import { kinds, type ResourceKind, type WireObject } from '../cluster/resource.ts';
import { listAt, recordAt, textAt } from '../cluster/wireReader.ts';
import type { Surroundings } from './readinessVerdict.ts';

/** So many pods are looked at for the reason of a wait; more would tell the same. */
const podLimit = 100;

const storageClasses: ResourceKind = {
  group: 'storage.k8s.io',
  version: 'v1',
  plural: 'storageclasses',
  kind: 'StorageClass',
  isNamespaced: false,
};

/** Fetches what is needed to judge an object. What may not be read is left out: the object's own words must do then. */
export async function readSurroundings(
  wire: WireObject,
  cluster: CollectionReader & ObjectStore,
  signal: AbortSignal,
): Promise<Surroundings> {
  const namespace = textAt(wire, 'metadata', 'namespace');
  const labelSelector = podSelector(wire);
  if (labelSelector !== undefined && namespace !== undefined) {
    const page = await cluster.listPage(kinds.pods, { namespace, labelSelector, limit: podLimit }, signal);
    return { pods: page.ok ? page.value.items : [] };
  }
  const className = textAt(wire, 'spec', 'storageClassName');
  if (wire['kind'] === 'PersistentVolumeClaim' && className !== undefined) {
    const found = await cluster.get({ kind: storageClasses, name: className }, signal);
    return { pods: [], ...(found.ok ? { storageClass: found.value } : {}) };
  }
  return { pods: [] };
}

/** The label selector of an object's pods, as the API takes it; nothing for kinds that have none. */
export function podSelector(wire: WireObject): string | undefined {
  const name = textAt(wire, 'metadata', 'name');
  switch (textAt(wire, 'kind')) {
    case 'InferenceService':
      return `serving.kserve.io/inferenceservice=${name}`;
    case 'Job':
      return `batch.kubernetes.io/job-name=${name}`;
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
      return selectorText(wire);
    default:
      return undefined;
  }
}

function selectorText(wire: WireObject): string | undefined {
  const labels = Object.entries(recordAt(wire, 'spec', 'selector', 'matchLabels'));
  const terms = [
    ...labels.map(([key, value]) => `${key}=${String(value)}`),
    ...listAt(wire, 'spec', 'selector', 'matchExpressions').flatMap(expressionText),
  ];
  return terms.length === 0 ? undefined : terms.join(',');
}

function expressionText(expression: unknown): readonly string[] {
  const key = textAt(expression, 'key') ?? '';
  const values = `(${listAt(expression, 'values').join(',')})`;
  switch (textAt(expression, 'operator')) {
    case 'In':
      return [`${key} in ${values}`];
    case 'NotIn':
      return [`${key} notin ${values}`];
    case 'Exists':
      return [key];
    case 'DoesNotExist':
      return [`!${key}`];
    default:
      return [];
  }
}
