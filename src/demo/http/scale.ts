import type { JsonObject, KubeObject } from '../api/kubeObject.ts';
import type { Objects } from '../api/objects.ts';
import { mergePatch } from '../api/patch.ts';
import type { ServedKind } from '../api/servedKind.ts';
import { refusals } from '../api/status.ts';
import type { Exchange } from './exchange.ts';
import type { RequestInfo } from './requestInfo.ts';
import { contextOf } from './resourceRoutes.ts';

interface Scalable extends KubeObject {
  spec: { replicas?: number; selector?: { matchLabels?: Record<string, string> } };
  status?: { replicas?: number };
}

/** Serves `…/scale`: the replica counts of a workload as an object of their own. */
export async function serveScale(
  exchange: Exchange,
  objects: Objects,
  kind: ServedKind,
  info: RequestInfo,
): Promise<void> {
  const current = objects.get(kind, info.namespace, info.name ?? '') as Scalable;
  if (exchange.method === 'GET') {
    exchange.json(200, scaleOf(current));
    return;
  }
  if (exchange.method !== 'PATCH' && exchange.method !== 'PUT') throw refusals.methodNotAllowed();
  const body = await exchange.bodyObject();
  const wanted = exchange.method === 'PUT' ? body : (mergePatch(scaleOf(current), body) as JsonObject);
  const { replicas = 0 } = (wanted['spec'] ?? {}) as { replicas?: number };
  if (replicas < 0) {
    const message = `Invalid value: ${replicas}: must be greater than or equal to 0`;
    throw refusals.invalid({ kind: 'Scale', group: 'autoscaling' }, current.metadata.name, [
      { reason: 'FieldValueInvalid', message, field: 'spec.replicas' },
    ]);
  }
  const { resourceVersion } = (wanted['metadata'] ?? {}) as { resourceVersion?: string };
  const next = {
    ...current,
    metadata: { ...current.metadata, resourceVersion: resourceVersion ?? '' },
    spec: { ...current.spec, replicas },
  };
  const { subresource: _, ...context } = contextOf(exchange, info);
  exchange.json(200, scaleOf(objects.update(kind, current, next, context) as Scalable));
}

function scaleOf({ metadata, spec, status }: Scalable): object {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  const selector = Object.entries(spec.selector?.matchLabels ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',');
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: spec.replicas ? { replicas: spec.replicas } : {},
    status: { replicas: status?.replicas ?? 0, selector },
  };
}
