import type { WireObject } from '../cluster/resource.ts';
import { isRecord, recordOf } from '../cluster/wireReader.ts';
import { sameJson } from './sameJson.ts';

const hidden = '(hidden)';
const holders = ['data', 'stringData'] as const;

/** Tells whether an object is a Secret, whose values are never shown. */
export function isSecret(object: WireObject): boolean {
  return object['kind'] === 'Secret' && object['apiVersion'] === 'v1';
}

/**
 * A Secret with words in place of its values: `(hidden)`, or beside an earlier state `(changed)` and `(new)`.
 * Any other object comes back as it is.
 */
export function maskSecret(object: WireObject, earlier?: WireObject): WireObject {
  if (!isSecret(object)) return object;
  const masked = holders
    .filter(holder => holder in object)
    .map(holder => [holder, maskValues(object[holder], earlier && recordOf(earlier[holder]))]);
  return { ...object, ...Object.fromEntries(masked) };
}

function maskValues(values: unknown, earlier?: WireObject): unknown {
  if (!isRecord(values)) return hidden;
  const masked = Object.entries(values).map(([key, value]) => {
    if (earlier === undefined) return [key, hidden];
    if (!Object.hasOwn(earlier, key)) return [key, '(new)'];
    return [key, sameJson(earlier[key], value) ? hidden : '(changed)'];
  });
  return Object.fromEntries(masked);
}

/** A server's message about a Secret, with every value of it taken out, since refusals quote what they refuse. */
export function withoutSecretValues(message: string, object: WireObject): string {
  if (!isSecret(object)) return message;
  const values = holders
    .flatMap(holder => Object.values(recordOf(object[holder])))
    .map(value => (typeof value === 'string' ? value : JSON.stringify(value)))
    .filter(value => value.length > 0)
    .sort((a, b) => b.length - a.length);
  return values.reduce((text, value) => text.replaceAll(value, hidden), message);
}
