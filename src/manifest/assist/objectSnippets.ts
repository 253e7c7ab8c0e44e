import type { Completion } from './completion.ts';
import type { ResolvedPlace } from './resolvePlace.ts';

/** A ready-made object, or several that belong together. */
export interface ObjectSnippet {
  /** What is typed to get it: a kind in lower case, or `tm-…` for a pattern. */
  readonly prefix: string;
  readonly name: string;
  /** A sentence on what it is for. */
  readonly description: string;
  /** Text with tab stops, as `${1:name}` and `${2|a,b|}`; lines end with `\n`. */
  readonly body: string;
  /** `group/Kind` of what it begins with, where it stands for that kind; undefined for patterns. */
  readonly kind: string | undefined;
}

/** The snippets that come with Timonel, and who offers them. */
export interface SnippetShelf {
  readonly snippets: readonly ObjectSnippet[];
  /** True where the editor reads the snippet files itself: then nothing is offered of the kinds that they begin. */
  readonly areInEditor: boolean;
}

/** A snippet file as editors read it: name → prefix, description and lines. */
export type SnippetFileJson = Readonly<
  Record<
    string,
    {
      readonly prefix: string | readonly string[];
      readonly description: string;
      readonly body: readonly string[];
    }
  >
>;

/** The snippets of a file. Of several prefixes the first counts. */
export function readSnippets(file: SnippetFileJson): readonly ObjectSnippet[] {
  return Object.entries(file).map(([name, { prefix, description, body }]) => {
    const first = [prefix].flat()[0] ?? '';
    const text = body.join('\n');
    return { name, prefix: first, description, body: text, kind: kindOf(first, text) };
  });
}

/** The kinds, as `group/Kind`, that some snippet stands for. */
export function snippetKinds(shelf: SnippetShelf | undefined): ReadonlySet<string> {
  return new Set(shelf?.snippets.flatMap(({ kind }) => kind ?? []));
}

/** Ready-made objects for a place where none has begun; none where the editor offers them itself. */
export function snippetCompletions(at: ResolvedPlace, shelf: SnippetShelf | undefined): Completion[] {
  if (shelf === undefined || shelf.areInEditor) return [];
  const { start, end, column } = at.place;
  const indented = `\n${' '.repeat(column)}`;
  return shelf.snippets.map(({ prefix, name, description, body, kind }) => ({
    label: prefix,
    kind: 'snippet',
    detail: name,
    documentation: description,
    edit: { start, end, newText: body.replaceAll('\n', indented) },
    isSnippet: true,
    sortText: `${kind === undefined ? 6 : 4}${prefix}`,
    filterText: `${prefix} ${name}`,
  }));
}

/** By the two lines that every snippet begins with. */
function kindOf(prefix: string, body: string): string | undefined {
  const [, apiVersion = '', kind] = /^apiVersion: (\S+)\nkind: (\S+)/.exec(body) ?? [];
  if (kind === undefined || prefix.startsWith('tm-')) return undefined;
  return `${apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : ''}/${kind}`;
}
