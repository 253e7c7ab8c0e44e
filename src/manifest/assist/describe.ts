import type { Schema } from '../schema/schema.ts';
import { code, escaped, pageLink } from './markdown.ts';

/** What a description may say beyond the schema's own words. */
export interface DescribeOptions {
  readonly isRequired?: boolean;
  /** False where the schema came from a cluster, whose links nobody vouches for. */
  readonly isTrusted?: boolean;
}

const longest = 1_200;

/** A field in markdown: what it is for, its type, default, allowed values and limits, since when, and where to read on. */
export function describeField(schema: Schema, options: DescribeOptions = {}): string {
  const { json } = schema;
  const parts = [
    descriptionOf(schema),
    [`Type: ${code(typeOf(schema))}`, options.isRequired ? 'required' : undefined].filter(isText).join(', '),
    json.default === undefined ? undefined : `Default: ${code(JSON.stringify(json.default))}`,
    allowed(schema),
    limits(schema),
    json['x-timonel-since'] === undefined ? undefined : `Since ${escaped(json['x-timonel-since'])}`,
    options.isTrusted === false ? undefined : pageLink('Documentation', json['x-timonel-link']),
  ];
  return parts.filter(isText).join('\n\n');
}

/** The description's own words, escaped and cut; undefined where the schema has none. */
export function descriptionOf(schema: Schema): string | undefined {
  const text = schema.description?.trim();
  if (text === undefined || text === '') return undefined;
  return escaped(text.length > longest ? `${text.slice(0, longest)}…` : text);
}

/** The type in one word or two: `string`, `list of Container`, `map of quantity`, `integer or string`. */
export function typeOf(schema: Schema): string {
  const { json, typeName } = schema;
  if (json.format === 'quantity') return 'quantity';
  if (schema.isIntOrString) return 'integer or string';
  if (schema.items !== undefined) return `list of ${typeOf(schema.items)}`;
  if (schema.additional !== undefined) return `map of ${typeOf(schema.additional)}`;
  if (json.type === 'object' || json.properties !== undefined) return typeName ?? 'object';
  return json.type ?? (schema.preservesUnknown ? 'anything' : (typeName ?? 'anything'));
}

/** Whether the schema's own words call a field deprecated. */
export function isDeprecated(schema: Schema): boolean {
  return schema.json.deprecated === true || /^\s*deprecated\b/i.test(schema.description ?? '');
}

function allowed({ json }: Schema): string | undefined {
  const values = json.enum ?? (json.const === undefined ? [] : [json.const]);
  if (values.length === 0) return undefined;
  return `Allowed: ${values.map(value => code(typeof value === 'string' ? value : JSON.stringify(value))).join(', ')}`;
}

function limits({ json }: Schema): string | undefined {
  const said = [
    bound('at least', json.minimum, json.exclusiveMinimum),
    bound('at most', json.maximum, json.exclusiveMaximum),
    json.minLength === undefined ? undefined : `at least ${json.minLength} characters`,
    json.maxLength === undefined ? undefined : `at most ${json.maxLength} characters`,
    json.minItems === undefined ? undefined : `at least ${json.minItems} items`,
    json.maxItems === undefined ? undefined : `at most ${json.maxItems} items`,
    json.multipleOf === undefined ? undefined : `a multiple of ${json.multipleOf}`,
    json.pattern === undefined ? undefined : `pattern ${code(json.pattern)}`,
  ].filter(isText);
  return said.length === 0 ? undefined : `Limits: ${said.join(', ')}`;
}

function bound(
  words: string,
  limit: number | undefined,
  exclusive: boolean | number | undefined,
): string | undefined {
  if (typeof exclusive === 'number') return `${words === 'at least' ? 'more' : 'less'} than ${exclusive}`;
  if (limit === undefined) return undefined;
  return exclusive === true ? `${words === 'at least' ? 'more' : 'less'} than ${limit}` : `${words} ${limit}`;
}

function isText(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}
