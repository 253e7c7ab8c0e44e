import type { KindName } from '../object.ts';
import type { SchemaCatalog } from '../schema/catalog.ts';
import type { Schema } from '../schema/schema.ts';
import type { Fields, Place, Step } from './place.ts';

/** A place with what is known of it: the object around it, and the schema of what is being written. */
export interface ResolvedPlace {
  readonly place: Place;
  /** The kind of the nearest object around the place, as far as its header tells; undefined where it has none. */
  readonly kind: KindName | undefined;
  /** Steps from that object's root. */
  readonly steps: readonly Step[];
  /** Schema of the map, list or field at the end of the steps; undefined where nothing is known of it. */
  readonly schema: Schema | undefined;
  /** Schema of the map that the last step leads out of. */
  readonly holder: Schema | undefined;
  /** True where an object's own fields (`apiVersion`, `kind`, `metadata` …) are being written. */
  readonly isObjectRoot: boolean;
  /** True where the catalogue speaks for a cluster's own kinds. */
  readonly isTrusted: boolean;
}

/** Finds the schema of a place: from the nearest object around it, by the names of the steps. */
export function resolvePlace(place: Place, catalog: SchemaCatalog): ResolvedPlace {
  const walk = new SchemaWalk(catalog);
  for (const [index, step] of place.steps.entries()) walk.step(step, index);
  const isOpen = place.ask === 'entry';
  if (isOpen) walk.header(place.fields, place.steps.length);
  return {
    place,
    kind: walk.kind,
    steps: place.steps.slice(walk.from),
    schema: walk.schema,
    holder: walk.holder,
    isObjectRoot: isOpen && walk.from === place.steps.length && !walk.isUnderway,
    isTrusted: walk.kind === undefined || catalog.entry(walk.kind)?.origin !== 'cluster',
  };
}

/** The schema of a step below another. */
export function schemaBelow(schema: Schema | undefined, name: string): Schema | undefined {
  if (name === '[]') return schema?.items;
  return schema?.property(name) ?? schema?.additional;
}

/** The kind that a header names; where one half is missing, the first known kind that the other half allows. */
export function kindOfFields(fields: Fields, catalog: SchemaCatalog): KindName | undefined {
  const kind = fields.get('kind') ?? '';
  const apiVersion = fields.get('apiVersion') ?? '';
  if (kind === '') return undefined;
  if (apiVersion === '')
    return catalog.kinds.find(entry => entry.kind === kind && entry.retirement === undefined);
  const slash = apiVersion.lastIndexOf('/');
  return { group: slash < 0 ? '' : apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1), kind };
}

class SchemaWalk {
  schema: Schema | undefined;
  holder: Schema | undefined;
  kind: KindName | undefined;
  /** Number of the first step that belongs to the nearest object. */
  from = 0;
  /** True once a step was taken inside something that is no object by itself. */
  isUnderway = false;
  readonly #catalog: SchemaCatalog;

  constructor(catalog: SchemaCatalog) {
    this.#catalog = catalog;
  }

  step(step: Step, index: number): void {
    if (step.name !== '[]') this.header(step.fields, index);
    this.holder = this.schema;
    this.schema = schemaBelow(this.schema, step.name);
    this.isUnderway = true;
  }

  /** Begins anew where a map is an object of its own: the document's root, a list's item, an embedded template. */
  header(fields: () => Fields, index: number): void {
    if (index > 0 && this.schema !== undefined && !mayBeObject(this.schema)) return;
    const known = fields();
    const found = kindOfFields(known, this.#catalog);
    if (index > 0 && !isWhole(known) && !this.#mustBeObject(index)) return;
    this.kind = found;
    this.from = index;
    this.isUnderway = false;
    this.schema = found && this.#catalog.schema(found);
  }

  /** True where nothing but an object can stand, so that half a header is one. */
  #mustBeObject(index: number): boolean {
    const isItem = this.kind?.kind.endsWith('List') === true && index - this.from === 2;
    return isItem || this.schema?.isEmbeddedResource === true;
  }
}

/** A header alone may be a reference (`scaleTargetRef`); an object has something else besides. */
function isWhole(fields: Fields): boolean {
  return fields.has('apiVersion') && fields.has('kind') && (fields.has('metadata') || fields.has('spec'));
}

function mayBeObject(schema: Schema): boolean {
  return schema.isEmbeddedResource || schema.preservesUnknown || schema.typeName === 'RawExtension';
}
