import type { Discovery, ObjectStore } from '../../cluster/ports.ts';
import type { WireObject } from '../../cluster/resource.ts';
import type { LiveObjectRequest } from '../../manifest/protocol.ts';

/**
 * The object that a connected cluster has, for the language server: null where there is none, or where it cannot be read,
 * since then nothing can be compared with. A Secret leaves its values behind, and whatever may repeat them.
 */
export async function readLiveObject(
  client: ObjectStore & Discovery,
  { apiVersion, kind, name, namespace }: LiveObjectRequest,
): Promise<WireObject | null> {
  const served = await client.findKind(apiVersion, kind);
  if (!served.ok || served.value === undefined) return null;
  const place = served.value.isNamespaced ? { namespace: namespace ?? 'default' } : {};
  const read = await client.get({ kind: served.value, name, ...place });
  if (!read.ok) return null;
  return isSecret(served.value) ? secretWithoutValues(read.value) : withoutManagedFields(read.value);
}

function isSecret({ group, kind }: { readonly group: string; readonly kind: string }): boolean {
  return group === '' && kind === 'Secret';
}

function withoutManagedFields(object: WireObject): WireObject {
  const { managedFields: _, ...metadata } = mapOf(object['metadata']);
  return { ...object, metadata };
}

/** Annotations stay behind as a whole: kubectl keeps a copy of the object in one. */
function secretWithoutValues({ apiVersion, kind, metadata, type, immutable, data }: WireObject): WireObject {
  const { name, namespace, uid, resourceVersion, deletionTimestamp } = mapOf(metadata);
  const keys = Object.keys(mapOf(data)).map(key => [key, null] as const);
  return {
    apiVersion,
    kind,
    metadata: { name, namespace, uid, resourceVersion, deletionTimestamp },
    type,
    immutable,
    data: Object.fromEntries(keys),
  };
}

function mapOf(value: unknown): WireObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as WireObject) : {};
}
