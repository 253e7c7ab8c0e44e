import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { loadAll } from 'js-yaml';

/** A schema as a CRD writes it; only its shape as JSON is known. */
export type CrdJson = Readonly<Record<string, unknown>>;

/** One version of one kind, as a CustomResourceDefinition declares it. */
export interface CrdVersion {
  readonly group: string;
  readonly kind: string;
  readonly version: string;
  readonly plural: string;
  readonly isNamespaced: boolean;
  readonly isServed: boolean;
  readonly isStored: boolean;
  readonly isDeprecated: boolean;
  /** True where writes to the object itself leave `status` alone. */
  readonly hasStatusSubresource: boolean;
  readonly schema: CrdJson;
}

interface Definition {
  readonly kind?: string;
  readonly spec: {
    readonly group: string;
    readonly scope: string;
    readonly names: { readonly kind: string; readonly plural: string };
    readonly versions: readonly {
      readonly name: string;
      readonly served?: boolean;
      readonly storage?: boolean;
      readonly deprecated?: boolean;
      readonly subresources?: { readonly status?: unknown };
      readonly schema?: { readonly openAPIV3Schema?: CrdJson };
    }[];
  };
}

/**
 * Reads every CustomResourceDefinition of a folder's `.yaml` and `.yaml.gz` files. Where several files declare the same
 * version of a kind, the preferred one counts, as on the control plane of the tests.
 */
export function readCrds(folder: string): readonly CrdVersion[] {
  const files = readdirSync(folder).filter(file => /\.yaml(\.gz)?$/.test(file));
  const found = new Map<string, CrdVersion>();
  for (const file of files.sort().sort((left, right) => preference(left) - preference(right)))
    for (const version of versionsIn(textOf(join(folder, file)))) found.set(keyOf(version), version);
  return [...found.values()].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}

export function keyOf({ group, kind, version }: Pick<CrdVersion, 'group' | 'kind' | 'version'>): string {
  return `${group}/${kind}.${version}`;
}

/**
 * A file of an older tag (`NAME@TAG.yaml`) yields to the newest one, and the standard channel of Gateway API to the
 * experimental one, which has all of its fields and more.
 */
function preference(file: string): number {
  if (file.includes('@')) return 0;
  return file.includes('experimental') ? 2 : 1;
}

function textOf(path: string): string {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

function versionsIn(text: string): readonly CrdVersion[] {
  return (loadAll(text) as (Definition | null)[])
    .filter(definition => definition?.kind === 'CustomResourceDefinition')
    .flatMap(definition => (definition ? versionsOf(definition) : []));
}

function versionsOf({ spec }: Definition): readonly CrdVersion[] {
  return spec.versions.map(version => ({
    group: spec.group,
    kind: spec.names.kind,
    version: version.name,
    plural: spec.names.plural,
    isNamespaced: spec.scope === 'Namespaced',
    isServed: version.served === true,
    isStored: version.storage === true,
    isDeprecated: version.deprecated === true,
    hasStatusSubresource: version.subresources?.status !== undefined,
    schema: version.schema?.openAPIV3Schema ?? {},
  }));
}
