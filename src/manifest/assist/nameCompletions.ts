import type { ManifestObject } from '../object.ts';
import { type LocalSpace, localNamesOf, spaceUsedAt } from '../references/localNames.ts';
import type { ReferenceRow, TargetKind } from '../references/referenceRow.ts';
import { type PartRow, ReferenceIndex } from '../references/referenceTable.ts';
import type { KnownObject, Surroundings } from '../surroundings.ts';
import { itemsAt, stringAt } from '../syntax/lookup.ts';
import type { Fields } from './place.ts';
import type { ResolvedPlace } from './resolvePlace.ts';
import { modelFormats, type Suggestion } from './suggestedValues.ts';

const index = new ReferenceIndex();

/** Names of objects that fit a field that names one, with where they were found. */
export function nameSuggestions(
  at: ResolvedPlace,
  surroundings: Surroundings,
  object: ManifestObject | undefined,
): readonly Suggestion[] {
  const namespace = object?.namespace;
  const kind = `${at.kind?.group ?? ''}/${at.kind?.kind ?? ''}`;
  const steps = at.steps.map(step => step.name);
  if (steps.at(-2) === 'modelFormat' && steps.at(-1) === 'name') return formats(surroundings, namespace);
  const space = spaceUsedAt(steps);
  if (space !== undefined) return object === undefined ? [] : localSuggestions(object, space, at);
  const row = index.nameAt(kind, steps);
  if (row !== undefined) return names(row, at, { surroundings, namespace });
  const part = index.partAt(kind, steps);
  return part === undefined ? [] : parts(part, at, { surroundings, namespace });
}

/** Names that the object itself defines, but not the one that is being written about (a task depends on others). */
function localSuggestions(
  object: ManifestObject,
  space: LocalSpace,
  at: ResolvedPlace,
): readonly Suggestion[] {
  const own = space === 'task' ? at.steps.at(-2)?.fields().get('name') : undefined;
  const names = localNamesOf(object).filter(
    one => one.isDefinition && one.space === space && one.name !== own,
  );
  return [...new Set(names.map(({ name }) => name))].map(value => ({
    value,
    what: `${space} of this object`,
  }));
}

interface Around {
  readonly surroundings: Surroundings;
  readonly namespace: string | undefined;
}

function names(row: ReferenceRow, at: ResolvedPlace, around: Around): readonly Suggestion[] {
  const fields = at.steps.at(-1)?.fields() ?? new Map<string, string>();
  const found = targetsOf(row, fields).flatMap(kind =>
    around.surroundings.all(kind, namespaceOf(row, fields, around.namespace)),
  );
  const told = new Map(found.map(known => [known.name, known]));
  return [...told.values()].map(known => suggestion(row, known));
}

function suggestion(row: ReferenceRow, known: KnownObject): Suggestion {
  const place = known.namespace === undefined ? '' : ` in ${known.namespace}`;
  const what = `${known.kind}${place}, from the ${known.origin === 'cluster' ? 'cluster' : 'workspace'}`;
  if (row.nameIn === undefined || row.to[0]?.kind !== 'PersistentVolumeClaim')
    return { value: known.name, what };
  return { value: `pvc://${known.name}/`, what };
}

function parts(part: PartRow, at: ResolvedPlace, around: Around): readonly Suggestion[] {
  const holder = at.steps[at.steps.length - part.up];
  const fields = holder?.fields() ?? new Map<string, string>();
  const name = fields.get(part.nameField) ?? '';
  if (name === '') return [];
  const namespace = namespaceOf(part.row, fields, around.namespace);
  const found = targetsOf(part.row, fields).flatMap(kind => around.surroundings.named(kind, name, namespace));
  const values = found.flatMap(known => partsOf(known, part, at.steps.at(-1)?.name ?? ''));
  return [...new Set(values)].map(value => ({ value, what: `of ${name}` }));
}

function partsOf(known: KnownObject, part: PartRow, field: string): readonly string[] {
  if (part.role === 'key') return known.keys ?? [];
  if (part.role === 'template') return templatesOf(known);
  if (part.role !== 'port') return [];
  const ports = known.ports ?? [];
  return field === 'name' ? ports.flatMap(({ name }) => name ?? []) : ports.map(({ port }) => String(port));
}

/** The templates of a stored Argo workflow, where its file is known. */
function templatesOf({ manifest }: KnownObject): readonly string[] {
  return itemsAt(manifest?.object.node, 'spec', 'templates').flatMap(item => stringAt(item, 'name') ?? []);
}

function targetsOf(row: ReferenceRow, fields: Fields): readonly TargetKind[] {
  const chosen = row.choose?.(path => fields.get(path) || undefined);
  return chosen === undefined ? row.to : [chosen];
}

function namespaceOf(row: ReferenceRow, fields: Fields, own: string | undefined): string | undefined {
  const named = row.namespace === undefined ? undefined : fields.get(row.namespace);
  return named === undefined || named === '' ? own : named;
}

const runtimes: readonly TargetKind[] = ['ServingRuntime', 'ClusterServingRuntime'].map(kind => ({
  group: 'serving.kserve.io',
  kind,
}));

/** Formats that known runtimes serve come first; those of KServe's own runtimes are offered in any case. */
function formats(surroundings: Surroundings, namespace: string | undefined): readonly Suggestion[] {
  const known = new Map<string, Suggestion>();
  for (const runtime of runtimes.flatMap(kind => surroundings.all(kind, namespace)))
    for (const { name } of runtime.modelFormats ?? [])
      if (!known.has(name)) known.set(name, { value: name, what: `served by ${runtime.name}` });
  return [...known.values(), ...modelFormats.filter(({ value }) => !known.has(value))];
}
