import { deepStrictEqual, ok } from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { IndexedKind } from '../../../src/manifest/schema/fileCatalog.ts';
import type { SchemaFileJson } from '../../../src/manifest/schema/schemaJson.ts';
import { builtInCatalog, builtSchemas } from '../../support/schemas.ts';

const folder = fileURLToPath(new URL('../../../schemas', import.meta.url));
const files = new Map(
  globSync('*/*.json', { cwd: folder }).map(path => [path.replaceAll('\\', '/'), textOf(path)] as const),
);
const index = JSON.parse(textOf('index.json')) as readonly IndexedKind[];

suite('the committed schemas', () => {
  test('stand where the index says', () => {
    const isThere = ({ file, definition }: IndexedKind) =>
      Object.hasOwn(
        (JSON.parse(files.get(file) ?? '{}') as Partial<SchemaFileJson>).definitions ?? {},
        definition,
      );
    deepStrictEqual(
      index.filter(row => !isThere(row)).map(row => row.file),
      [],
    );
  });

  test('list each kind and version once', () => {
    const names = index.map(({ group, version, kind }) => `${group}/${version}/${kind}`);
    deepStrictEqual(
      names.filter((name, at) => names.indexOf(name) !== at),
      [],
    );
  });

  test('refer to nothing that is not there, the core included', () => {
    deepStrictEqual(
      [...files].flatMap(([file, text]) => danglingIn(file, text)),
      [],
    );
  });

  test('hold no definition that nobody uses', () => {
    const used = new Set([...files].flatMap(([file, text]) => targetsIn(file, text)));
    for (const { file, definition } of index) used.add(`${file}#/definitions/${definition}`);
    const defined = [...files].flatMap(([file, text]) => definitionsIn(file, text));
    deepStrictEqual(
      defined.filter(name => !used.has(name)),
      [],
    );
  });

  test('stay small: 2.5 MB as they stand, 350 KB packed', () => {
    const all = [...files.values()].join('');
    ok(all.length < 2_500_000, `${all.length} characters`);
    ok(gzipSync(all).length < 350_000, `${gzipSync(all).length} bytes`);
  });

  test('give every kind of the index a schema', () => {
    const catalog = builtInCatalog();
    deepStrictEqual(
      index.filter(row => catalog.schema(row) === undefined).map(row => row.file),
      [],
    );
  });

  test('name as successor only a version that is known and still served', () => {
    const catalog = builtInCatalog();
    const isWrong = ({ kind, retirement }: IndexedKind) => {
      if (retirement?.successor === undefined) return false;
      const [group = '', version = ''] = retirement.successor.split('/');
      const entry = catalog.entry({ group, version, kind });
      return (
        entry === undefined || (entry.retirement !== undefined && entry.retirement.state !== 'deprecated')
      );
    };
    deepStrictEqual(
      index.filter(isWrong).map(row => `${row.group}/${row.version} ${row.kind}`),
      [],
    );
  });
});

function danglingIn(file: string, text: string): readonly string[] {
  return targetsIn(file, text).filter(target => !definitionsAt(target).includes(target));
}

function targetsIn(file: string, text: string): readonly string[] {
  return [...text.matchAll(/"\$ref":\s*"([^"]+)"/g)].map(([, ref = '']) =>
    ref.startsWith('#') ? file + ref : ref,
  );
}

function definitionsAt(target: string): readonly string[] {
  const [file = ''] = target.split('#');
  const text =
    files.get(file) ?? (file.startsWith('core/') ? readFileSync(join(builtSchemas(), file), 'utf8') : '');
  return text === '' ? [] : definitionsIn(file, text);
}

const known = new Map<string, readonly string[]>();

function definitionsIn(file: string, text: string): readonly string[] {
  const before = known.get(file);
  if (before !== undefined) return before;
  const { definitions } = JSON.parse(text) as SchemaFileJson;
  const names = Object.keys(definitions).map(name => `${file}#/definitions/${name}`);
  known.set(file, names);
  return names;
}

function textOf(path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}
