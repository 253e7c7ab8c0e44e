import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileCatalog } from '../../src/manifest/schema/fileCatalog.ts';
import { folderCatalog } from '../../src/manifest/server/schemaFolder.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const cache = join(root, '.cache', 'schemas');
const inputs = [
  'scripts/schemas/**/*.ts',
  'schemas/**/*.{json,yaml}',
  'src/manifest/schema/{core*,retiredKinds}.ts',
];
/** Builds that are kept, for who goes back and forth between states of the sources. */
const keptBuilds = 8;

/**
 * The catalogue that comes with Timonel, from schemas that are built on the first call where what they are made of has
 * changed (about a second). Each call gives a catalogue of its own.
 */
export function builtInCatalog(): FileCatalog {
  return folderCatalog(builtSchemas());
}

/** Folder of the built schemas, `index.json` in it. */
export function builtSchemas(): string {
  const folder = join(cache, fingerprint());
  if (!existsSync(folder)) build(folder);
  return folder;
}

/** Stands for the content of everything that the schemas are made of. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const paths = inputs.flatMap(pattern => globSync(pattern, { cwd: root })).sort();
  for (const path of [...paths, 'node_modules/@kubernetes/client-node/package.json'])
    hash.update(path).update(readFileSync(join(root, path)));
  return hash.digest('hex').slice(0, 16);
}

/** Test files run in processes of their own, so two may build at a time: the first to finish wins. */
function build(target: string): void {
  mkdirSync(cache, { recursive: true });
  const making = mkdtempSync(join(cache, 'making-'));
  execFileSync(process.execPath, [join(root, 'scripts/schemas/buildSchemas.ts'), making], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  try {
    renameSync(making, target);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  for (const old of builds().slice(keptBuilds)) rmSync(old, { recursive: true, force: true });
}

/** The folders of earlier builds, newest first. */
function builds(): readonly string[] {
  const folders = readdirSync(cache).map(name => join(cache, name));
  return folders.toSorted((left, right) => statSync(right).mtimeMs - statSync(left).mtimeMs);
}
