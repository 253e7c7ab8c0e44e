import { kindOfModel, type PostedKind } from './api.ts';

/** Where the definition of a model class stands. */
export interface Place {
  /** File below the schemas' root: `core/v1.json`. */
  readonly file: string;
  /** Name in its `definitions`: `PodSpec`. */
  readonly definition: string;
}

/** File of a group and version: `core/v1.json` for the core group, `core/apps.v1.json` for apps. */
export function fileOf(group: string, version: string): string {
  return group === '' ? `core/${version}.json` : `core/${group}.${version}.json`;
}

/**
 * Gives each model class its place. A class that one group and version alone uses stands in that file; one that several
 * use (pod templates, metadata, selectors) stands with the core group if it uses it, else with the first of them.
 *
 * @param reached the classes that each kind leads to, itself included
 */
export function placesOf(
  kinds: readonly PostedKind[],
  reached: ReadonlyMap<PostedKind, ReadonlySet<string>>,
): ReadonlyMap<string, Place> {
  const files = new Map<string, string>();
  const coreFirst = kinds.toSorted((left, right) => compare(rank(left), rank(right)));
  for (const kind of coreFirst)
    for (const model of reached.get(kind) ?? [])
      if (!files.has(model)) files.set(model, fileOf(kind.group, kind.version));
  const posted = new Set(kinds.map(kind => kind.model));
  return new Map(
    [...files].map(([model, file]) => [model, { file, definition: definitionOf(model, posted.has(model)) }]),
  );
}

/** Stable versions come before the others, so that a stable file never leans on an unstable one. */
function rank({ group, version, kind }: PostedKind): string {
  return `${/^v\d+$/.test(version) ? 0 : 1} ${group} ${version} ${kind}`;
}

/**
 * `V1PodSpec` → `PodSpec`. The group's word stays where the client needed it to tell two types of one version apart
 * (`RbacV1Subject` → `RbacSubject`), but for kinds, which their file tells apart.
 */
function definitionOf(model: string, isKind: boolean): string {
  const word = isKind ? '' : (/^([A-Za-z]*?)V\d/.exec(model)?.[1] ?? '');
  return word + kindOfModel(model);
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
