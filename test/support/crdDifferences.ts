import { isDeepStrictEqual } from 'node:util';
import type { CrdJson } from '../../scripts/schemas/draw/crds.ts';
import { quantityPattern } from '../../scripts/schemas/draw/facts.ts';
import type { Schema } from '../../src/manifest/schema/schema.ts';

/** Keywords that stand for the same thing in a CRD and in our schemas. */
const plain = [
  'type',
  'nullable',
  'default',
  'enum',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'x-kubernetes-int-or-string',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-map-type',
] as const;

/** Says where a schema of ours differs from the CRD, as `path: what`. Fields that are `passedOver` are not looked at. */
export function crdDifferences(
  crd: CrdJson,
  schema: Schema | undefined,
  path: string,
  passedOver: readonly string[] = [],
): readonly string[] {
  if (schema === undefined) return [`${path}: is missing`];
  return [
    ...plain
      .filter(keyword => !isDeepStrictEqual(crd[keyword], schema.json[keyword]))
      .map(keyword => `${path}: ${keyword}`),
    ...(isDeepStrictEqual(setOf(crd['required']), new Set(schema.required)) ? [] : [`${path}: required`]),
    ...textDifferences(crd, schema, path),
    ...junctorDifferences(crd, schema, path),
    ...fieldDifferences(crd, schema, path, passedOver),
    ...childDifference(crd['items'], schema.items, `${path}[]`),
    ...childDifference(crd['additionalProperties'], schema.additional, `${path}.*`),
  ];
}

function textDifferences(crd: CrdJson, { json }: Schema, path: string): readonly string[] {
  const isQuantity = crd['pattern'] === quantityPattern && crd['x-kubernetes-int-or-string'] === true;
  const expected = isQuantity ? ['quantity', undefined] : [crd['format'], crd['pattern']];
  return isDeepStrictEqual(expected, [json.format, json.pattern]) ? [] : [`${path}: format or pattern`];
}

function junctorDifferences(crd: CrdJson, { json }: Schema, path: string): readonly string[] {
  return (['allOf', 'anyOf', 'oneOf', 'not'] as const)
    .filter(junctor => {
      const told = junctor === 'anyOf' && crd['x-kubernetes-int-or-string'] === true;
      return !told && !isDeepStrictEqual(withoutTexts(crd[junctor]), withoutTexts(json[junctor]));
    })
    .map(junctor => `${path}: ${junctor}`);
}

/** The same without what our schemas leave out or add, and with sets in order. */
function withoutTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTexts);
  if (!isMap(value)) return value;
  const kept = Object.entries(value).filter(
    ([key]) => !/^(description|x-kubernetes-validations|x-timonel-.*)$/.test(key),
  );
  return Object.fromEntries(
    kept
      .filter(
        ([key, child]) =>
          !(key === 'anyOf' && value['x-kubernetes-int-or-string'] === true && Array.isArray(child)),
      )
      .map(([key, child]) => [key, key === 'required' ? setOf(child) : withoutTexts(child)]),
  );
}

function fieldDifferences(
  crd: CrdJson,
  schema: Schema,
  path: string,
  passedOver: readonly string[],
): readonly string[] {
  const fields = isMap(crd['properties']) ? crd['properties'] : {};
  const names = new Set([...Object.keys(fields), ...schema.propertyNames]);
  return [...names]
    .filter(name => !passedOver.includes(name))
    .flatMap(name => {
      const field = fields[name];
      if (!isMap(field)) return [`${path}.${name}: is not in the CRD`];
      return crdDifferences(field, schema.property(name), `${path}.${name}`);
    });
}

function childDifference(child: unknown, schema: Schema | undefined, path: string): readonly string[] {
  if (!isMap(child)) return schema === undefined ? [] : [`${path}: is not in the CRD`];
  const isUntypedItem =
    path.endsWith('[]') && child['type'] === undefined && child['x-kubernetes-int-or-string'] !== true;
  if (!isUntypedItem) return crdDifferences(child, schema, path);
  // No server would install these; they stand as the open objects that installers make of them.
  const open = { ...child, type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  return crdDifferences(open, schema, path);
}

/** Says which fields only one of the two names, at any depth: all that holds of a status that the server drops. */
export function nameDifferences(crd: CrdJson, schema: Schema | undefined, path: string): readonly string[] {
  const fields = isMap(crd['properties']) ? crd['properties'] : {};
  const theirs = Object.keys(fields);
  const ours = schema?.propertyNames ?? [];
  const unlike = [...theirs, ...ours].filter(name => !(theirs.includes(name) && ours.includes(name)));
  const parts: readonly (readonly [string, unknown, Schema | undefined])[] = [
    ...Object.entries(fields).map(([name, field]) => [name, field, schema?.property(name)] as const),
    ['[]', crd['items'], schema?.items],
    ['*', crd['additionalProperties'], schema?.additional],
  ];
  return [
    ...unlike.map(name => `${path}.${name}`),
    ...parts.flatMap(([name, part, own]) =>
      isMap(part) ? nameDifferences(part, own, `${path}.${name}`) : [],
    ),
  ];
}

function setOf(value: unknown): ReadonlySet<unknown> {
  return new Set(Array.isArray(value) ? value : []);
}

function isMap(value: unknown): value is CrdJson {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
