import { deepStrictEqual, ok } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { apiVersionOf } from '../../../../src/manifest/object.ts';
import { ClusterCatalog } from '../../../../src/manifest/schema/clusterCatalog.ts';
import type { OpenApiDocument } from '../../../../src/manifest/schema/openApi.ts';
import type { Schema } from '../../../../src/manifest/schema/schema.ts';
import { withoutCorpus } from '../../../support/corpus.ts';
import { builtInCatalog } from '../../../support/schemas.ts';

const folder = 'crds/kubernetes-openapi/v3-1.35';
const root = new URL(`../../../../../shared/corpus/${folder}/`, import.meta.url);

suite('the documents of a Kubernetes 1.35', { skip: withoutCorpus(folder) }, () => {
  const ours = builtInCatalog();
  const theirs = new ClusterCatalog(ours, () => undefined);
  const kinds = ours.kinds.filter(
    kind => kind.isBuiltIn === true && existsSync(new URL(fileOf(apiVersionOf(kind)), root)),
  );
  theirs.serve(kinds);
  for (const file of readdirSync(root)) theirs.add(apiVersionIn(file), documentIn(file));

  test('give the same types their names as the schemas that come with Timonel', () => {
    const comparison = new Comparison();
    for (const kind of kinds) comparison.look(kind.kind, theirs.schema(kind), ours.schema(kind));
    deepStrictEqual(comparison.found, []);
    ok(comparison.compared > 3_000, `only ${comparison.compared} schemas were compared`);
  });

  test('know every field that 1.36 still has, and no other', () => {
    const deployment = { group: 'apps', version: 'v1', kind: 'Deployment' };
    const template = (schema?: Schema) =>
      schema?.property('spec')?.property('template')?.property('spec')?.propertyNames.toSorted();
    // The pod's reference to its scheduling group changed with the alpha API behind it.
    deepStrictEqual(
      template(theirs.schema(deployment))?.filter(name => name !== 'workloadRef'),
      template(ours.schema(deployment))?.filter(name => name !== 'schedulingGroup'),
    );
  });
});

/** Walks two schemas side by side through the fields that both have, each pair of types once. */
class Comparison {
  readonly found: string[] = [];
  readonly #seen = new Map<Schema, Schema>();

  get compared(): number {
    return this.#seen.size;
  }

  look(path: string, theirs: Schema | undefined, ours: Schema | undefined): void {
    if (theirs === undefined || ours === undefined || this.#seen.has(theirs)) return;
    this.#seen.set(theirs, ours);
    const [left, right] = [theirs, ours].map(factsOf);
    if (left !== right) this.found.push(`${path}: ${left} instead of ${right}`);
    for (const name of ours.propertyNames)
      this.look(`${path}.${name}`, theirs.property(name), ours.property(name));
    this.look(`${path}[]`, theirs.items, ours.items);
    this.look(`${path}{}`, theirs.additional, ours.additional);
  }
}

function factsOf({ typeName, json, isIntOrString }: Schema): string {
  const values = json.enum?.map(String).toSorted().join('|');
  return [typeName, isIntOrString ? 'int-or-string' : json.type, json.format, values].join(' ');
}

function fileOf(apiVersion: string): string {
  return `${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}.json.gz`.replaceAll('/', '__');
}

function apiVersionIn(file: string): string {
  return file
    .replace(/^apis?__/, '')
    .replace('.json.gz', '')
    .replace('__', '/');
}

function documentIn(file: string): OpenApiDocument {
  return JSON.parse(gunzipSync(readFileSync(new URL(file, root))).toString()) as OpenApiDocument;
}
