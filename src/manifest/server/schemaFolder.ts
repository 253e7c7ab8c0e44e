import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileCatalog, type IndexedKind } from '../schema/fileCatalog.ts';
import type { SchemaFileJson } from '../schema/schemaJson.ts';

/** The catalogue over a folder of built schemas; empty where the folder is not there. */
export function folderCatalog(folder: string): FileCatalog {
  const index = (read(join(folder, 'index.json')) ?? []) as readonly IndexedKind[];
  return new FileCatalog(index, path => read(join(folder, path)) as SchemaFileJson | undefined);
}

function read(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
