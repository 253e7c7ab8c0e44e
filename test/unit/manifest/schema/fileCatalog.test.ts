import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { FileCatalog, type IndexedKind } from '../../../../src/manifest/schema/fileCatalog.ts';
import type { SchemaFileJson } from '../../../../src/manifest/schema/schemaJson.ts';

const thing = { group: 'example.dev', version: 'v1', kind: 'Thing' };
const row: IndexedKind = {
  ...thing,
  plural: 'things',
  isNamespaced: true,
  origin: 'ml',
  file: 'example.dev/Thing.v1.json',
  definition: 'Thing',
};

suite('the catalogue of files', () => {
  test('knows the kinds of its index without reading a file', () => {
    const { catalog, read } = catalogOf({});
    strictEqual(catalog.entry(thing)?.plural, 'things');
    strictEqual(catalog.entry({ ...thing, version: 'v2' }), undefined);
    deepStrictEqual(catalog.kinds, [row]);
    deepStrictEqual(read, []);
  });

  test('reads a file on the first need of it, once', () => {
    const { catalog, read } = catalogOf({
      [row.file]: { Thing: { properties: { size: { type: 'integer' } } } },
    });
    strictEqual(catalog.schema(thing), catalog.schema(thing));
    deepStrictEqual(catalog.schema(thing)?.propertyNames, ['size']);
    deepStrictEqual(read, [row.file]);
  });

  test('follows references in the file and into other files', () => {
    const { catalog, read } = catalogOf({
      [row.file]: {
        Thing: { properties: { spec: { $ref: '#/definitions/Spec' } } },
        Spec: { properties: { pod: { $ref: 'core/v1.json#/definitions/PodSpec', description: 'The pod.' } } },
      },
      'core/v1.json': {
        PodSpec: { properties: { first: { $ref: '#/definitions/Container' } } },
        Container: { type: 'object' },
      },
    });
    const spec = catalog.schema(thing)?.property('spec');
    deepStrictEqual(read, [row.file]);
    const pod = spec?.property('pod');
    strictEqual(pod?.typeName, 'PodSpec');
    strictEqual(pod?.json.description, 'The pod.');
    strictEqual(pod?.property('first')?.typeName, 'Container');
    deepStrictEqual(read, [row.file, 'core/v1.json']);
  });

  test('takes a version that is the same as another one from its file', () => {
    const { catalog } = catalogOf({
      [row.file]: { Thing: { $ref: 'example.dev/Thing.v2.json#/definitions/Thing' } },
      'example.dev/Thing.v2.json': { Thing: { properties: { newest: {} } } },
    });
    deepStrictEqual(catalog.schema(thing)?.propertyNames, ['newest']);
  });

  test('has no schema where the index names none, or the file or its definition is missing', () => {
    strictEqual(catalogOf({}).catalog.schema(thing), undefined);
    strictEqual(catalogOf({ [row.file]: {} }).catalog.schema(thing), undefined);
    const { catalog, read } = catalogOf({}, { ...row, file: '', definition: '' });
    strictEqual(catalog.schema(thing), undefined);
    deepStrictEqual(read, []);
  });

  test('takes no name of a prototype for a definition', () => {
    const { catalog } = catalogOf({ [row.file]: {} }, { ...row, definition: 'constructor' });
    strictEqual(catalog.schema(thing), undefined);
  });
});

/** A catalogue of one kind over files given by their definitions, and the paths that it reads. */
function catalogOf(files: Readonly<Record<string, SchemaFileJson['definitions']>>, index: IndexedKind = row) {
  const read: string[] = [];
  const catalog = new FileCatalog([index], path => {
    read.push(path);
    const definitions = files[path];
    return definitions && { definitions };
  });
  return { catalog, read };
}
