import { apiVersionOf } from '../../cluster/resource.ts';
import type { JsonObject } from './kubeObject.ts';
import { type Mismatch, mismatches, pathText, withoutUnknown } from './mismatches.ts';
import type { ServedKind } from './servedKind.ts';
import { ApiError, refusals, type StatusCause } from './status.ts';

export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

/**
 * Checks a whole object as it was sent against its kind's schema, in the real server's words, and returns it without
 * the fields that the kind does not have. `Strict` refuses those, `Warn` tells of them, `Ignore` passes them over.
 */
export function checkBody(
  kind: ServedKind,
  body: JsonObject,
  mode: FieldValidation,
  warn: (message: string) => void,
): JsonObject {
  const found = mismatches(body, kind.schema);
  const wrong = found.find(one => one.kind === 'type');
  const title = `${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}`;
  if (wrong && !kind.isCustom) throw refusals.badRequest(`${title}: ${decodeError(kind, wrong)}`);
  const unknown = found.filter(one => one.kind === 'unknown');
  const words = unknown.map(one => `unknown field "${pathText(one.path)}"`);
  if (words.length > 0 && mode === 'Strict') {
    throw refusals.badRequest(`${title}: strict decoding error: ${words.join(', ')}`);
  }
  if (mode === 'Warn') for (const word of words) warn(word);
  return words.length > 0 ? withoutUnknown(body, kind.schema) : body;
}

/** Refuses an applied configuration that does not fit its kind's schema: here unknown fields are never let through. */
export function checkApplied(kind: ServedKind, body: JsonObject, mode: FieldValidation): void {
  const found = mismatches(body, kind.schema).filter(one => one.kind === 'type' || one.kind === 'unknown');
  const unknown = found.filter(one => one.kind === 'unknown');
  if (kind.isCustom && unknown.length === found.length) {
    // Custom kinds are pruned, or refused before their fields are looked at one by one.
    if (unknown.length === 0 || mode !== 'Strict') return;
    const words = unknown.map(one => `unknown field "${pathText(one.path)}"`);
    throw refusals.badRequest(
      `${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: strict decoding error: ${words.join(', ')}`,
    );
  }
  if (found.length === 0) return;
  const metadata = body['metadata'] as { name?: string; namespace?: string } | undefined;
  const name = `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}; ${apiVersionOf(kind)}, Kind=${kind.kind}`;
  const words = found.map(
    one => `${appliedPath(one)}: ${one.kind === 'unknown' ? 'field not declared in schema' : typeWords(one)}`,
  );
  const list = words.length === 1 ? words[0] : `errors:\n${words.map(word => `  ${word}`).join('\n')}`;
  throw new ApiError(500, '', `failed to create typed patch object (${name}): ${list}`);
}

/** What the schema of a custom kind holds against an object, as causes of an *Invalid*. */
export function schemaCauses(kind: ServedKind, object: object): readonly StatusCause[] {
  return mismatches(object, kind.schema).flatMap(one => {
    const field = pathText(one.path);
    if (one.kind === 'required') return [{ reason: 'FieldValueRequired', message: 'Required value', field }];
    if (one.kind === 'enum') {
      const supported = one.schema.enum?.map(word => JSON.stringify(word)).join(', ');
      const message = `Unsupported value: ${JSON.stringify(one.value)}: supported values: ${supported}`;
      return [{ reason: 'FieldValueNotSupported', message, field }];
    }
    if (one.kind !== 'type') return [];
    const type = jsonType(one.value);
    const message = `Invalid value: ${JSON.stringify(type)}: ${field} in body must be of type ${one.schema.type ?? 'integer,string'}: ${JSON.stringify(type)}`;
    return [{ reason: 'FieldValueTypeInvalid', message, field }];
  });
}

const goTypes: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'int32',
  number: 'float64',
  boolean: 'bool',
  array: 'list',
  object: 'map',
};

/** The Go structures that hold a field, by the field's parent. */
const structures: Readonly<Record<string, string>> = {
  containers: 'Container',
  initContainers: 'Container',
  env: 'EnvVar',
  ports: 'ContainerPort',
  metadata: 'ObjectMeta',
  template: 'PodTemplateSpec',
  resources: 'ResourceRequirements',
};

function decodeError(kind: ServedKind, { path, schema, value }: Mismatch): string {
  const names = path.filter(step => typeof step === 'string');
  const parent = names.at(-2) ?? '';
  const isPodSpec = parent === 'spec' && names.length > 2;
  const isTop = names[0] !== 'spec' && names[0] !== 'metadata';
  const own = isTop ? kind.kind : `${kind.kind}Spec`;
  const structure = isPodSpec ? 'PodSpec' : (structures[parent] ?? own);
  const go = schema.format === 'int64' ? 'int64' : goTypes[schema.type ?? 'string'];
  return `json: cannot unmarshal ${jsonType(value)} into Go struct field ${structure}.${names.join('.')} of type ${go}`;
}

function jsonType(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function appliedPath({ path }: Mismatch): string {
  return path.map(step => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
}

const wantedWords: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'numeric (int or float)',
  number: 'numeric (int or float)',
  boolean: 'boolean',
  array: 'list',
  object: 'map',
};

function typeWords({ schema, value }: Mismatch): string {
  const type = Array.isArray(value) ? 'list' : typeof value === 'object' ? 'map' : typeof value;
  return `expected ${wantedWords[schema.type ?? 'string']}, got ${type}`;
}
