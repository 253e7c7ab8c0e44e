import type { KindName } from '../object.ts';
import { isZero, ruleTypeOf, withCoreFacts } from './coreFacts.ts';
import { coreTypeName } from './coreTypeName.ts';
import { hasRules } from './hasRules.ts';
import type { OpenApiDocument, OpenApiSchemaJson } from './openApi.ts';
import { recognizedType, type TypedField } from './recognizedType.ts';
import { Schema } from './schema.ts';
import type { SchemaJson } from './schemaJson.ts';

/** A schema inside a definition that nobody has asked for yet. */
interface Part {
  readonly json: SchemaJson;
  readonly isBuiltIn: boolean;
  /** The core type around it and the field that holds it, where they are known. */
  readonly within: TypedField | undefined;
  /** The same place in the schema that came with Timonel, for its words. */
  readonly told: Schema | undefined;
}

const prefix = '#/components/schemas/';
const anything: SchemaJson = { 'x-kubernetes-preserve-unknown-fields': true };
const anyObject: SchemaJson = { type: 'object', ...anything };

const emptyObject: SchemaJson = { type: 'object', properties: {} };
const time: SchemaJson = { type: 'string', format: 'date-time' };

/** Types that are no objects with fields, or whose schema in a document does not say how the server reads them. */
const special: Readonly<Record<string, SchemaJson>> = {
  BasicSchedulingPolicy: emptyObject,
  CustomResourceSubresourceStatus: emptyObject,
  FieldsV1: anyObject,
  IntOrString: { format: 'int-or-string', 'x-kubernetes-int-or-string': true },
  JSON: anything,
  JSONSchemaPropsOrArray: anything,
  JSONSchemaPropsOrBool: anything,
  JSONSchemaPropsOrStringArray: anything,
  MicroTime: time,
  Quantity: { format: 'quantity', 'x-kubernetes-int-or-string': true },
  RawExtension: anyObject,
  StorageVersionSpec: emptyObject,
  Time: time,
};

/**
 * The schemas of one OpenAPI v3 document of a cluster. Each level of a schema is made ready when it is first entered, so
 * that a document of two megabytes costs what a manifest touches of it.
 */
export class OpenApiSchemas {
  readonly #schemas: Readonly<Record<string, OpenApiSchemaJson>>;
  readonly #made = new Map<string, Schema | undefined>();
  readonly #parts: Part[] = [];
  readonly #told = new Map<string, Schema>();

  constructor(document: OpenApiDocument) {
    this.#schemas = document.components?.schemas ?? {};
  }

  /**
   * The schema of a whole object; undefined where the document has none for the kind. Few CRDs describe their fields:
   * what `told`, the schema that came with Timonel, says of a field is said here too.
   */
  schema({ group, version, kind }: KindName, told?: Schema): Schema | undefined {
    const id = Object.keys(this.#schemas).find(name =>
      this.#schemas[name]?.['x-kubernetes-group-version-kind']?.some(
        of => of.kind === kind && of.group === group && of.version === version,
      ),
    );
    if (id === undefined) return undefined;
    if (told !== undefined && coreTypeName(id) === undefined) this.#told.set(id, told);
    return this.#resolve(id);
  }

  readonly #resolve = (ref: string): Schema | undefined => {
    if (this.#made.has(ref)) return this.#made.get(ref);
    const schema = ref.startsWith('@') ? this.#ofPart(Number(ref.slice(1))) : this.#definition(ref);
    this.#made.set(ref, schema);
    return schema;
  };

  #definition(id: string): Schema | undefined {
    if (!Object.hasOwn(this.#schemas, id)) return undefined;
    const json = this.#schemas[id];
    const type = coreTypeName(id);
    if (type !== undefined && Object.hasOwn(special, type))
      return new Schema(special[type] ?? {}, this.#resolve);
    if (json === undefined) return undefined;
    const isBuiltIn = type !== undefined;
    const told = this.#told.get(id);
    const part: Part = { json: withWords(json, told), isBuiltIn, within: undefined, told };
    return new Schema(this.#ready(part, type), this.#resolve, type && ruleTypeOf(type));
  }

  #ofPart(index: number): Schema | undefined {
    const part = this.#parts[index];
    if (part === undefined) return undefined;
    const { json, isBuiltIn, within } = part;
    const type = isBuiltIn ? undefined : (json['x-timonel-type'] ?? recognizedType(json, within));
    return new Schema(this.#ready(part, type), this.#resolve, type);
  }

  /** The schema of one level, with a reference in place of everything that has a level of its own below it. */
  #ready({ json, isBuiltIn, within, told }: Part, type: string | undefined): SchemaJson {
    const { properties, items, additionalProperties: values } = json;
    const below = (child: SchemaJson, words: Schema | undefined) =>
      this.#below({ json: child, isBuiltIn, within, told: words });
    const field = (name: string, child: SchemaJson) =>
      this.#field({
        json: child,
        isBuiltIn,
        within: type === undefined ? undefined : { type, field: name },
        told: told?.property(name),
      });
    return {
      ...json,
      ...(properties && {
        properties: Object.fromEntries(
          Object.entries(properties).map(([name, child]) => [name, field(name, child)]),
        ),
      }),
      ...(items && { items: below(items, told?.items) }),
      ...(typeof values === 'object' && { additionalProperties: below(values, told?.additional) }),
    };
  }

  #field(part: Part): SchemaJson {
    const { json, isBuiltIn, within } = part;
    if (!isBuiltIn || within === undefined) return this.#below(part);
    return this.#below({ ...part, json: withCoreFacts(json, within.type, within.field) });
  }

  #below(part: Part): SchemaJson {
    const json = withWords(referring(part.isBuiltIn ? withoutZero(part.json) : part.json), part.told);
    const hasLevels =
      json.properties !== undefined ||
      json.items !== undefined ||
      typeof json.additionalProperties === 'object';
    if (!hasLevels) return json;
    this.#parts.push({ ...part, json });
    const $ref = `@${this.#parts.length - 1}`;
    return hasRules(json) ? { $ref, 'x-timonel-cel': true } : { $ref };
  }
}

/** A reference is wrapped where keywords stand beside it: `allOf: [{$ref}]` with a description and a default. */
function referring(json: SchemaJson): SchemaJson {
  const wrapped = json.allOf?.length === 1 ? json.allOf[0]?.$ref : undefined;
  const target = json.$ref ?? wrapped;
  if (target === undefined) return json;
  const { allOf: _, ...rest } = json;
  return { ...rest, $ref: target.replace(prefix, '') };
}

function withoutZero(json: SchemaJson): SchemaJson {
  if (json.default === undefined || !isZero(json.default)) return json;
  const { default: _, ...rest } = json;
  return rest;
}

/** What Timonel says of a field in its own schema goes before the words of the cluster. */
function withWords(json: SchemaJson, told: Schema | undefined): SchemaJson {
  if (told === undefined) return json;
  const said = words.filter(word => told.json[word] !== undefined);
  if (said.length === 0) return json;
  return { ...json, ...Object.fromEntries(said.map(word => [word, told.json[word]])) };
}

const words = ['description', 'x-timonel-link', 'x-timonel-since', 'x-timonel-type'] as const;
