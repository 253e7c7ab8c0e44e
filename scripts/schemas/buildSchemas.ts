// npm run build:schemas: writes dist/schemas, or the folder that is named.
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IndexedKind } from '../../src/manifest/schema/fileCatalog.ts';
import { retiredKinds } from '../../src/manifest/schema/retiredKinds.ts';
import type { SchemaFileJson } from '../../src/manifest/schema/schemaJson.ts';
import { readPostedKinds } from './core/api.ts';
import { generateCore } from './core/generateCore.ts';
import { generatedFolder, readModels } from './core/model.ts';
import { mergeDescriptions } from './describe/mergeDescriptions.ts';
import { readDescriptions } from './describe/readDescriptions.ts';

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

/** The schemas that are written by hand or drawn from CRDs, with their descriptions, and the rows of their index. */
function committedFiles() {
  const folder = join(root, 'schemas');
  const parsed = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8')) as unknown;
  const paths = globSync('*/*.json', { cwd: folder })
    .map(path => path.replaceAll('\\', '/'))
    .sort();
  const index = existsSync(join(folder, 'index.json'))
    ? (parsed('index.json') as readonly IndexedKind[])
    : [];
  const bare = new Map(paths.map(path => [path, parsed(path) as SchemaFileJson]));
  const { files } = mergeDescriptions(bare, index, readDescriptions(folder));
  return { files: [...files].map(([path, file]) => [path, JSON.stringify(file)] as const), index };
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
