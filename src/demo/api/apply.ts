import {
  difference,
  type FieldSet,
  fromFieldsV1,
  intersection,
  isEmptySet,
  noFields,
  pathsOf,
  union,
} from './fieldSet.ts';
import type { JsonObject, KubeObject, ManagedFieldsEntry } from './kubeObject.ts';
import { entryOf, isSameWriter, ownablePart, withEntries, without } from './managedFields.ts';
import type { Objects, WriteContext } from './objects.ts';
import { resourceNameOf, type ServedKind } from './servedKind.ts';
import { refusals } from './status.ts';
import { compare, fieldsOf, merge, remove } from './typedValue.ts';
import { validate } from './validation.ts';

export interface ApplyContext extends WriteContext {
  readonly name: string;
  readonly namespace: string | undefined;
  /** Takes over what others own. */
  readonly force: boolean;
}

/** Server-side apply: lays `body` over the object that is there, or creates it. */
export function applyObject(
  objects: Objects,
  kind: ServedKind,
  body: JsonObject,
  context: ApplyContext,
): { readonly object: KubeObject; readonly isNew: boolean } {
  const current = objects.find(kind, context.namespace, context.name);
  checkIdentity(kind, body, context, current);
  const writer = { ...context, time: objects.now(), operation: 'Apply' } as const;
  const applied = ownablePart(kind, body as unknown as KubeObject, context.subresource);
  const mine = fieldsOf(applied, kind.schema);
  if (!current) {
    if (context.subresource) throw refusals.notFound(resourceNameOf(kind), context.name);
    const prepared = objects.prepare(kind, context.namespace, body);
    validate(kind, prepared, undefined);
    const object = withEntries(prepared, [entryOf(kind, mine, writer)]);
    return { object: objects.keep(kind, object, context), isNew: true };
  }
  const entries = current.metadata.managedFields ?? [];
  const before = entries.find(entry => isSameWriter(entry, writer, 'Apply'));
  const others = entries.filter(entry => entry !== before);
  const gone = goneFields(before, others, mine);
  const next = laidOver(kind, current, { applied, gone, subresource: context.subresource });
  const settled = objects.settle(kind, current, next, context);
  const { changed, removed } = compare(
    ownablePart(kind, current, context.subresource),
    ownablePart(kind, next, context.subresource),
    kind.schema,
  );
  const taken = conflicts(others, changed);
  if (taken.length > 0 && !context.force) throw conflictError(taken);
  validate(kind, settled, current);
  const kept = others.map(entry =>
    without(entry, union(intersection(changed, fromFieldsV1(entry.fieldsV1)), removed)),
  );
  const entry =
    before && isSameSet(fromFieldsV1(before.fieldsV1), mine) && taken.length === 0
      ? before
      : entryOf(kind, mine, writer);
  return { object: objects.keep(kind, withEntries(settled, [...kept, entry]), context), isNew: false };
}

function checkIdentity(
  kind: ServedKind,
  body: JsonObject,
  context: ApplyContext,
  current: KubeObject | undefined,
): void {
  const metadata = (body['metadata'] ?? {}) as {
    name?: string;
    managedFields?: unknown[];
    uid?: string;
    resourceVersion?: string;
  };
  if (metadata.managedFields && metadata.managedFields.length > 0) {
    throw refusals.badRequest('metadata.managedFields must be nil');
  }
  if (metadata.name !== undefined && metadata.name !== context.name) {
    throw refusals.badRequest(
      `the name of the object (${metadata.name}) does not match the name on the URL (${context.name})`,
    );
  }
  const { resourceVersion } = metadata;
  if (resourceVersion && resourceVersion !== current?.metadata.resourceVersion) {
    throw refusals.changedMeanwhile(resourceNameOf(kind), context.name);
  }
}

/** What this manager applied before and does not any more, and nobody else owns. */
function goneFields(
  before: ManagedFieldsEntry | undefined,
  others: readonly ManagedFieldsEntry[],
  mine: FieldSet,
): FieldSet {
  if (!before) return noFields;
  const theirs = others.map(entry => fromFieldsV1(entry.fieldsV1)).reduce(union, noFields);
  return difference(difference(fromFieldsV1(before.fieldsV1), mine), theirs);
}

function laidOver(
  kind: ServedKind,
  current: KubeObject,
  { applied, gone, subresource }: { applied: object; gone: FieldSet; subresource: string | undefined },
): KubeObject {
  const part = ownablePart(kind, current, subresource);
  const { metadata: _, ...rest } = current;
  const merged = merge(part, applied, kind.schema);
  const { metadata, ...content } = (remove(merged, gone, kind.schema) ?? {}) as JsonObject;
  const base = Object.fromEntries(
    Object.entries(current.metadata).filter(
      ([key]) =>
        key !== 'labels' && key !== 'annotations' && key !== 'finalizers' && key !== 'ownerReferences',
    ),
  );
  const untouched = subresource
    ? rest
    : {
        apiVersion: rest.apiVersion,
        kind: rest.kind,
        ...(rest.status && kind.hasStatus ? { status: rest.status } : {}),
      };
  const own = subresource ? current.metadata : { ...base, ...(metadata as object | undefined) };
  return { ...untouched, ...content, metadata: own } as unknown as KubeObject;
}

interface Taken {
  readonly entry: ManagedFieldsEntry;
  readonly paths: readonly string[];
}

function conflicts(others: readonly ManagedFieldsEntry[], changed: FieldSet): readonly Taken[] {
  return others.flatMap(entry => {
    const shared = intersection(fromFieldsV1(entry.fieldsV1), changed);
    return isEmptySet(shared) ? [] : [{ entry, paths: pathsOf(shared) }];
  });
}

function conflictError(taken: readonly Taken[]) {
  const causes = taken.flatMap(({ entry, paths }) =>
    paths.map(field => ({
      reason: 'FieldManagerConflict',
      message: `conflict with ${managerText(entry)}`,
      field,
    })),
  );
  const [only] = causes;
  if (only && causes.length === 1) {
    return refusals.applyConflict(`Apply failed with 1 conflict: ${only.message}: ${only.field}`, causes);
  }
  const lines = [...taken]
    .sort((a, b) => managerText(a.entry).localeCompare(managerText(b.entry)))
    .flatMap(({ entry, paths }) => [
      `conflicts with ${managerText(entry)}:`,
      ...paths.map(path => `- ${path}`),
    ]);
  return refusals.applyConflict(`Apply failed with ${causes.length} conflicts: ${lines.join('\n')}`, causes);
}

/** `"kubectl-edit" using apps/v1`; of those who applied only the name is told. */
function managerText({ manager, operation, apiVersion, subresource }: ManagedFieldsEntry): string {
  const name =
    JSON.stringify(manager) + (subresource ? ` with subresource ${JSON.stringify(subresource)}` : '');
  return operation === 'Update' ? `${name} using ${apiVersion}` : name;
}

function isSameSet(left: FieldSet, right: FieldSet): boolean {
  return isEmptySet(difference(left, right)) && isEmptySet(difference(right, left));
}
