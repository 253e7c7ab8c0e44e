import type { IndexedKind } from '../../../src/manifest/schema/fileCatalog.ts';
import type { SchemaFileJson, SchemaJson } from '../../../src/manifest/schema/schemaJson.ts';
import type { KindDescriptions, Like } from './readDescriptions.ts';

export interface Merged {
  readonly files: ReadonlyMap<string, SchemaFileJson>;
  /** Paths that no version of their kind has, and fields that two kinds share and describe differently. */
  readonly problems: readonly string[];
}

/**
 * Puts descriptions into schemas, which are left as they are: what comes back are copies. A field that several versions or
 * kinds share is described once for all. Of texts that contradict each other the first is taken.
 */
export function mergeDescriptions(
  schemas: ReadonlyMap<string, SchemaFileJson>,
  index: readonly IndexedKind[],
  descriptions: readonly KindDescriptions[],
): Merged {
  const files = structuredClone(schemas) as Map<string, WritableFile>;
  for (const row of index) unalias(row, files);
  const writing: Writing = { files, problems: [] };
  const rowsOf = (group: string, kind: string) =>
    index.filter(row => isOf(row, group) && row.definition === kind && files.has(row.file));
  for (const { group, kind, texts } of descriptions)
    for (const [path, text] of texts) {
      const found = rowsOf(group, kind).map(row => describe(row, path, text, writing));
      if (!found.includes(true)) writing.problems.push(`${group}/${kind}: no version has ${path}`);
    }
  // Only what nobody described by itself takes the words of another kind.
  const passing: Writing = { files, problems: [] };
  for (const { group, kind, likes } of descriptions)
    for (const like of likes) {
      const taken = textsLike(like, descriptions).flatMap(([path, text]) =>
        rowsOf(group, kind).map(row => describe(row, path, text, passing)),
      );
      if (!taken.includes(true)) writing.problems.push(`${group}/${kind}: nothing is like ${like.at}`);
    }
  return { files, problems: writing.problems };
}

/** By group, or by folder where files that are no API objects have none. */
function isOf({ group, file }: IndexedKind, name: string): boolean {
  return group === name || file.startsWith(`${name}/`);
}

/** The texts of the described part, at the paths of the part that is like it. What is said of the part itself stays there. */
function textsLike(
  { at, group, kind, from }: Like,
  descriptions: readonly KindDescriptions[],
): readonly (readonly [path: string, text: string])[] {
  const texts = descriptions.find(each => each.group === group && each.kind === kind)?.texts ?? [];
  const before = from === '.' ? '' : from;
  return [...texts].flatMap(([path, text]) => {
    if (path === '.' || (before !== '' && !/^[.[]/.test(path.slice(before.length)))) return [];
    if (!path.startsWith(before)) return [];
    const rest = path.slice(before.length);
    return [[at === '.' ? rest.replace(/^\./, '') : joined(at, rest), text] as const];
  });
}

function joined(at: string, rest: string): string {
  return /^[.[]/.test(rest) ? at + rest : `${at}.${rest}`;
}

interface WritableFile {
  readonly definitions: Record<string, Writable>;
}

type Writable = { -readonly [Key in keyof SchemaJson]: SchemaJson[Key] };

interface Writing {
  readonly files: ReadonlyMap<string, WritableFile>;
  readonly problems: string[];
}

/** A schema, and the file that its references are read from. */
interface Located {
  readonly json: Writable;
  readonly file: string;
}

/** A kind that is written as another one gets a whole of its own, so that it can be described as what it is. */
function unalias({ file, definition, kind }: IndexedKind, files: ReadonlyMap<string, WritableFile>): void {
  const definitions = files.get(file)?.definitions;
  const json = definitions?.[definition];
  if (definitions === undefined || json?.$ref === undefined || json.$ref.endsWith(`/${kind}`)) return;
  const target = resolved({ json, file }, files);
  if (target === undefined) return;
  const text = JSON.stringify(target.json).replaceAll('"$ref":"#', `"$ref":"${target.file}#`);
  definitions[definition] = JSON.parse(text) as Writable;
}

function describe(row: IndexedKind, path: string, text: string, { files, problems }: Writing): boolean {
  const root = files.get(row.file)?.definitions[row.definition];
  if (root === undefined) return false;
  let place: Located = { json: root, file: row.file };
  if (path === '.') place = resolved(place, files) ?? place;
  else
    for (const step of stepsOf(path)) {
      const next = stepInto(place, step, files);
      if (next === undefined) return false;
      place = next;
    }
  const { json } = place;
  if (json.description !== undefined && json.description !== text)
    problems.push(`${row.group}/${row.kind}: ${path} is described otherwise elsewhere`);
  json.description ??= text;
  return true;
}

/** `spec.steps[].{name}` → `spec`, `steps`, `[]`, … Values of maps are `*`. */
function stepsOf(path: string): readonly string[] {
  return path.replaceAll('[]', '.[]').split('.');
}

function stepInto(
  place: Located,
  step: string,
  files: ReadonlyMap<string, WritableFile>,
): Located | undefined {
  const from = resolved(place, files);
  if (from === undefined) return undefined;
  const { json, file } = from;
  const child = childOf(json, step);
  return child && { json: child as Writable, file };
}

function childOf(json: SchemaJson, step: string): SchemaJson | undefined {
  if (step === '[]') return json.items;
  if (step === '*')
    return typeof json.additionalProperties === 'object' ? json.additionalProperties : undefined;
  return json.properties !== undefined && Object.hasOwn(json.properties, step)
    ? json.properties[step]
    : undefined;
}

/** Follows references. The core's own types are described by the core. */
function resolved({ json, file }: Located, files: ReadonlyMap<string, WritableFile>): Located | undefined {
  if (json.$ref === undefined) return { json, file };
  const [target = '', pointer = ''] = json.$ref.split('#/definitions/');
  const found = files.get(target || file)?.definitions[pointer];
  return found && resolved({ json: found, file: target || file }, files);
}
