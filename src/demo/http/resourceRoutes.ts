import { apiVersionOf } from '../../cluster/resource.ts';
import { applyObject } from '../api/apply.ts';
import { checkApplied, checkBody, type FieldValidation } from '../api/bodyCheck.ts';
import { type DeletionOptions, deleteObject } from '../api/deletion.ts';
import type { JsonObject, KubeObject } from '../api/kubeObject.ts';
import type { Objects, WriteContext } from '../api/objects.ts';
import { jsonPatch, mergePatch } from '../api/patch.ts';
import type { ServedKind } from '../api/servedKind.ts';
import { refusals } from '../api/status.ts';
import { strategicMerge } from '../api/strategicMerge.ts';

import { type Exchange, requireJson } from './exchange.ts';
import { type Listing, selectorOf } from './listing.ts';
import type { RequestInfo } from './requestInfo.ts';
import { watchCollection } from './watching.ts';

/** What the routes of all kinds work on. */
export interface ResourceService {
  readonly objects: Objects;
  readonly listing: Listing;
}

export const patchTypes = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
} as const;

/** Serves a collection, an object or its `status`: the same for every kind. */
export async function serveResource(
  exchange: Exchange,
  service: ResourceService,
  kind: ServedKind,
  info: RequestInfo,
): Promise<void> {
  requireJson(exchange);
  if (info.subresource && (info.subresource !== 'status' || !kind.hasStatus)) throw refusals.pathNotFound();
  if (!info.name) return serveCollection(exchange, service, kind, info);
  const { objects } = service;
  switch (exchange.method) {
    case 'GET':
      return exchange.json(200, objects.get(kind, info.namespace, info.name));
    case 'PUT':
      return replace(exchange, objects, kind, info);
    case 'PATCH':
      return patch(exchange, objects, kind, info);
    case 'DELETE': {
      const target = objects.get(kind, info.namespace, info.name);
      const options = deletionOptions(exchange, await exchange.bodyObject());
      warnOfOrphans(exchange, kind, options);
      return exchange.json(200, deleteObject(objects, kind, target, options));
    }
    default:
      throw refusals.methodNotAllowed();
  }
}

async function serveCollection(
  exchange: Exchange,
  { objects, listing }: ResourceService,
  kind: ServedKind,
  info: RequestInfo,
): Promise<void> {
  switch (exchange.method) {
    case 'GET':
      return exchange.flag('watch')
        ? watchCollection(exchange, objects, kind, info.namespace)
        : listing.list(exchange, kind, info.namespace);
    case 'POST': {
      if (kind.isNamespaced && !info.namespace) throw refusals.methodNotAllowed();
      const body = await objectBody(exchange, kind);
      return exchange.json(201, objects.create(kind, info.namespace, body, contextOf(exchange, info)));
    }
    case 'DELETE': {
      const options = deletionOptions(exchange, await exchange.bodyObject());
      const fits = selectorOf(exchange, kind);
      const targets = objects.store.list(kind, info.namespace).filter(fits);
      for (const target of targets) deleteObject(objects, kind, target, options);
      return exchange.json(200, {
        kind: `${kind.kind}List`,
        apiVersion: apiVersionOf(kind),
        metadata: { resourceVersion: String(objects.store.revision) },
        items: targets,
      });
    }
    default:
      throw refusals.methodNotAllowed();
  }
}

async function replace(
  exchange: Exchange,
  objects: Objects,
  kind: ServedKind,
  info: RequestInfo,
): Promise<void> {
  const body = await objectBody(exchange, kind);
  const { namespace, name = '' } = info;
  const current = objects.get(kind, namespace, name);
  const said = (body['metadata'] as { name?: string } | undefined)?.name;
  if (said !== name) {
    throw refusals.badRequest(
      `the name of the object (${said ?? ''}) does not match the name on the URL (${name})`,
    );
  }
  exchange.json(200, objects.update(kind, current, body as KubeObject, contextOf(exchange, info)));
}

