import type { WireObject } from '../cluster/resource.ts';
import { isRecord, listAt, recordAt, recordOf, textAt } from '../cluster/wireReader.ts';
import { isSecret, maskedValue } from './objectYaml.ts';
import type { TextBlock, TextEntry } from './textBlock.ts';

const maxDepth = 12;

/** What every description begins with. */
export function describeMetadata(wire: WireObject): TextBlock {
  const metadata = recordAt(wire, 'metadata');
  const owners = listAt(metadata, 'ownerReferences').map(
    owner => `${textAt(owner, 'kind') ?? '?'} ${textAt(owner, 'name') ?? '?'}`,
  );
  return [
    ['Name', textAt(metadata, 'name')],
    ['Namespace', textAt(metadata, 'namespace')],
    ['Kind', [textAt(wire, 'kind'), textAt(wire, 'apiVersion')].filter(Boolean).join('  ')],
    ['Owned by', owners.join(', ')],
    ['Created', textAt(metadata, 'creationTimestamp')],
    ['Being deleted since', textAt(metadata, 'deletionTimestamp')],
    ['Finalizers', listAt(metadata, 'finalizers').filter(isText).join(', ')],
    ['Labels', textPairs(recordAt(metadata, 'labels'))],
    ['Annotations', textPairs(withoutLastApplied(recordAt(metadata, 'annotations')))],
  ];
}

/** The conditions of a status as lines: type, status, reason, message. */
export function describeConditions(wire: WireObject): TextEntry {
  const block = listAt(wire, 'status', 'conditions').map((condition): TextEntry => {
    const parts = [textAt(condition, 'status'), textAt(condition, 'reason'), textAt(condition, 'message')];
    return [textAt(condition, 'type') ?? '?', parts.filter(Boolean).join('  ')];
  });
  return ['Conditions', block];
}

/** Any object, field by field; a Secret with the names and sizes of its keys only. */
export function describeGeneric(wire: WireObject): TextBlock {
  if (isSecret(wire)) return describeSecret(wire);
  const { apiVersion: _, kind: __, metadata: ___, status, ...body } = recordOf(wire);
  const { conditions: ____, ...restOfStatus } = recordAt(wire, 'status');
  return [
    ...describeMetadata(wire),
    ...fields(body, 0),
    ...(isRecord(status) ? [['Status', fields(restOfStatus, 1)] as const, describeConditions(wire)] : []),
  ];
}

/** Names with values, for labels and the like. */
export function textPairs(map: Readonly<Record<string, unknown>>): TextBlock {
  return Object.entries(map).map(([name, value]): TextEntry => [name, scalar(value)]);
}

/** The fields of an object as a block, nested as they are. Beyond a dozen levels they are only counted. */
export function fields(object: Readonly<Record<string, unknown>>, depth: number): TextBlock {
  return Object.entries(object).map(([name, value]): TextEntry => [titled(name), described(value, depth)]);
}

function described(value: unknown, depth: number): TextEntry[1] {
  if (Array.isArray(value)) return describedList(value, depth);
  if (!isRecord(value)) return scalar(value);
  return depth >= maxDepth ? `{${Object.keys(value).length} fields}` : fields(value, depth + 1);
}

function describedList(values: readonly unknown[], depth: number): TextEntry[1] {
  if (values.every(value => typeof value !== 'object')) return values.map(scalar).join('\n');
  if (depth >= maxDepth) return `[${values.length} items]`;
  return values.map((value, index): TextEntry => {
    const name = textAt(value, 'name') ?? textAt(value, 'type') ?? String(index + 1);
    return [name, described(value, depth + 1)];
  });
}

function describeSecret(wire: WireObject): TextBlock {
  const sizes = (place: string, encoding: 'base64' | 'plain') =>
    Object.entries(recordAt(wire, place)).map(
      ([name, value]): TextEntry => [name, maskedValue(value, encoding)],
    );
  return [
    ...describeMetadata(wire),
    ['Type', textAt(wire, 'type')],
    ['Data', [...sizes('data', 'base64'), ...sizes('stringData', 'plain')]],
  ];
}

function withoutLastApplied(
  annotations: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { 'kubectl.kubernetes.io/last-applied-configuration': _, ...rest } = annotations;
  return rest;
}

/** A plain value as text. An object where none belongs stays JSON: `String` would run what it calls `toString`. */
export function scalar(value: unknown): string {
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return value === null || value === undefined ? '' : String(value);
}

function titled(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
