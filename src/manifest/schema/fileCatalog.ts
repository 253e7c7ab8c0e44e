import type { KindName } from '../object.ts';
import type { KindEntry, SchemaCatalog } from './catalog.ts';
import { Schema } from './schema.ts';
import type { SchemaFileJson } from './schemaJson.ts';

/** A row of `index.json`: the catalogue's entry, and where the schema stands. */
export interface IndexedKind extends KindEntry {
  /** File from the schemas' root, as `serving.kserve.io/InferenceService.v1beta1.json`; empty where there is no schema. */
  readonly file: string;
  /** Name in the file's `definitions`. */
  readonly definition: string;
}

/** Reads one file below the schemas' root; undefined where there is none. */
export type ReadSchemaFile = (path: string) => SchemaFileJson | undefined;

/** The schemas that came with Timonel. Files are read on the first need of one of their kinds, and kept. */
export class FileCatalog implements SchemaCatalog {
  readonly generation = 0;
  readonly isOfCluster = false;
  readonly kinds: readonly KindEntry[];
  readonly #byName: ReadonlyMap<string, IndexedKind>;
  readonly #read: ReadSchemaFile;
  readonly #files = new Map<string, SchemaFileJson | undefined>();
  readonly #schemas = new Map<string, Schema | undefined>();

  constructor(index: readonly IndexedKind[], read: ReadSchemaFile) {
    this.kinds = index;
    this.#byName = new Map(index.map(kind => [keyOf(kind), kind]));
    this.#read = read;
  }

  entry(kind: KindName): KindEntry | undefined {
    return this.#byName.get(keyOf(kind));
  }

  schema(kind: KindName): Schema | undefined {
    const indexed = this.#byName.get(keyOf(kind));
    return indexed && indexed.file !== '' ? this.#definition(indexed.file, indexed.definition) : undefined;
  }

  #definition(file: string, name: string): Schema | undefined {
    const key = `${file}#${name}`;
    if (this.#schemas.has(key)) return this.#schemas.get(key);
    const definitions = this.#file(file)?.definitions;
    const json =
      definitions !== undefined && Object.hasOwn(definitions, name) ? definitions[name] : undefined;
    const schema = json && this.#made(json, file, name);
    this.#schemas.set(key, schema);
    return schema;
  }

  #made(json: SchemaFileJson['definitions'][string], file: string, name: string): Schema | undefined {
    const resolve = (ref: string) => this.#resolve(ref, file);
    if (json.$ref !== undefined) return resolve(json.$ref);
    // Elsewhere a name is only a name (Knative's `Service`, a monitor's `Probe`): what is of a core type is tagged there.
    return new Schema(json, resolve, file.startsWith('core/') ? name : undefined);
  }

  #resolve(ref: string, from: string): Schema | undefined {
    const [file = '', pointer = ''] = ref.split('#');
    return this.#definition(file || from, pointer.replace(/^\/definitions\//, ''));
  }

  #file(path: string): SchemaFileJson | undefined {
    if (!this.#files.has(path)) this.#files.set(path, this.#read(path));
    return this.#files.get(path);
  }
}

function keyOf({ group, version, kind }: KindName): string {
  return `${group}/${version}/${kind}`;
}
