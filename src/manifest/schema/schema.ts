import { coreDefinitionOf } from './coreFieldTypes.ts';
import type { CelRuleJson, SchemaJson } from './schemaJson.ts';

/** Finds the schema that a `$ref` names; undefined where there is none. */
export type ResolveRef = (ref: string) => Schema | undefined;

/**
 * A schema made ready for judging: references resolved, names in maps, patterns compiled; every part on its first use, since
 * a manifest touches a small share of what its kind allows.
 */
export class Schema {
  readonly json: SchemaJson;
  /** Name of the core type (`Container`), by which rules find their nodes; undefined for anonymous schemas. */
  readonly typeName: string | undefined;
  readonly required: readonly string[];
  readonly #resolve: ResolveRef;
  readonly #toldByHolder: (() => string | undefined) | undefined;
  readonly #children = new Map<string, Schema | undefined>();
  readonly #branches = new Map<SchemaJson, Schema | undefined>();
  #items: Schema | undefined;
  #additional: Schema | undefined;
  #pattern: RegExp | undefined;
  #names: readonly string[] | undefined;

  /** @param toldByHolder what the core type that holds the field says of it */
  constructor(
    json: SchemaJson,
    resolve: ResolveRef,
    typeName?: string,
    toldByHolder?: () => string | undefined,
  ) {
    this.json = json;
    this.#resolve = resolve;
    this.#toldByHolder = toldByHolder;
    this.typeName = json['x-timonel-type'] ?? typeName;
    this.required = json.required ?? [];
  }

  /** Names of the declared fields, in the schema's order. */
  get propertyNames(): readonly string[] {
    this.#names ??= Object.keys(this.json.properties ?? {});
    return this.#names;
  }

  /** The schema of a declared field. */
  property(name: string): Schema | undefined {
    const known = this.#children.get(name);
    if (known !== undefined || this.#children.has(name)) return known;
    const { properties } = this.json;
    const json = properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
    const child = json && this.#child(json, () => this.#fieldsAs?.properties?.[name]?.description);
    this.#children.set(name, child);
    return child;
  }

  /**
   * What the field or type is for. Schemas that spell a core type out without words (pod templates in CRDs) leave that to
   * the core's own definition of the type.
   */
  get description(): string | undefined {
    return this.json.description ?? this.#toldByHolder?.() ?? this.#core(this.typeName)?.description;
  }

  /** The core type whose fields have the words for this one's. */
  get #fieldsAs(): SchemaJson | undefined {
    return this.#core(this.json['x-timonel-words'] ?? this.typeName);
  }

  #core(type: string | undefined): SchemaJson | undefined {
    if (type === undefined) return undefined;
    const json = this.#resolve(coreDefinitionOf(type))?.json;
    return json === this.json ? undefined : json;
  }

  /** The schema of a list's items. */
  get items(): Schema | undefined {
    if (this.json.items !== undefined) this.#items ??= this.#child(this.json.items);
    return this.#items;
  }

  /** The schema of a map's values (`additionalProperties`); undefined where none is declared or anything goes. */
  get additional(): Schema | undefined {
    const { additionalProperties } = this.json;
    if (typeof additionalProperties === 'object') this.#additional ??= this.#child(additionalProperties);
    return this.#additional;
  }

  /** The pattern, as RE2 would match it; undefined where there is none or JavaScript cannot say it. */
  get pattern(): RegExp | undefined {
    if (this.json.pattern !== undefined) this.#pattern ??= compiled(this.json.pattern);
    return this.#pattern;
  }

  /** A branch of `allOf`, `anyOf`, `oneOf` or `not`: one of the parts of `json`, which is also its name here. */
  branch(json: SchemaJson): Schema | undefined {
    if (!this.#branches.has(json)) this.#branches.set(json, this.#child(json));
    return this.#branches.get(json);
  }

  get isIntOrString(): boolean {
    return this.json['x-kubernetes-int-or-string'] === true || this.json.format === 'int-or-string';
  }

  get preservesUnknown(): boolean {
    return this.json['x-kubernetes-preserve-unknown-fields'] === true;
  }

  get isEmbeddedResource(): boolean {
    return this.json['x-kubernetes-embedded-resource'] === true;
  }

  get celRules(): readonly CelRuleJson[] {
    return this.json['x-kubernetes-validations'] ?? [];
  }

  #child(json: SchemaJson, toldByHolder?: () => string | undefined): Schema | undefined {
    if (json.$ref === undefined) return new Schema(json, this.#resolve, undefined, toldByHolder);
    const target = this.#resolve(json.$ref);
    const { $ref, 'x-timonel-cel': _, ...rest } = json;
    if (target === undefined || Object.keys(rest).length === 0) return target;
    // Keywords beside a reference (a default, a description of this very use) win over the target's own.
    return new Schema({ ...target.json, ...rest }, target.#resolve, target.typeName);
  }
}

function compiled(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    try {
      return new RegExp(pattern);
    } catch {
      return undefined;
    }
  }
}
