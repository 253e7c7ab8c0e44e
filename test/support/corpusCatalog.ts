import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parseAllDocuments } from 'yaml';
import type { KindName } from '../../src/manifest/object.ts';
import type { KindEntry, SchemaCatalog } from '../../src/manifest/schema/catalog.ts';
import { Schema } from '../../src/manifest/schema/schema.ts';
import type { SchemaJson } from '../../src/manifest/schema/schemaJson.ts';
import { builtInCatalog } from './schemas.ts';

const crds = new URL('../../../shared/corpus/crds/', import.meta.url);
const cache = new URL('../../.cache/crds/', import.meta.url);

/** A definition as far as we read it. */
interface Definition {
  readonly kind?: string;
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly schema?: { readonly openAPIV3Schema?: SchemaJson };
    }[];
  };
}

interface CorpusKind extends KindEntry {
  readonly file: string;
  readonly celRules: number;
}

/**
 * A catalogue as a cluster would serve it that has the recorded definitions installed, the way the recorded verdicts were got:
 * Gateway API's experimental channel, MPIJob v2beta1 in place of v1, the newest Seldon with its untyped items made objects.
 * Core kinds come from the schemas that are built in. A definition is read when one of its kinds is first asked for.
 */
export function corpusCatalog(): SchemaCatalog & { readonly ofCorpus: readonly CorpusKind[] } {
  const core = builtInCatalog();
  const rows = corpusKinds();
  const byName = new Map(rows.map(row => [keyOf(row), row]));
  const metadata = core.schema({ group: '', version: 'v1', kind: 'Pod' })?.property('metadata');
  const schemas = new Map<string, Schema | undefined>();
  const coreKinds = core.kinds.filter(kind => kind.origin === 'core');
  return {
    generation: 1,
    isOfCluster: true,
    ofCorpus: rows,
    kinds: [...rows, ...coreKinds],
    entry: kind => byName.get(keyOf(kind)) ?? coreKinds.find(entry => keyOf(entry) === keyOf(kind)),
    schema: kind => {
      const row = byName.get(keyOf(kind));
      if (row === undefined) return core.entry(kind)?.origin === 'core' ? core.schema(kind) : undefined;
      if (!schemas.has(keyOf(kind))) schemas.set(keyOf(kind), schemaOf(row, metadata));
      return schemas.get(keyOf(kind));
    },
  };
}

/** The kinds that such a cluster serves. */
function corpusKinds(): readonly CorpusKind[] {
  const [, ...lines] = readFileSync(new URL('KINDS.tsv', crds), 'utf8').trimEnd().split('\n');
  return lines.flatMap(line => {
    const [group = '', kind = '', version = '', served, , scope, plural = '', file = '', , celRules] =
      line.split('\t');
    if (served !== 'true' || !isInstalled(file)) return [];
    return [
      {
        group,
        kind,
        version,
        plural,
        file,
        isNamespaced: scope === 'Namespaced',
        origin: 'cluster' as const,
        celRules: Number(celRules),
      },
    ];
  });
}

function isInstalled(file: string): boolean {
  if (file.startsWith('gateway-api__config-crd-standard')) return false;
  if (file.startsWith('training-operator__') && file.includes('mpijobs')) return false;
  return !(file.startsWith('seldon-core__') && file.includes('@'));
}

function schemaOf(row: CorpusKind, metadata: Schema | undefined): Schema | undefined {
  const definition = definitionsOf(row.file).find(
    ({ spec }) => spec.group === row.group && spec.names.kind === row.kind,
  );
  const version = definition?.spec.versions.find(({ name }) => name === row.version);
  const json = version?.schema?.openAPIV3Schema;
  if (json === undefined) return undefined;
  const own = row.file.startsWith('seldon-core__') ? withTypedItems(json) : json;
  const head = { apiVersion: { type: 'string' }, kind: { type: 'string' }, metadata: { $ref: 'ObjectMeta' } };
  const root = { ...own, properties: { ...own.properties, ...head } };
  return new Schema(root, ref => (ref === 'ObjectMeta' ? metadata : undefined));
}

/** Items of arrays without a type, as a server would refuse them, made objects that hold anything. */
function withTypedItems(json: SchemaJson): SchemaJson {
  const { items, properties, additionalProperties } = json;
  const typed =
    items !== undefined && items.type === undefined && items['x-kubernetes-int-or-string'] !== true
      ? { ...items, type: 'object', 'x-kubernetes-preserve-unknown-fields': true }
      : items;
  return {
    ...json,
    ...(typed === undefined ? {} : { items: withTypedItems(typed) }),
    ...(typeof additionalProperties === 'object'
      ? { additionalProperties: withTypedItems(additionalProperties) }
      : {}),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, field]) => [name, withTypedItems(field)]),
          ),
        }),
  };
}

/** The definitions of a file. What was parsed once is kept as JSON beside the other build products. */
function definitionsOf(file: string): readonly Definition[] {
  const source = new URL(encodeURIComponent(file), crds);
  const kept = new URL(encodeURIComponent(`${file}.${statSync(source).size}.json`), cache);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as readonly Definition[];
  const bytes = readFileSync(source);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const definitions = parseAllDocuments(text)
    .map(document => document.toJS() as Definition | null)
    .filter(definition => definition?.kind === 'CustomResourceDefinition');
  mkdirSync(cache, { recursive: true });
  const making = new URL(`${kept.href}.${process.pid}`);
  writeFileSync(making, JSON.stringify(definitions));
  renameSync(fileURLToPath(making), fileURLToPath(kept));
  return definitions as readonly Definition[];
}

function keyOf({ group, version, kind }: KindName): string {
  return `${group}/${version}/${kind}`;
}
