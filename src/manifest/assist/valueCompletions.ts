import type { ManifestObject } from '../object.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Completion } from './completion.ts';
import { descriptionOf } from './describe.ts';
import { escaped } from './markdown.ts';
import { nameSuggestions } from './nameCompletions.ts';
import { nodeLabels } from './nodeLabels.ts';
import type { ResolvedPlace } from './resolvePlace.ts';
import { choicesOf, literal, yamlScalar } from './snippetText.ts';
import { amountsOf, type Suggestion, suggestionsByField } from './suggestedValues.ts';
import { usedLabels } from './usedLabels.ts';
import { wellKnownKeys } from './wellKnownKeys.ts';

/** Values for the field or item at a place: names that exist, what the schema allows, and what is usual. */
export function valueCompletions(
  at: ResolvedPlace,
  surroundings: Surroundings,
  object: ManifestObject | undefined,
): Completion[] {
  const names = nameSuggestions(at, surroundings, object);
  const allowed = at.schema === undefined ? [] : choicesOf(at.schema);
  const found: Completion[] = [
    ...names.map((one, index) => completion(one, at, { kind: 'reference', order: `0${padded(index)}` })),
    ...allowed.map((value, index) => choice(value, at, index)),
  ];
  const usual = allowed.length > 0 ? [] : [...labelValues(at, surroundings, object), ...suggestions(at)];
  const taken = new Set(found.map(({ label }) => label));
  const more = [...preset(at), ...usual].filter(({ value }) => !taken.has(shown(value)));
  return [
    ...found,
    ...dedupe(more).map((one, index) => completion(one, at, { kind: 'value', order: `2${padded(index)}` })),
  ];
}

function choice(value: string, at: ResolvedPlace, index: number): Completion {
  const { json } = at.schema ?? {};
  const isDefault = json?.default !== undefined && yamlScalar(json.default) === value;
  const words = at.schema === undefined ? undefined : descriptionOf(at.schema);
  const made = completion({ value }, at, {
    kind: 'enumValue',
    order: `1${isDefault ? '000' : padded(index + 1)}`,
  });
  return {
    ...made,
    ...(isDefault ? { detail: 'default' } : {}),
    ...(words === undefined ? {} : { documentation: words }),
  };
}

function preset(at: ResolvedPlace): readonly Suggestion[] {
  const value = at.schema?.json.default;
  if (value === undefined || value === null || typeof value === 'object' || value === '') return [];
  return [{ value: yamlScalar(value), what: 'default' }];
}

/** Values that a label has elsewhere. */
function labelValues(
  at: ResolvedPlace,
  surroundings: Surroundings,
  object: ManifestObject | undefined,
): readonly Suggestion[] {
  const holder = at.steps.at(-2)?.name ?? '';
  if (holder !== 'labels' && holder !== 'matchLabels' && holder !== 'selector') return [];
  const values = usedLabels(object, surroundings).get(at.steps.at(-1)?.name ?? '') ?? [];
  return values.map(value => ({ value: yamlScalar(value) }));
}

function suggestions(at: ResolvedPlace): readonly Suggestion[] {
  const last = at.steps.at(-1)?.name ?? '';
  const field = last === '[]' ? `${at.steps.at(-2)?.name ?? ''}[]` : last;
  const holder = at.steps.at(-2)?.name ?? '';
  if (
    holder === 'labels' ||
    holder === 'annotations' ||
    holder === 'nodeSelector' ||
    holder === 'matchLabels'
  )
    return ofKey(field, holder === 'nodeSelector');
  if (at.schema?.json.format === 'quantity' || /^(?:limits|requests)$/.test(holder))
    return amountsOf(field).map(value => ({ value }));
  const usual = Object.hasOwn(suggestionsByField, field) ? suggestionsByField[field] : undefined;
  return usual ?? [];
}

function ofKey(key: string, isNode: boolean): readonly Suggestion[] {
  const known = (isNode ? nodeLabels : wellKnownKeys).find(one => one.key === key);
  return known?.values.map(value => ({ value, what: known.what })) ?? [];
}

function completion(
  { value, what, snippet }: Suggestion,
  at: ResolvedPlace,
  { kind, order }: { readonly kind: Completion['kind']; readonly order: string },
): Completion {
  const { place } = at;
  const blank = place.needsBlank ? ' ' : '';
  const text = snippet ?? literal(value);
  const isSnippet = snippet !== undefined;
  const written = place.quote === '' ? (isSnippet ? text : inText(value)) : shown(isSnippet ? text : value);
  return {
    label: shown(value),
    kind,
    ...(what === undefined ? {} : { documentation: escaped(what) }),
    edit: { start: place.start, end: place.end, newText: blank + written },
    isSnippet,
    sortText: order,
    ...(value.startsWith('"') && place.quote === ''
      ? { filterText: `${place.typed.startsWith('"') ? '"' : ''}${shown(value)}` }
      : {}),
    ...(snippet === undefined && value.endsWith('/') ? { asksOn: true } : {}),
  };
}

/** A table's values stand as YAML already; names of objects are plain by what names may hold, unless they look like numbers. */
function inText(value: string): string {
  return /^\d+$/.test(value) || value.startsWith('"') || !/[#:{}[\],&*?|<>=!%@`]\s|\s#|: |^[-?] /.test(value)
    ? value
    : JSON.stringify(value);
}

function shown(value: string): string {
  return value.startsWith('"') && value.endsWith('"') && value.length > 1 ? value.slice(1, -1) : value;
}

function dedupe(all: readonly Suggestion[]): readonly Suggestion[] {
  return [...new Map(all.toReversed().map(one => [one.value, one])).values()].toReversed();
}

function padded(index: number): string {
  return String(index).padStart(3, '0');
}
