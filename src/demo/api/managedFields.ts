import { apiVersionOf } from '../../cluster/resource.ts';
import { difference, type FieldSet, fromFieldsV1, isEmptySet, toFieldsV1, union } from './fieldSet.ts';
import type { KubeObject, ManagedFieldsEntry } from './kubeObject.ts';
import type { ServedKind } from './servedKind.ts';
import { compare } from './typedValue.ts';

/** Whose write is recorded, and when. */
export interface Writer {
  readonly manager: string;
  readonly time: string;
  readonly subresource?: string;
  readonly operation?: 'Apply' | 'Update';
}

/** Metadata that belongs to the server; nobody owns it. */
const serversOwn = new Set([
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'selfLink',
  'managedFields',
]);

/** The part of an object that can be owned through one way of writing: the status through `status`, the rest otherwise. */
export function ownablePart(kind: ServedKind, object: KubeObject, subresource: string | undefined): object {
  const { apiVersion: _, kind: __, metadata, status, ...content } = object;
  const meta = Object.fromEntries(Object.entries(metadata).filter(([key]) => !serversOwn.has(key)));
  const ownMeta = Object.keys(meta).length > 0 ? { metadata: meta } : {};
  if (subresource === 'status') return status === undefined ? {} : { status };
  const isMain = !kind.hasStatus && status !== undefined;
  return { ...content, ...ownMeta, ...(isMain ? { status } : {}) };
}

/** Records who owns which fields after an ordinary update: what changed is the writer's, what went is nobody's. */
export function trackUpdate(
  kind: ServedKind,
  previous: KubeObject | undefined,
  next: KubeObject,
  writer: Writer,
): KubeObject {
  // Events are counted up all the time, by one writer each: their records stay as they began.
  if (previous && kind.kind === 'Event') return withEntries(next, previous.metadata.managedFields ?? []);
  const before = previous ? ownablePart(kind, previous, writer.subresource) : undefined;
  const { changed, removed } = compare(before, ownablePart(kind, next, writer.subresource), kind.schema);
  const entries = previous?.metadata.managedFields ?? [];
  if (previous && isEmptySet(changed) && isEmptySet(removed)) return withEntries(next, entries);
  const mine = entries.find(entry => isSameWriter(entry, writer, 'Update'));
  const others = entries.filter(entry => entry !== mine);
  const kept = others.map(entry => without(entry, union(changed, removed)));
  const own = difference(union(mine ? fromFieldsV1(mine.fieldsV1) : emptySet, changed), removed);
  return withEntries(next, [...kept, entryOf(kind, own, { ...writer, operation: 'Update' })]);
}

const emptySet: FieldSet = { isMember: false, children: new Map() };

export function isSameWriter(
  entry: ManagedFieldsEntry,
  writer: Writer,
  operation: 'Apply' | 'Update',
): boolean {
  return (
    entry.manager === writer.manager &&
    entry.operation === operation &&
    (entry.subresource ?? '') === (writer.subresource ?? '')
  );
}

export function without(entry: ManagedFieldsEntry, gone: FieldSet): ManagedFieldsEntry {
  return { ...entry, fieldsV1: toFieldsV1(difference(fromFieldsV1(entry.fieldsV1), gone)) };
}

export function entryOf(kind: ServedKind, set: FieldSet, writer: Writer): ManagedFieldsEntry {
  return {
    manager: writer.manager,
    operation: writer.operation ?? 'Update',
    apiVersion: apiVersionOf(kind),
    time: writer.time,
    fieldsType: 'FieldsV1',
    fieldsV1: toFieldsV1(set),
    ...(writer.subresource ? { subresource: writer.subresource } : {}),
  };
}

/** The object with these records: those that own nothing fall away, applied ones come first, then the oldest. */
export function withEntries(object: KubeObject, entries: readonly ManagedFieldsEntry[]): KubeObject {
  const { managedFields: _, ...metadata } = object.metadata;
  const kept = entries
    .filter(entry => Object.keys(entry.fieldsV1).length > 0)
    .sort((a, b) => a.operation.localeCompare(b.operation) || a.time.localeCompare(b.time));
  return { ...object, metadata: { ...metadata, ...(kept.length > 0 ? { managedFields: kept } : {}) } };
}
