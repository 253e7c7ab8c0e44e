import type { Schema } from '../schema/schema.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Completion } from './completion.ts';
import { describeField, isDeprecated, typeOf } from './describe.ts';
import { escaped } from './markdown.ts';
import { nodeLabels } from './nodeLabels.ts';
import { popularityOf } from './popularFields.ts';
import type { ResolvedPlace } from './resolvePlace.ts';
import { choicesOf, literal, SnippetWriter, shapeOf } from './snippetText.ts';
import { resourceNames } from './suggestedValues.ts';
import type { WellKnownKey } from './wellKnownKey.ts';
import { wellKnownKeys } from './wellKnownKeys.ts';

/** What the texts of a file have in common, so that insertions look like their surroundings. */
export interface TextStyle {
  /** Columns by which a list's dashes stand behind the key of their list. */
  readonly listIndent: number;
}

/** The fields that the map at a place may still have: required ones first, then in the order of what people write. */
export function keyCompletions(
  at: ResolvedPlace,
  style: TextStyle,
  surroundings: Surroundings,
): Completion[] {
  const { schema, place } = at;
  const present = place.fields();
  const declared =
    schema === undefined
      ? []
      : schema.propertyNames.filter(name => !present.has(name) && !isOfServer(name, at));
  return [
    ...declared.map(name => fieldCompletion(name, at, style)),
    ...openKeys(at, surroundings)
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

interface OpenKey {
  readonly key: string;
  readonly what: string;
  readonly value: string;
  readonly kind: Completion['kind'];
}

/** Keys of maps whose keys the schema leaves open, but which somebody reads: labels, annotations, resources. */
function openKeys(at: ResolvedPlace, surroundings: Surroundings): readonly OpenKey[] {
  const name = at.steps.at(-1)?.name ?? '';
  if (at.schema !== undefined && at.schema.additional === undefined) return [];
  if (name === 'labels' || name === 'matchLabels') return ofKind(at, 'label');
  if (name === 'annotations') return ofKind(at, 'annotation');
  if (name === 'nodeSelector' || name === 'nodeLabels')
    return [...nodesOwn(surroundings), ...nodeLabels.map(openLabel)];
  if (['limits', 'requests', 'capacity', 'hard', 'resourcesPerNode', 'overhead'].includes(name))
    return resources(surroundings);
  return [];
}

function ofKind(at: ResolvedPlace, on: WellKnownKey['on']): readonly OpenKey[] {
  const isTemplate = at.steps.length > 2;
  const kind = isTemplate ? 'Pod' : (at.kind?.kind ?? '');
  return wellKnownKeys
    .filter(known => known.on === on && (known.kinds === undefined || known.kinds.includes(kind)))
    .map(openLabel);
}

function openLabel({ key, what, values }: Omit<WellKnownKey, 'on'>): OpenKey {
  const [first, ...others] = values;
  const value =
    first === undefined
      ? '$1'
      : others.length === 0
        ? `\${1:${literal(first)}}`
        : `\${1|${values.join(',')}|}`;
  return { key, what, value, kind: 'label' };
}

function nodesOwn(surroundings: Surroundings): readonly OpenKey[] {
  const known = new Set(nodeLabels.map(({ key }) => key));
  const keys = new Set((surroundings.nodes ?? []).flatMap(node => Object.keys(node.labels)));
  return [...keys]
    .filter(key => !known.has(key))
    .map(key => ({ key, what: 'A label that nodes of the cluster carry.', value: '$1', kind: 'label' }));
}

function resources(surroundings: Surroundings): readonly OpenKey[] {
  const offered = new Set((surroundings.nodes ?? []).flatMap(node => Object.keys(node.allocatable)));
  const known = new Set(resourceNames.map(({ name }) => name));
  const own = [...offered].filter(
    name => !known.has(name) && name !== 'pods' && !name.startsWith('hugepages-'),
  );
  return [
    ...resourceNames.map(({ name, what, amount }) => ({
      key: name,
      what,
      value: `\${1:${amount}}`,
      kind: 'field' as const,
    })),
    ...own.map(name => ({
      key: name,
      what: 'A resource that nodes of the cluster offer.',
      value: '$1',
      kind: 'field' as const,
    })),
  ];
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
