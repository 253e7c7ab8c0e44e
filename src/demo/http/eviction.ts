import { deleteObject } from '../api/deletion.ts';
import type { Objects } from '../api/objects.ts';
import type { ServedKind } from '../api/servedKind.ts';
import { refusals } from '../api/status.ts';
import type { Exchange } from './exchange.ts';
import type { RequestInfo } from './requestInfo.ts';

/** Serves `pods/{name}/eviction`: a deletion that a budget could refuse; there are no budgets here. */
export async function serveEviction(
  exchange: Exchange,
  objects: Objects,
  kind: ServedKind,
  info: RequestInfo,
): Promise<void> {
  if (exchange.method !== 'POST') throw refusals.methodNotAllowed();
  const body = await exchange.bodyObject();
  const pod = objects.get(kind, info.namespace, info.name ?? '');
  const given = (body['deleteOptions'] ?? {}) as { gracePeriodSeconds?: number; dryRun?: string[] };
  const dryRun = exchange.query('dryRun') === 'All' || (given.dryRun ?? []).includes('All');
  const grace =
    given.gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds: given.gracePeriodSeconds };
  deleteObject(objects, kind, pod, { ...grace, dryRun });
  exchange.json(201, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 });
}
