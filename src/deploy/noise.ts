import type { WireObject } from '../cluster/resource.ts';
import { isRecord, recordOf } from '../cluster/wireReader.ts';
import { sameJson } from './sameJson.ts';

const bookkeeping = new Set([
  'managedFields',
  'resourceVersion',
  'uid',
  'generation',
  'creationTimestamp',
  'selfLink',
]);
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** An object without the server's bookkeeping, its status, and kubectl's copy of the manifest. */
export function withoutNoise(object: WireObject): WireObject {
  const { status: _, ...rest } = object;
  const metadata = Object.entries(recordOf(object['metadata']))
    .filter(([key]) => !bookkeeping.has(key))
    .map(([key, value]) => [key, key === 'annotations' ? withoutLastApplied(value) : value] as const)
    .filter(([, value]) => value !== undefined);
  return { ...rest, metadata: Object.fromEntries(metadata) };
}

function withoutLastApplied(annotations: unknown): WireObject | undefined {
  const { [lastApplied]: _, ...rest } = recordOf(annotations);
  return Object.keys(rest).length === 0 ? undefined : rest;
}

/** Three states of one object, or of one part of it. */
interface Sides<T> {
  readonly manifest: unknown;
  readonly live: T;
  readonly next: T;
}

/** Takes out of both states what the manifest does not name and what is equal in both. Identity always stays. */
export function leaveOutDefaults(sides: Sides<WireObject>): {
  readonly live: WireObject;
  readonly next: WireObject;
} {
  const { live, next } = namedOrChanged(sides);
  const identity = (object: WireObject, shown: unknown): WireObject => {
    const { name, namespace } = recordOf(object['metadata']);
    const metadata = {
      ...(name === undefined ? {} : { name }),
      ...(namespace === undefined ? {} : { namespace }),
      ...recordOf(recordOf(shown)['metadata']),
    };
    return { apiVersion: object['apiVersion'], kind: object['kind'], ...recordOf(shown), metadata };
  };
  return { live: identity(sides.live, live), next: identity(sides.next, next) };
}

function namedOrChanged(sides: Sides<unknown>): { readonly live: unknown; readonly next: unknown } {
  const { manifest, live, next } = sides;
  if (isRecord(live) && isRecord(next)) return ofRecords(recordOf(manifest), live, next);
  if (Array.isArray(live) && Array.isArray(next) && Array.isArray(manifest)) {
    // Items are paired by their place; lists that grew or shrank are shown whole.
    if (live.length === next.length && next.length === manifest.length) {
      const pairs = next.map((item, n) =>
        namedOrChanged({ manifest: manifest[n], live: live[n], next: item }),
      );
      return { live: pairs.map(pair => pair.live), next: pairs.map(pair => pair.next) };
    }
  }
  return { live, next };
}

function ofRecords(manifest: WireObject, live: WireObject, next: WireObject) {
  const shown = { live: {} as Record<string, unknown>, next: {} as Record<string, unknown> };
  for (const key of new Set([...Object.keys(live), ...Object.keys(next)])) {
    if (!(key in manifest) && sameJson(live[key], next[key])) continue;
    const pair = namedOrChanged({ manifest: manifest[key], live: live[key], next: next[key] });
    if (key in live) shown.live[key] = pair.live;
    if (key in next) shown.next[key] = pair.next;
  }
  return shown;
}
