import { apiVersionOf } from '../../cluster/resource.ts';
import { preservesUnknown, type Schema } from '../schema/schema.ts';
import { isJsonObject, type JsonObject } from './kubeObject.ts';
import type { ServedKind } from './servedKind.ts';
import { refusals } from './status.ts';

/**
 * Looks for fields that the kind does not have. `Strict` refuses them, `Warn` says so in a header, `Ignore` says
 * nothing; where they are let through, they are dropped.
 */
export function checkFields(
  kind: ServedKind,
  object: JsonObject,
  mode: string,
  warn: (message: string) => void,
): void {
  if (mode === 'Ignore') return;
  const unknown = unknownFields(object, kind.schema, '');
  if (unknown.length === 0) return;
  const words = unknown.map(path => `unknown field "${path}"`);
  if (mode !== 'Strict') {
    for (const word of words) warn(word);
    return;
  }
  const { kind: name } = kind;
  throw refusals.badRequest(
    `${name} in version "${kind.version}" cannot be handled as a ${name}: strict decoding error: ${words.join(', ')}`,
  );
}

/** The paths of the fields that a schema does not know, `spec.containers[0].imagee`. */
export function unknownFields(value: unknown, schema: Schema | undefined, path: string): readonly string[] {
  if (!schema) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => unknownFields(item, schema.items, `${path}[${index}]`));
  }
  if (!isJsonObject(value)) return [];
  const { properties, additionalProperties } = schema;
  const below = path === '' ? '' : `${path}.`;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([field, item]) => {
      const known =
        properties?.[field] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
      if (known) return unknownFields(item, known, `${below}${field}`);
      return properties && !preservesUnknown(schema) ? [`${below}${field}`] : [];
    });
}

/** A copy without the fields that the schema does not know. */
export function withoutUnknown<T>(value: T, schema: Schema | undefined): T {
  if (!schema) return value;
  if (Array.isArray(value)) return value.map(item => withoutUnknown(item, schema.items)) as T;
  if (!isJsonObject(value)) return value;
  const { properties, additionalProperties } = schema;
  const kept = Object.entries(value).flatMap(([field, item]) => {
    const known =
      properties?.[field] ?? (typeof additionalProperties === 'object' ? additionalProperties : undefined);
    if (known) return [[field, withoutUnknown(item, known)]];
    return properties && !preservesUnknown(schema) ? [] : [[field, item]];
  });
  return Object.fromEntries(kept) as T;
}

/** `apps/v1, Kind=Deployment` — how a typed patch names what it is about. */
export function typedName(kind: ServedKind, namespace: string | undefined, name: string): string {
  return `${namespace ? `${namespace}/` : '/'}${name}; ${apiVersionOf(kind)}, Kind=${kind.kind}`;
}
