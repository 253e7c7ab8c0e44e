import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IndexedKind } from '../../../src/manifest/schema/fileCatalog.ts';
import type { SchemaFileJson, SchemaJson } from '../../../src/manifest/schema/schemaJson.ts';
import { type CrdVersion, keyOf, readCrds } from './crds.ts';
import { factsOf } from './facts.ts';
import { isShared, jsonOf, measure, Pool } from './intern.ts';
import { isByHand, isKept, linkOf, retirementOf, toolFiles } from './kinds.ts';
import { type NamedRoot, placesOf } from './naming.ts';
import { goneKinds } from './retirements.ts';

/** Draws `schemas/` from a folder of CRDs. Descriptions, which are written by hand, stay as they are. */
const project = fileURLToPath(new URL('../../../', import.meta.url));
const target = join(project, 'schemas');
const [crdFolder = join(project, '../shared/corpus/crds')] = process.argv.slice(2);

const crds = readCrds(crdFolder).filter(isKept);
const pool = new Pool();
const roots: NamedRoot[] = crds
  .filter(crd => !isByHand(keyOf(crd)))
  .map(crd => ({
    group: crd.group,
    kind: crd.kind,
    isStored: crd.isStored,
    file: `${keyOf(crd)}.json`,
    root: pool.node(factsOf(crd)),
  }));
/** Kinds and versions that do not differ are written once, in the file of the stored one. */
const firstOfRoot = new Map(
  roots
    .toSorted((left, right) => Number(left.isStored) - Number(right.isStored))
    .map(root => [root.root, root]),
);
measure(pool.nodes);
const places = placesOf(roots, isShared);
const files = filesOf(roots);
removeDrawn();
for (const [file, definitions] of files) write(file, { definitions });
write('index.json', indexOf(crds));
format();
console.log(`${files.size} files, ${crds.length} versions of kinds.`);
for (const [kind, count] of celCounts(crds))
  console.log(`${kind}: ${count} CEL rules left to rules of our own`);

function filesOf(kinds: readonly NamedRoot[]): ReadonlyMap<string, Record<string, SchemaJson>> {
  const result = new Map<string, Record<string, SchemaJson>>();
  const add = (file: string, name: string, json: SchemaJson) =>
    result.set(file, { ...result.get(file), [name]: json });
  for (const { file, kind, root } of kinds) {
    const first = firstOfRoot.get(root);
    const isOther = first !== undefined && first.file !== file;
    const whole = () => jsonOf(root, part => referenceFrom(file, part));
    add(file, kind, isOther ? { $ref: `${first.file}#/definitions/${first.kind}` } : whole());
  }
  const byPlace = [...places].sort(([, left], [, right]) =>
    left.name.localeCompare(right.name, 'en', { numeric: true }),
  );
  for (const [node, { file, name }] of byPlace)
    add(
      file,
      name,
      jsonOf(node, part => referenceFrom(file, part)),
    );
  return new Map([...result].sort(([left], [right]) => (left < right ? -1 : 1)));
}

function referenceFrom(from: string, part: Parameters<typeof isShared>[0]): string | undefined {
  const place = places.get(part);
  return place && `${place.file === from ? '' : place.file}#/definitions/${place.name}`;
}

function indexOf(versions: readonly CrdVersion[]): readonly IndexedKind[] {
  const rows = versions.map((crd): IndexedKind => {
    const retirement = retirementOf(crd, versions);
    const link = linkOf(crd.group, crd.kind);
    return {
      group: crd.group,
      version: crd.version,
      kind: crd.kind,
      plural: crd.plural,
      isNamespaced: crd.isNamespaced,
      origin: 'ml',
      ...(retirement && { retirement }),
      ...(link && { link }),
      file: `${keyOf(crd)}.json`,
      definition: crd.kind,
    };
  });
  return [...rows, ...toolFiles, ...goneKinds];
}

function celCounts(versions: readonly CrdVersion[]): readonly (readonly [string, number])[] {
  return versions
    .map(
      crd => [keyOf(crd), JSON.stringify(crd.schema).split('"x-kubernetes-validations"').length - 1] as const,
    )
    .filter(([, count]) => count > 0);
}

/** Removes what an earlier run drew, so that no part stays that nobody refers to. */
function removeDrawn(): void {
  mkdirSync(target, { recursive: true });
  for (const entry of readdirSync(target, { recursive: true, encoding: 'utf8' }))
    if (entry.endsWith('.json') && !isByHand(entry.replace(/\.json$/, ''))) rmSync(join(target, entry));
}

function write(file: string, content: SchemaFileJson | readonly IndexedKind[]): void {
  const path = join(target, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(content));
}

function format(): void {
  const biome = join(project, 'node_modules/@biomejs/biome/bin/biome');
  execFileSync(process.execPath, [biome, 'format', '--write', target], { stdio: 'inherit' });
}
