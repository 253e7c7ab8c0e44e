import type { IndexedKind } from '../../../src/manifest/schema/fileCatalog.ts';
import { deprecatedSince } from '../../../src/manifest/schema/retiredKinds.ts';
import type { SchemaFileJson, SchemaJson } from '../../../src/manifest/schema/schemaJson.ts';
import type { PostedKind } from './api.ts';
import { definitionSchema } from './definitionSchema.ts';
import { linkOf } from './links.ts';
import { listDefinition, listKind } from './listKind.ts';
import type { Model } from './model.ts';
import { type Place, placesOf } from './typeNames.ts';

export interface CoreSchemas {
  /** By path below the schemas' root. */
  readonly files: ReadonlyMap<string, SchemaFileJson>;
  readonly kinds: readonly IndexedKind[];
}

/** Makes the schemas of every kind that can be posted, with all types that they lead to, split by group and version. */
export function generateCore(models: ReadonlyMap<string, Model>, kinds: readonly PostedKind[]): CoreSchemas {
  const reached = new Map(kinds.map(kind => [kind, reachedFrom(kind.model, models)]));
  const places = placesOf(kinds, reached);
  const written = new Set(kinds.flatMap(kind => [...reachedFrom(kind.model, models, isWritten)]));
  const files = new Map<string, Record<string, SchemaJson>>();
  for (const [name, place] of places) {
    const model = models.get(name);
    if (model === undefined) continue;
    const definitions = files.get(place.file) ?? {};
    files.set(place.file, definitions);
    definitions[place.definition] = definitionSchema(model, {
      refTo: target => ({ $ref: refFrom(place, places.get(target)) }),
      type: place.definition,
      isDescribed: written.has(name),
    });
  }
  Object.assign(files.get('core/v1.json') ?? {}, listDefinition);
  return { files: sorted(files), kinds: [...kinds.map(kind => indexed(kind, places)), listKind] };
}

/** The status of an object is written by controllers: what it says is checked, but nobody reads about its fields. */
function isWritten(field: string): boolean {
  return field !== 'status';
}

/** All models that one leads to, itself first; through fields that pass the filter. */
function reachedFrom(
  start: string,
  models: ReadonlyMap<string, Model>,
  passes: (field: string) => boolean = () => true,
): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const name of reached)
    for (const field of models.get(name)?.fields ?? [])
      if (passes(field.name))
        for (const [word] of field.type.matchAll(/\w+/g)) if (models.has(word)) reached.add(word);
  return reached;
}

function refFrom(place: Place, target: Place | undefined): string {
  if (target === undefined) throw new Error(`${place.definition} refers to a model that is not there.`);
  const file = target.file === place.file ? '' : target.file;
  return `${file}#/definitions/${target.definition}`;
}

function indexed(kind: PostedKind, places: ReadonlyMap<string, Place>): IndexedKind {
  const place = places.get(kind.model);
  if (place === undefined) throw new Error(`There is no model ${kind.model}.`);
  const { group, version, plural, isNamespaced } = kind;
  const link = linkOf(kind.kind);
  const since = deprecatedSince[`${group}/${version}/${kind.kind}`];
  return {
    group,
    version,
    kind: kind.kind,
    plural,
    isNamespaced,
    origin: 'core',
    isBuiltIn: true,
    ...(since === undefined ? {} : { retirement: { state: 'deprecated', since } }),
    ...(link === undefined ? {} : { link }),
    ...place,
  };
}

function sorted(files: ReadonlyMap<string, Readonly<Record<string, SchemaJson>>>) {
  const byName = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]) =>
    left < right ? -1 : 1;
  return new Map(
    [...files]
      .sort(byName)
      .map(([path, definitions]) => [
        path,
        { definitions: Object.fromEntries(Object.entries(definitions).sort(byName)) },
      ]),
  );
}
