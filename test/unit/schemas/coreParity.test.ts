import { deepStrictEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { Schema } from '../../../src/manifest/schema/schema.ts';
import type { SchemaJson } from '../../../src/manifest/schema/schemaJson.ts';
import { withoutCorpus } from '../../support/corpus.ts';
import { builtInCatalog } from '../../support/schemas.ts';

const document = 'crds/kubernetes-openapi/swagger-v1.35.0.json.gz';

interface OpenApiSchema extends ListKeywords {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly items?: OpenApiSchema;
  readonly additionalProperties?: OpenApiSchema;
  readonly 'x-kubernetes-group-version-kind'?: readonly {
    readonly group: string;
    readonly version: string;
    readonly kind: string;
  }[];
}

suite('the core schemas beside the OpenAPI document', { skip: withoutCorpus(document) }, () => {
  test('have the same fields, types, required fields, map keys and sets', () => {
    const { definitions } = recordedDocument();
    const catalog = builtInCatalog();
    const compared = new Comparison(definitions);
    for (const kind of catalog.kinds.filter(({ origin }) => origin === 'core')) {
      const id = idOf(definitions, kind);
      const schema = catalog.schema(kind);
      if (id !== undefined && schema !== undefined && kind.retirement?.state !== 'removed')
        compared.type(id, schema);
    }
    // The document's name says 1.35, but it was recorded when 1.36 was all but done: the types are those of the client.
    deepStrictEqual(compared.found, []);
    ok(compared.count > 600, `only ${compared.count} types were compared`);
  });
});

function recordedDocument() {
  const path = new URL(`../../../../shared/corpus/${document}`, import.meta.url);
  return JSON.parse(gunzipSync(readFileSync(path)).toString()) as {
    readonly definitions: Readonly<Record<string, OpenApiSchema>>;
  };
}

function idOf(
  definitions: Readonly<Record<string, OpenApiSchema>>,
  { group, version, kind }: { readonly group: string; readonly version: string; readonly kind: string },
): string | undefined {
  return Object.keys(definitions).find(id =>
    definitions[id]?.['x-kubernetes-group-version-kind']?.some(
      named => named.group === group && named.version === version && named.kind === kind,
    ),
  );
}

type ListKeywords = Pick<SchemaJson, 'x-kubernetes-list-type' | 'x-kubernetes-list-map-keys'>;

/** Walks two schemas side by side and writes down where they differ. */
class Comparison {
  readonly found: string[] = [];
  readonly #seen = new Set<string>();
  readonly #definitions: Readonly<Record<string, OpenApiSchema>>;

  constructor(definitions: Readonly<Record<string, OpenApiSchema>>) {
    this.#definitions = definitions;
  }

  get count(): number {
    return this.#seen.size;
  }

  type(id: string, ours: Schema): void {
    if (this.#seen.has(id)) return;
    this.#seen.add(id);
    const theirs = this.#definitions[id] ?? {};
    const name = id.split('.').slice(-2).join('.');
    const fields = Object.keys(theirs.properties ?? {});
    this.#same(`${name} fields`, ours.propertyNames.toSorted(), fields.toSorted());
    this.#same(`${name} required`, ours.required.toSorted(), (theirs.required ?? []).toSorted());
    for (const field of fields) {
      const schema = ours.property(field);
      const expected = theirs.properties?.[field];
      if (schema !== undefined && expected !== undefined) this.#field(`${name}.${field}`, schema, expected);
    }
  }

  #field(where: string, ours: Schema, theirs: OpenApiSchema): void {
    this.#same(where, listOf(ours.json), listOf(theirs));
    this.#value(where, ours, theirs);
    if (theirs.items !== undefined && ours.items !== undefined)
      this.#value(`${where}[]`, ours.items, theirs.items);
    if (theirs.additionalProperties !== undefined && ours.additional !== undefined)
      this.#value(`${where}{}`, ours.additional, theirs.additionalProperties);
  }

  #value(where: string, ours: Schema, theirs: OpenApiSchema): void {
    const id = theirs.$ref?.replace('#/definitions/', '');
    const target = id === undefined ? theirs : this.#definitions[id];
    this.#same(where, wordsOf(ours), id === undefined ? wordOf(theirs) : wordOf(target ?? {}, id));
    if (id !== undefined && target?.properties !== undefined) this.type(id, ours);
  }

  #same(where: string, ours: unknown, theirs: unknown): void {
    if (JSON.stringify(ours) !== JSON.stringify(theirs))
      this.found.push(`${where}: ${JSON.stringify(ours)} instead of ${JSON.stringify(theirs)}`);
  }
}

function listOf(json: ListKeywords): readonly unknown[] {
  const type = json['x-kubernetes-list-type'];
  return type === 'map' || type === 'set' ? [type, json['x-kubernetes-list-map-keys'] ?? null] : [];
}

/** Our type in a word. */
function wordsOf({ json }: Schema): string {
  return [json.type, json.format].filter(Boolean).join(' ');
}

/** Their type in the same words. */
function wordOf({ type, format }: OpenApiSchema, id = ''): string {
  if (id.endsWith('.Quantity')) return 'quantity';
  if (id.endsWith('.IntOrString')) return 'int-or-string';
  return [type, format].filter(Boolean).join(' ');
}
