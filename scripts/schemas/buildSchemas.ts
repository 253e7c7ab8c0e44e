// npm run build:schemas: writes dist/schemas, or the folder that is named.
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IndexedKind } from '../../src/manifest/schema/fileCatalog.ts';
import { retiredKinds } from '../../src/manifest/schema/retiredKinds.ts';
import { readPostedKinds } from './core/api.ts';
import { generateCore } from './core/generateCore.ts';
import { generatedFolder, readModels } from './core/model.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Every file of the built schemas by its path below their root: the core's, the committed ones, and `index.json`. */
export async function schemaFiles(): Promise<ReadonlyMap<string, string>> {
  const folder = generatedFolder();
  const core = generateCore(await readModels(folder), readPostedKinds(folder));
  const committed = committedFiles();
  const index = [...core.kinds, ...retiredKinds(core.kinds), ...committed.index];
  return new Map([
    ...[...core.files].map(([path, file]) => [path, JSON.stringify(file)] as const),
    ...committed.files,
    ['index.json', JSON.stringify(index)],
  ]);
}

/** The schemas that are written by hand or drawn from CRDs: the files of `schemas/`, packed, and the rows of its index. */
function committedFiles() {
  const folder = join(root, 'schemas');
  const paths = globSync('*/*.json', { cwd: folder })
    .map(path => path.replaceAll('\\', '/'))
    .sort();
  const files = paths.map(path => [path, packed(join(folder, path))] as const);
  const index = join(folder, 'index.json');
  const rows = existsSync(index) ? (JSON.parse(readFileSync(index, 'utf8')) as IndexedKind[]) : [];
  return { files, index: rows };
}

function packed(path: string): string {
  return JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
}

/** Writes the schemas into a folder, which then holds nothing else. */
export async function writeSchemas(folder: string): Promise<void> {
  const files = await schemaFiles();
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

if (import.meta.main) await writeSchemas(process.argv[2] ?? join(root, 'dist', 'schemas'));
