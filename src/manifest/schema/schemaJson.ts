/** A CEL rule of a CRD (`x-kubernetes-validations`). */
export interface CelRuleJson {
  readonly rule: string;
  readonly message?: string;
  readonly messageExpression?: string;
  readonly reason?: string;
  readonly fieldPath?: string;
  readonly optionalOldSelf?: boolean;
}

/**
 * A schema as Kubernetes writes it in OpenAPI v3 documents and CRDs, which is also the form of the files in `schemas/`:
 * structural JSON Schema with the `x-kubernetes-…` keywords, and `$ref` as `#/definitions/Name` in the same file or
 * `path/of/file.json#/definitions/Name` from the schemas' root.
 */
export interface SchemaJson {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly nullable?: boolean;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean | number;
  readonly exclusiveMaximum?: boolean | number;
  readonly multipleOf?: number;
  readonly properties?: Readonly<Record<string, SchemaJson>>;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly additionalProperties?: SchemaJson | boolean;
  readonly items?: SchemaJson;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly allOf?: readonly SchemaJson[];
  readonly anyOf?: readonly SchemaJson[];
  readonly oneOf?: readonly SchemaJson[];
  readonly not?: SchemaJson;
  readonly const?: unknown;
  readonly deprecated?: boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-list-type'?: 'atomic' | 'set' | 'map';
  readonly 'x-kubernetes-list-map-keys'?: readonly string[];
  readonly 'x-kubernetes-map-type'?: 'atomic' | 'granular';
  readonly 'x-kubernetes-validations'?: readonly CelRuleJson[];
  /** `Container`, `PodSpec` …: the core type whose rules hold for this node although it is not a `$ref` to it. */
  readonly 'x-timonel-type'?: string;
  /** The core type whose words tell of the fields of the same names, although the schema is no such type itself. */
  readonly 'x-timonel-words'?: string;
  /** Beside a reference that was made for one level of a schema: there are CEL rules at it or below it. */
  readonly 'x-timonel-cel'?: boolean;
  /** Since which version of the project the field exists, where that is known: `0.15`. */
  readonly 'x-timonel-since'?: string;
  /** Address of the page that documents the field or kind. */
  readonly 'x-timonel-link'?: string;
}

/** One file of schemas. */
export interface SchemaFileJson {
  readonly definitions: Readonly<Record<string, SchemaJson>>;
}
