import type { Schema } from '../../../../src/manifest/schema/schema.ts';
import { toJson } from '../../../../src/manifest/syntax/lookup.ts';
import type { ScalarNode } from '../../../../src/manifest/syntax/node.ts';
import { type Mutation, oneOf, replaced, rewritten } from './mutation.ts';

const retype: Mutation = (place, random) => {
  const kindOf = (value: unknown) => (Array.isArray(value) ? 'array' : typeof value);
  const was = kindOf(toJson(place.node));
  const others = ['text', 7, true, { a: 'b' }, ['a'], 1.5].filter(value => kindOf(value) !== was);
  return replaced(place, oneOf(others, random));
};

const toNull: Mutation = (place, random) => rewritten(place, oneOf(['null', '~', ''], random));

/** Numbers and booleans in quotes, and texts without them. */
const requoted: Mutation = (place, random) => {
  if (place.node.kind !== 'scalar') return undefined;
  return typeof place.node.value === 'string'
    ? replaced(place, oneOf([1, 0, true], random))
    : rewritten(place, `"${place.node.text}"`);
};

const numbers = [0, -1, 1, 3, 101, 65536, 70000, 2147483647, 2147483648, 1e12, 0.5];

const number: Mutation = (place, random) =>
  place.node.kind === 'scalar' && typeof place.node.value === 'number'
    ? replaced(place, oneOf(numbers, random))
    : undefined;

/** Just outside of a limit that the schema sets. */
const outOfBounds: Mutation = (place, random) => {
  const values = place.schema === undefined ? [] : outside(place.schema, toJson(place.node));
  return values.length === 0 ? undefined : replaced(place, oneOf(values, random));
};

function outside({ json }: Schema, value: unknown): readonly unknown[] {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = json;
  const list = Array.isArray(value) ? value : [];
  const isShort = (length: number | undefined) => length !== undefined && length < 2000;
  return [
    ...(minimum === undefined ? [] : [minimum - 1]),
    ...(maximum === undefined ? [] : [maximum + 1]),
    ...(minLength ? [''] : []),
    ...(isShort(maxLength) ? ['x'.repeat((maxLength ?? 0) + 1)] : []),
    ...(minItems ? [[]] : []),
    ...(isShort(maxItems) && list.length > 0
      ? [Array.from({ length: (maxItems ?? 0) + 1 }, () => list[0])]
      : []),
  ];
}

const wrongEnum: Mutation = (place, random) => {
  const { node, schema } = place;
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return undefined;
  if (schema?.json.enum === undefined) return undefined;
  const lower = node.value.toLowerCase();
  return replaced(place, oneOf(['Wrong', '', lower, ...schema.json.enum.map(String)], random));
};

const words = [
  '',
  'a b',
  'A_B',
  '0',
  '-1',
  'x'.repeat(64),
  'x'.repeat(260),
  '10%',
  '101%',
  'Always',
  'Never',
  'None',
  'http',
  '1.5',
  '1Gi',
  '/abs',
  '../up',
  'a/b/c',
  'a.b-c',
  '-a',
  'é',
  'ok',
];

const word: Mutation = (place, random) => {
  const { node } = place;
  return node.kind === 'scalar' && typeof node.value === 'string'
    ? replaced(place, oneOf(words, random))
    : undefined;
};

/** Values of a form that only looks like the one that is wanted. */
const brokenForm: Mutation = (place, random) => {
  const { node, schema, entry } = place;
  if (node.kind !== 'scalar') return undefined;
  const forms = formsFor(node, schema, entry?.name);
  return forms.length === 0 ? undefined : replaced(place, oneOf(forms, random));
};

const quantities = ['1GiB', '10 Gi', '1,5', 'Gi', '1gb', '-1', '1e3', '500m', '1.5.2', '0.5', '1K', '1E2Ki'];

function formsFor(node: ScalarNode, schema: Schema | undefined, name = ''): readonly (string | number)[] {
  const format = schema?.json.format;
  if (format === 'quantity' || /^(?:cpu|memory|storage|nvidia.com\/gpu)$/.test(name)) return quantities;
  if (format === 'byte') return ['***', 'YQ', 'YWI=', 'YQ==x', ' '];
  if (format === 'date-time')
    return ['yesterday', '2024-01-01', '2024-01-01T00:00:00Z', '2024-13-01T00:00:00Z'];
  if (format === 'duration' || /(?:timeout|interval|duration|Period)$/i.test(name))
    return ['5x', '5', '1h30m', '-5s', '1d', ''];
  if (/^(?:name|.*Name)$/.test(name))
    return ['A', 'a.b', 'a..b', '-a', 'a-', 'x'.repeat(64), 'a/b', 'a b', ''];
  if (/[pP]ort$/.test(name)) return [0, 65536, 'HTTP', 'a--b', 'http', 'abcdefghijklmnop', '80', -1];
  if (/schedule|cron/.test(name)) return ['* * * *', '61 * * * *', '@daily', '*/0 * * * *', '0 0 * * MON'];
  if (/image$/i.test(name)) return ['', ' a', 'a b', 'UPPER:1', 'a:'];
  if (schema?.isIntOrString === true) return ['50%', '1.5%', 'a', -1, '-5%', '200%', '3'];
  return typeof node.value === 'string' && schema?.json.pattern !== undefined ? ['', '!', 'A b', '$'] : [];
}

const readings = [
  'on',
  'yes',
  '0755',
  '1e3',
  '0x1F',
  '1_000',
  '.5',
  '2024-01-01',
  '1:30',
  '.inf',
  '!!str 1',
  '0o17',
];

/** What YAML 1.1 reads otherwise than the eye. */
const reading: Mutation = (place, random) =>
  place.node.kind === 'scalar' ? rewritten(place, oneOf(readings, random)) : undefined;

const flipped: Mutation = place =>
  place.node.kind === 'scalar' && typeof place.node.value === 'boolean'
    ? replaced(place, !place.node.value)
    : undefined;

/** Mutations of values, by the name of their class. */
export const valueMutations: Readonly<Record<string, Mutation>> = {
  retype,
  null: toNull,
  requote: requoted,
  number,
  'out of bounds': outOfBounds,
  'wrong enum': wrongEnum,
  word,
  'broken form': brokenForm,
  'YAML 1.1 reading': reading,
  flip: flipped,
};
