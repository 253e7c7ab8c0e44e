import type { Schema } from '../schema/schema.ts';
import type { Completion } from './completion.ts';
import { describeField, isDeprecated, typeOf } from './describe.ts';
import { escaped } from './markdown.ts';
import { type Around, type OpenKey, openKeys } from './openKeys.ts';
import { popularityOf } from './popularFields.ts';
import type { ResolvedPlace } from './resolvePlace.ts';
import { choicesOf, literal, SnippetWriter, shapeOf } from './snippetText.ts';

/** What the texts of a file have in common, so that insertions look like their surroundings. */
export interface TextStyle {
  /** Columns by which a list's dashes stand behind the key of their list. */
  readonly listIndent: number;
}

/** The fields that the map at a place may still have: required ones first, then in the order of what people write. */
export function keyCompletions(at: ResolvedPlace, style: TextStyle, around: Around): Completion[] {
  const { schema, place } = at;
  const present = place.fields();
  const declared =
    schema === undefined
      ? []
      : schema.propertyNames.filter(name => !present.has(name) && !isOfServer(name, at));
  return [
    ...declared.map(name => fieldCompletion(name, at, style)),
    ...openKeys(at, around)
      .filter(({ key }) => !present.has(key))
      .map((known, index) => openKeyCompletion(known, at, index)),
  ];
}

/** A new item of the list at a place, where no dash was written yet. */
export function itemCompletion(at: ResolvedPlace, style: TextStyle): Completion[] {
  const { place, schema } = at;
  if (place.isFlow) return [];
  const written = new SnippetWriter(style.listIndent).item(schema?.items, place.column);
  const first = /^- (?:- )*([\w.-]+):/.exec(written)?.[1];
  return [
    {
      label: first === undefined ? '- ' : `- ${first}`,
      kind: 'field',
      detail: schema?.items === undefined ? 'item' : typeOf(schema.items),
      edit: { start: place.start, end: place.end, newText: written },
      isSnippet: true,
      sortText: '0',
      asksOn: true,
    },
  ];
}

/** A field of the schema as a completion, whatever the place lacks around it (a blank, a colon). */
function fieldCompletion(name: string, at: ResolvedPlace, style: TextStyle): Completion {
  const { schema: holder, place } = at;
  const schema = holder?.property(name);
  const isRequired = holder?.required.includes(name) === true || isHeader(name, at);
  const deprecated = schema !== undefined && isDeprecated(schema);
  const group = isRequired ? '0' : deprecated ? '8' : '1';
  const detail = schema === undefined ? undefined : `${typeOf(schema)}${isRequired ? ', required' : ''}`;
  return {
    label: name,
    kind: 'field',
    ...(detail === undefined ? {} : { detail }),
    ...(schema === undefined
      ? {}
      : { documentation: describeField(schema, { isRequired, isTrusted: at.isTrusted }) }),
    edit: { start: place.start, end: place.end, newText: keyText(name, schema, at, style) },
    isSnippet: !place.hasColon,
    sortText: `${group}${String(popularityOf(name, at.steps.at(-1)?.name)).padStart(3, '0')}${name}`,
    ...(deprecated ? { isDeprecated: true } : {}),
    ...(asksOn(name, schema) ? { asksOn: true } : {}),
  };
}

/** Fields that the API server or a controller writes. */
function isOfServer(name: string, at: ResolvedPlace): boolean {
  return name === 'status' && at.isObjectRoot;
}

function isHeader(name: string, at: ResolvedPlace): boolean {
  return at.isObjectRoot && (name === 'apiVersion' || name === 'kind');
}

function keyText(name: string, schema: Schema | undefined, at: ResolvedPlace, style: TextStyle): string {
  const { place } = at;
  const blank = place.needsBlank ? ' ' : '';
  if (place.hasColon) return blank + name;
  if (place.quote !== '') return literal(name);
  if (place.isFlow) return `${blank}${literal(name)}: ${flowValue(schema)}`;
  return blank + new SnippetWriter(style.listIndent).field(name, schema, place.column);
}

function flowValue(schema: Schema | undefined): string {
  const shape = schema === undefined ? 'scalar' : shapeOf(schema);
  if (shape === 'map') return '{$1}';
  return shape === 'list' ? '[$1]' : new SnippetWriter(0).value(schema);
}

/** True where values can be offered as soon as the key stands. */
function asksOn(name: string, schema: Schema | undefined): boolean {
  if (schema === undefined) return name === 'kind' || name === 'apiVersion';
  return shapeOf(schema) !== 'scalar' || choicesOf(schema).length === 0;
}

function openKeyCompletion(known: OpenKey, at: ResolvedPlace, index: number): Completion {
  const { place } = at;
  return {
    label: known.key,
    kind: known.kind,
    documentation: escaped(known.what),
    edit: {
      start: place.start,
      end: place.end,
      newText: place.hasColon || place.quote !== '' ? known.key : `${literal(known.key)}: ${known.value}`,
    },
    isSnippet: !place.hasColon && place.quote === '',
    sortText: `2${String(index).padStart(3, '0')}`,
  };
}
