import type { Completion, CompletionRequest } from './completion.ts';
import { expressionCompletions } from './expressionCompletions.ts';
import { apiVersionValues, kindSnippets, kindValues } from './headerCompletions.ts';
import { itemCompletion, keyCompletions, type TextStyle } from './keyCompletions.ts';
import { lineAfter, readLine } from './line.ts';
import { objectAt } from './objectAt.ts';
import { snippetCompletions, snippetKinds } from './objectSnippets.ts';
import { placeAt } from './placeAt.ts';
import { type ResolvedPlace, resolvePlace } from './resolvePlace.ts';
import { SnippetWriter, shapeOf } from './snippetText.ts';
import { valueCompletions } from './valueCompletions.ts';

/**
 * Everything that could be written at an offset. The place is told from the lines around it, so that broken text gets help
 * as well. The result is plain data; the language server turns offsets into positions and adds nothing of its own.
 */
export function complete(request: CompletionRequest): readonly Completion[] {
  const expressions = expressionCompletions(request);
  if (expressions !== undefined) return expressions;
  const place = placeAt(request.text, request.offset);
  if (place === undefined) return [];
  const at = resolvePlace(place, request.catalog);
  return place.ask === 'value' ? values(at, request) : entries(at, request);
}

function values(at: ResolvedPlace, request: CompletionRequest): readonly Completion[] {
  const name = at.steps.length === 1 ? at.steps[0]?.name : undefined;
  if (name === 'kind') return kindValues(at, request);
  if (name === 'apiVersion') return apiVersionValues(at, request.catalog);
  return valueCompletions(at, request.surroundings, objectAt(request.documents, request.offset));
}

function entries(at: ResolvedPlace, request: CompletionRequest): readonly Completion[] {
  const style = styleOf(request.text, request.offset);
  const shape = at.schema === undefined ? 'map' : shapeOf(at.schema);
  if (shape === 'list') return startsItem(at) ? [itemInItem(at, style)] : itemCompletion(at, style);
  if (shape === 'scalar' && !at.isObjectRoot)
    return valueCompletions(at, request.surroundings, objectAt(request.documents, request.offset));
  const keys =
    at.isObjectRoot && at.schema === undefined
      ? []
      : keyCompletions(at, style, {
          surroundings: request.surroundings,
          object: objectAt(request.documents, request.offset),
        });
  return at.isObjectRoot ? [...keys, ...header(at, request)] : keys;
}

/** Ready-made objects, and headers of the kinds that have none. */
function wholeObjects(at: ResolvedPlace, { catalog, snippets }: CompletionRequest): readonly Completion[] {
  return [...snippetCompletions(at, snippets), ...kindSnippets(at, catalog, snippetKinds(snippets))];
}

/** The fields that every object begins with, and whole objects where nothing is written yet. */
function header(at: ResolvedPlace, request: CompletionRequest): readonly Completion[] {
  const { place } = at;
  if (place.hasColon) return [];
  const present = place.fields();
  const whole = present.size === 0 && !place.isFlow ? wholeObjects(at, request) : [];
  if (at.schema !== undefined) return whole;
  const missing = ['apiVersion', 'kind', 'metadata'].filter(name => !present.has(name));
  const fields = missing.map(
    (name, index): Completion => ({
      label: name,
      kind: 'field',
      edit: {
        start: place.start,
        end: place.end,
        newText:
          name === 'metadata' && !place.isFlow
            ? `metadata:\n${' '.repeat(place.column)}  name: $1`
            : `${name}: $1`,
      },
      isSnippet: true,
      sortText: `0${index}`,
      ...(name === 'metadata' ? {} : { asksOn: true }),
    }),
  );
  return [...fields, ...whole];
}

function startsItem(at: ResolvedPlace): boolean {
  return at.steps.at(-1)?.name === '[]';
}

/** The first item of a list that is itself an item, right behind its dash. */
function itemInItem(at: ResolvedPlace, style: TextStyle): Completion {
  const { place } = at;
  return {
    label: '- ',
    kind: 'field',
    edit: {
      start: place.start,
      end: place.end,
      newText: new SnippetWriter(style.listIndent).item(at.schema?.items, place.column),
    },
    isSnippet: true,
    sortText: '0',
  };
}

const farEnough = 400;

/** Whether the file's lists stand behind their keys or below them, by the first list of the file. */
function styleOf(text: string, offset: number): TextStyle {
  let owner = -1;
  let line = readLine(text, 0);
  for (let count = 0; count < farEnough && line.start <= Math.max(offset, 4_000); count++) {
    const dash = line.dashes[0];
    if (dash !== undefined && owner >= 0) return { listIndent: dash > owner ? 2 : 0 };
    if (line.kind === 'content') owner = line.value === '' ? (line.key?.column ?? -1) : -1;
    const next = lineAfter(text, line);
    if (next === undefined) break;
    line = next;
  }
  return { listIndent: 2 };
}
