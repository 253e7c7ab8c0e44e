import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A snippet as it stands in its file. */
export interface Snippet {
  readonly file: string;
  readonly name: string;
  readonly prefixes: readonly string[];
  readonly description: string;
  readonly body: string;
}

interface SnippetJson {
  readonly prefix: string | readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

/** A place that the user fills in, in the order of the text. A mirror has neither default nor choices. */
export interface TabStop {
  readonly number: number;
  readonly choices: readonly string[];
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Every snippet of the folder `snippets`. */
export function allSnippets(): readonly Snippet[] {
  return globSync('snippets/*.json', { cwd: root })
    .sort()
    .flatMap(file =>
      Object.entries(JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, SnippetJson>).map(
        ([name, { prefix, description, body }]) => ({
          file,
          name,
          prefixes: [prefix].flat(),
          description,
          body: body.join('\n'),
        }),
      ),
    );
}

/** The tab stops of a body, as they stand in it; those inside of defaults after the one that holds them. */
export function tabStops(body: string): readonly TabStop[] {
  return stopsIn(partsOf(body));
}

/**
 * The text that is inserted when the user changes nothing, and one text for each further choice. Throws where the body says
 * something that this reading of snippets does not know, such as a variable.
 */
export function expansions(body: string): readonly string[] {
  const parts = partsOf(body);
  const chosen = stopsIn(parts).flatMap(({ number, choices }) =>
    choices.slice(1).map(choice => new Map([[number, choice]])),
  );
  return [new Map<number, string>(), ...chosen].map(given => textOf(parts, valuesOf(parts, given)));
}

type Part = string | (TabStop & { readonly fallback: readonly Part[] });

const start = /\$(?:(\d+)|\{(\d+)(?:(:)|(\|)|\}))/y;

/** Reads a body up to its end, or a default up to its closing brace. */
function partsOf(text: string): readonly Part[] {
  return read(text, 0, false).parts;
}

function read(text: string, from: number, isDefault: boolean): { parts: readonly Part[]; at: number } {
  const parts: Part[] = [];
  let at = from;
  while (at < text.length) {
    const char = text.charAt(at);
    if (isDefault && char === '}') return { parts, at: at + 1 };
    if (char === '\\' && '$}\\'.includes(text.charAt(at + 1))) {
      parts.push(text.charAt(at + 1));
      at += 2;
    } else if (char === '$') {
      const stop = readStop(text, at);
      parts.push(stop.part);
      at = stop.at;
    } else {
      parts.push(char);
      at++;
    }
  }
  if (isDefault) throw new Error(`a default is not closed: ${text.slice(from)}`);
  return { parts, at };
}

function readStop(text: string, from: number): { part: Part; at: number } {
  start.lastIndex = from;
  const found = start.exec(text);
  if (found === null) throw new Error(`no tab stop: ${text.slice(from, from + 30)}`);
  const number = Number(found[1] ?? found[2]);
  if (found[4] !== undefined) {
    const end = text.indexOf('|}', start.lastIndex);
    const choices = text.slice(start.lastIndex, end).split(',');
    return { part: { number, choices, fallback: [choices[0] ?? ''] }, at: end + 2 };
  }
  if (found[3] === undefined) return { part: { number, choices: [], fallback: [] }, at: start.lastIndex };
  const { parts, at } = read(text, start.lastIndex, true);
  return { part: { number, choices: [], fallback: parts }, at };
}

function stopsIn(parts: readonly Part[]): readonly TabStop[] {
  return parts.flatMap(part => (typeof part === 'string' ? [] : [part, ...stopsIn(part.fallback)]));
}

/** What stands at each tab stop: the choice that was made, else its default. */
function valuesOf(parts: readonly Part[], given: ReadonlyMap<number, string>): ReadonlyMap<number, string> {
  const values = new Map(given);
  const note = (all: readonly Part[]): void => {
    for (const part of all) {
      if (typeof part === 'string') continue;
      note(part.fallback);
      if (!values.has(part.number) && part.fallback.length > 0)
        values.set(part.number, textOf(part.fallback, values));
    }
  };
  note(parts);
  return values;
}

function textOf(parts: readonly Part[], values: ReadonlyMap<number, string>): string {
  return parts.map(part => (typeof part === 'string' ? part : (values.get(part.number) ?? ''))).join('');
}
