import { ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { ManifestObject } from '../../../src/manifest/object.ts';
import type { Schema } from '../../../src/manifest/schema/schema.ts';
import type { SyntaxNode } from '../../../src/manifest/syntax/node.ts';
import { parseManifestText } from '../../../src/manifest/syntax/parseText.ts';
import { withoutCorpus } from '../../support/corpus.ts';
import { builtInCatalog } from '../../support/schemas.ts';

const catalog = builtInCatalog();
const podSpec = catalog.schema({ group: '', version: 'v1', kind: 'Pod' })?.property('spec');

/** What a pod has by itself is explained by the core's own words, wherever it stands: only what ML kinds add is counted. */
const coreFields: ReadonlyMap<string, readonly string[]> = new Map([
  ['PodSpec', podSpec?.propertyNames ?? []],
  ['Container', podSpec?.property('containers')?.items?.propertyNames ?? []],
  ['PodTemplateSpec', ['metadata', 'spec']],
]);

/** Uses of one field by path; those without words are what to write next. */
interface Uses {
  described: number;
  readonly bare: Map<string, number>;
}

suite('what people write', { skip: withoutCorpus('valid') }, () => {
  const uses = usesInCorpus();
  const bare = [...uses.bare].toSorted((left, right) => right[1] - left[1]);
  const count = bare.reduce((sum, [, each]) => sum + each, 0);
  const share = uses.described / (uses.described + count);

  test('is a pod here and there, whose fields are known', () =>
    ok([...coreFields.values()].every(fields => fields.length > 1)));

  test('is explained on hover, nineteen times of twenty', context => {
    context.diagnostic(`${(share * 100).toFixed(2)} % of ${uses.described + count} fields have words`);
    const next = bare.slice(0, 20).map(([path, each]) => `${each} × ${path}`);
    ok(share >= 0.95, `${share}; most wanted:\n${next.join('\n')}`);
  });
});

/** Counts the fields of ML kinds in the corpus, outside of pod templates, that the built-in schemas know. */
function usesInCorpus(): Uses {
  const uses: Uses = { described: 0, bare: new Map() };
  for (const object of objectsInCorpus()) {
    if (catalog.entry(object)?.origin !== 'ml') continue;
    const schema = catalog.schema(object);
    const kind = `${object.group}/${object.kind}`;
    if (schema !== undefined) count(object.node, schema, { at: kind, uses });
  }
  return uses;
}

function count(node: SyntaxNode, schema: Schema, into: { readonly at: string; readonly uses: Uses }): void {
  const type = schema.json['x-timonel-words'] ?? schema.typeName ?? '';
  if (type === 'ObjectMeta') return;
  const { at, uses } = into;
  if (node.kind === 'sequence')
    for (const item of node.items) schema.items && count(item, schema.items, { at: `${at}[]`, uses });
  if (node.kind !== 'map') return;
  for (const { name, value } of node.entries) {
    if (coreFields.get(type)?.includes(name)) continue;
    const field = schema.property(name);
    const child = field ?? schema.additional;
    const path = field === undefined ? `${at}.*` : `${at}.${name}`;
    if (field !== undefined && !isHeader(path)) note(field, path, uses);
    if (child !== undefined) count(value, child, { at: path, uses });
  }
}

/** Header fields are the same everywhere, and a status is not written. */
function isHeader(path: string): boolean {
  return /^[^.]*[^/]*\/\w+\.(apiVersion|kind|metadata|status)\b/.test(path);
}

function note(field: Schema, path: string, uses: Uses): void {
  if (field.description !== undefined) uses.described++;
  else uses.bare.set(path, (uses.bare.get(path) ?? 0) + 1);
}

function objectsInCorpus(): readonly ManifestObject[] {
  const folder = fileURLToPath(new URL('../../../../shared/corpus/valid/', import.meta.url));
  return readdirSync(folder)
    .filter(name => /\.ya?ml$/.test(name))
    .flatMap(name => parseManifestText(readFileSync(folder + name, 'utf8')))
    .flatMap(document => document.objects);
}
