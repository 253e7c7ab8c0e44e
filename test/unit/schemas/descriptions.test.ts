import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { mergeDescriptions } from '../../../scripts/schemas/describe/mergeDescriptions.ts';
import {
  type KindDescriptions,
  readDescriptions,
  spelledOut,
} from '../../../scripts/schemas/describe/readDescriptions.ts';
import { readCrds } from '../../../scripts/schemas/draw/crds.ts';
import type { IndexedKind } from '../../../src/manifest/schema/fileCatalog.ts';
import type { SchemaFileJson, SchemaJson } from '../../../src/manifest/schema/schemaJson.ts';
import { withoutCorpus } from '../../support/corpus.ts';
import { builtInCatalog } from '../../support/schemas.ts';

const folder = fileURLToPath(new URL('../../../schemas', import.meta.url));
const descriptions = readDescriptions(folder);

suite('the descriptions of the ML kinds', () => {
  test('are of fields that there are, and do not contradict each other', () => {
    const files = new Map(
      globSync('*/*.json', { cwd: folder }).map(path => [path, parsed(path) as SchemaFileJson]),
    );
    const index = parsed('index.json') as readonly IndexedKind[];
    deepStrictEqual(mergeDescriptions(files, index, descriptions).problems, []);
  });

  test('are whole sentences on one line', () => {
    const texts = descriptions.flatMap(({ kind, texts }) =>
      [...texts].map(([path, text]) => [kind, path, text]),
    );
    const isWrong = (text = '') =>
      !/^[\p{Lu}\d"`/]/u.test(text) || !/[.)]$/.test(text) || text.includes('\n');
    deepStrictEqual(
      texts.filter(([, , text]) => isWrong(text)),
      [],
    );
  });

  test('stand in the catalogue, for each version of a kind', () => {
    const catalog = builtInCatalog();
    const kind = { group: 'serving.kserve.io', version: 'v1alpha1', kind: 'TrainedModel' };
    const model = catalog.schema(kind)?.property('spec')?.property('model');
    strictEqual(model?.description, 'What to load, and how much memory it takes.');
  });

  test('are in our own words', { skip: withoutCorpus('crds') }, () => {
    const theirs = new Set<string>();
    const crds = readCrds(fileURLToPath(new URL('../../../../shared/corpus/crds', import.meta.url)));
    for (const text of new Set(crds.flatMap(crd => descriptionsIn(crd.schema))))
      for (const phrase of phrasesOf(text)) theirs.add(phrase);
    ok(theirs.size > 10_000);
    const borrowed = descriptions.flatMap(({ kind, texts }) =>
      [...texts].flatMap(([path, text]) => {
        const phrase = phrasesOf(text).find(each => theirs.has(each));
        return phrase === undefined ? [] : [`${kind} ${path}: ${phrase}`];
      }),
    );
    deepStrictEqual(borrowed, []);
  });
});

suite('mergeDescriptions', () => {
  const part = { type: 'object', properties: { size: { type: 'integer' } } };
  const kind: SchemaJson = {
    properties: {
      one: { $ref: 'b.json#/definitions/Part' },
      many: { items: { $ref: 'b.json#/definitions/Part' } },
      by: { additionalProperties: { type: 'string' } },
    },
  };
  const files = new Map<string, SchemaFileJson>([
    ['a.json', { definitions: { Kind: kind, Twin: { $ref: '#/definitions/Kind' } } }],
    ['b.json', { definitions: { Part: part } }],
  ]);
  const row = (name: string): IndexedKind => ({
    group: 'g',
    version: 'v1',
    kind: name,
    plural: '',
    isNamespaced: true,
    origin: 'ml',
    file: 'a.json',
    definition: name,
  });
  const merge = (
    texts: Readonly<Record<string, string>>,
    of = 'Kind',
    likes: KindDescriptions['likes'] = [],
  ) =>
    mergeDescriptions(
      files,
      [row('Kind'), row('Twin')],
      [{ group: 'g', kind: of, texts: new Map(Object.entries(texts)), likes }],
    );
  const kindIn = (merged: ReturnType<typeof merge>) => merged.files.get('a.json')?.definitions['Kind'];

  test('describes a kind, its fields, items and values', () => {
    const merged = merge({ '.': 'Kind.', 'many[]': 'Item.', 'by.*': 'Value.' });
    deepStrictEqual(merged.problems, []);
    strictEqual(kindIn(merged)?.description, 'Kind.');
    strictEqual(kindIn(merged)?.properties?.['many']?.items?.description, 'Item.');
    deepStrictEqual(kindIn(merged)?.properties?.['by']?.additionalProperties, {
      type: 'string',
      description: 'Value.',
    });
  });
  test('puts the words on a reference beside it, and those on its fields into the shared part', () => {
    const merged = merge({ one: 'The one.', 'many[].size': 'Size.' });
    strictEqual(kindIn(merged)?.properties?.['one']?.description, 'The one.');
    strictEqual(merged.files.get('b.json')?.definitions['Part']?.properties?.['size']?.description, 'Size.');
    strictEqual(merged.files.get('b.json')?.definitions['Part']?.description, undefined);
  });
  test('leaves the schemas that it was given alone', () => {
    merge({ '.': 'Kind.' });
    strictEqual(kind.description, undefined);
  });
  test('describes a kind that is written as another one apart from it', () => {
    const merged = merge({ '.': 'Twin.' }, 'Twin');
    strictEqual(merged.files.get('a.json')?.definitions['Twin']?.description, 'Twin.');
    strictEqual(kindIn(merged)?.description, undefined);
  });
  test('takes the words of another part for a like one, where it has none of its own', () => {
    const other: KindDescriptions = {
      group: 'g',
      kind: 'Twin',
      texts: new Map([
        ['.', 'Twin.'],
        ['one', 'The one of the twin.'],
        ['by', 'By what.'],
      ]),
      likes: [],
    };
    const own = { group: 'g', kind: 'Kind', texts: new Map([['one', 'The one.']]) };
    const likes = [{ at: '.', group: 'g', kind: 'Twin', from: '.' }];
    const merged = mergeDescriptions(files, [row('Kind'), row('Twin')], [{ ...own, likes }, other]);
    deepStrictEqual(merged.problems, []);
    strictEqual(kindIn(merged)?.description, undefined);
    strictEqual(kindIn(merged)?.properties?.['one']?.description, 'The one.');
    strictEqual(kindIn(merged)?.properties?.['by']?.description, 'By what.');
  });
  test('moves the words of a part to where the like part stands', () => {
    const likes = [{ at: 'many[]', group: 'g', kind: 'Kind', from: 'one' }];
    const merged = merge({ one: 'The one.', 'one.size': 'Size.' }, 'Kind', likes);
    deepStrictEqual(merged.problems, []);
    strictEqual(kindIn(merged)?.properties?.['many']?.items?.description, undefined);
  });
  test('tells of a like part that nothing is said of', () => {
    const likes = [{ at: 'many[]', group: 'g', kind: 'Nobody', from: '.' }];
    deepStrictEqual(merge({}, 'Kind', likes).problems, ['g/Kind: nothing is like many[]']);
  });
  test('tells of paths that no version has', () =>
    deepStrictEqual(merge({ 'one.colour': 'Colour.' }).problems, ['g/Kind: no version has one.colour']));
  test('tells of one field described twice, and takes the first', () => {
    const merged = merge({ 'one.size': 'First.', 'many[].size': 'Second.' });
    deepStrictEqual(merged.problems, ['g/Kind: many[].size is described otherwise elsewhere']);
    strictEqual(merged.files.get('b.json')?.definitions['Part']?.properties?.['size']?.description, 'First.');
  });
});

test('paths with alternatives are spelled out', () => {
  deepStrictEqual(spelledOut('a.{b,c}.d.{e, f}'), ['a.b.d.e', 'a.b.d.f', 'a.c.d.e', 'a.c.d.f']);
  deepStrictEqual(spelledOut('a.b[]'), ['a.b[]']);
});

/** Every run of eight words. Shorter ones are anybody's. */
function phrasesOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.slice(7).map((_, at) => words.slice(at, at + 8).join(' '));
}

function descriptionsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === 'description' && typeof child === 'string' ? [child] : descriptionsIn(child),
  );
}

function parsed(path: string): unknown {
  return JSON.parse(readFileSync(join(folder, path), 'utf8'));
}