async function patch(
  exchange: Exchange,
  objects: Objects,
  kind: ServedKind,
  info: RequestInfo,
): Promise<void> {
  const type = exchange.header('content-type').split(';')[0]?.trim() ?? '';
  const context = contextOf(exchange, info);
  const { namespace, name = '' } = info;
  if (type === patchTypes.apply) {
    requireManager(exchange);
    const body = await exchange.bodyObject();
    checkApplied(kind, body, validationOf(exchange));
    const options = { ...context, name, namespace, force: exchange.flag('force') };
    const { object, isNew } = applyObject(objects, kind, body, options);
    return exchange.json(isNew ? 201 : 200, object);
  }
  const current = objects.get(kind, namespace, name);
  const patched = patchedObject(type, kind, current, await exchange.bodyJson());
  const checked = checkBody(kind, patched, validationOf(exchange), warning => exchange.warn(warning));
  exchange.json(200, objects.update(kind, current, checked as KubeObject, context));
}

function patchedObject(type: string, kind: ServedKind, current: KubeObject, body: unknown): KubeObject {
  if (type === patchTypes.merge) return mergePatch(current, body) as KubeObject;
  if (type === patchTypes.json) return jsonPatch(current, body) as KubeObject;
  if (type === patchTypes.strategic && !kind.isCustom) {
    return strategicMerge(current, body, kind.schema) as KubeObject;
  }
  throw refusals.unsupportedPatch();
}

/** A body that says what it is, and says the same as the path. */
async function objectBody(exchange: Exchange, kind: ServedKind): Promise<JsonObject> {
  const type = exchange.header('content-type').split(';')[0]?.trim() ?? '';
  if (type !== '' && type !== 'application/json') throw refusals.unsupportedMediaType();
  const body = await exchange.bodyObject();
  const said = { apiVersion: apiVersionOf(kind), kind: kind.kind, ...body };
  if (said.apiVersion !== apiVersionOf(kind) || said.kind !== kind.kind) {
    throw refusals.badRequest(
      `${said.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: no kind "${said.kind}" is registered for version "${said.apiVersion}" in scheme`,
    );
  }
  return checkBody(kind, said, validationOf(exchange), warning => exchange.warn(warning));
}

function validationOf(exchange: Exchange): FieldValidation {
  return (exchange.query('fieldValidation') ?? 'Warn') as FieldValidation;
}

function requireManager(exchange: Exchange): void {
  if (exchange.query('fieldManager')) return;
  throw refusals.invalid({ kind: 'PatchOptions', group: 'meta.k8s.io' }, '', [
    {
      reason: 'FieldValueRequired',
      message: 'Required value: is required for apply patch',
      field: 'fieldManager',
    },
  ]);
}

const optionKinds: Readonly<Record<string, string>> = {
  POST: 'CreateOptions',
  PUT: 'UpdateOptions',
  PATCH: 'PatchOptions',
  DELETE: 'DeleteOptions',
};

/** Who writes: the named field manager, else the program that the user agent names. */
export function contextOf(exchange: Exchange, info: RequestInfo): WriteContext {
  const dryRun = exchange.url.searchParams.getAll('dryRun');
  if (dryRun.some(value => value !== 'All')) {
    const kind = { kind: optionKinds[exchange.method] ?? 'Options', group: 'meta.k8s.io' };
    const message = `Unsupported value: ${JSON.stringify(dryRun)}: supported values: "All"`;
    throw refusals.invalid(kind, '', [{ reason: 'FieldValueNotSupported', message, field: 'dryRun' }]);
  }
  const agent = exchange.header('user-agent').split('/')[0] || 'unknown';
  return {
    manager: exchange.query('fieldManager') ?? agent,
    dryRun: dryRun.length > 0,
    ...(info.subresource === 'status' ? { subresource: 'status' } : {}),
  };
}

function deletionOptions(exchange: Exchange, body: JsonObject): DeletionOptions {
  const fromQuery: JsonObject = {
    propagationPolicy: exchange.query('propagationPolicy'),
    gracePeriodSeconds: exchange.number('gracePeriodSeconds'),
  };
  const given = Object.fromEntries(Object.entries(fromQuery).filter(([, value]) => value !== undefined));
  const { dryRun, ...options } = { ...body, ...given } as DeletionOptions & { dryRun?: unknown };
  const isDry = exchange.query('dryRun') === 'All' || (Array.isArray(dryRun) && dryRun.includes('All'));
  return { ...options, dryRun: isDry };
}

function warnOfOrphans(exchange: Exchange, kind: ServedKind, options: DeletionOptions): void {
  if (kind.kind !== 'Job' || kind.isCustom || options.propagationPolicy) return;
  exchange.warn(
    'child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them or set propagationPolicy=Orphan to suppress this warning',
  );
}
