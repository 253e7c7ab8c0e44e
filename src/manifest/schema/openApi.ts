import type { SchemaJson } from './schemaJson.ts';

/** A schema of an OpenAPI v3 document as a kube-apiserver serves it. */
export interface OpenApiSchemaJson extends SchemaJson {
  readonly 'x-kubernetes-group-version-kind'?: readonly {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
  }[];
}

/** The part of an OpenAPI v3 document that Timonel reads: one group and version, with all types that it needs. */
export interface OpenApiDocument {
  readonly components?: { readonly schemas?: Readonly<Record<string, OpenApiSchemaJson>> };
}
