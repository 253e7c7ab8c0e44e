import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Bounds of what is read of a workspace: beyond them the index says less, and nothing is claimed to be missing. */
const mostFiles = 4_000;
const biggestBytes = 1_000_000;
const leftOut: ReadonlySet<string> = new Set([
  'node_modules',
  '.git',
  '.venv',
  'venv',
  '__pycache__',
  'dist',
  'build',
  '.cache',
]);

/** One YAML file of the workspace. */
export interface WorkspaceFile {
  readonly uri: string;
  readonly text: string;
}

/**
 * Reads the YAML files below the workspace's folders one after the other. Links are not followed, folders that no manifest
 * stands in are passed over, unreadable files too.
 */
export async function* workspaceFiles(
  folders: readonly string[],
  isStopped: () => boolean,
): AsyncGenerator<WorkspaceFile> {
  let count = 0;
  for (const folder of folders) {
    if (!folder.startsWith('file:')) continue;
    for await (const path of yamlPaths(fileURLToPath(folder))) {
      if (isStopped() || ++count > mostFiles) return;
      const file = await readWorkspaceFile(pathToFileURL(path).href);
      if (file) yield file;
    }
  }
}

/** One file; undefined where it is gone, too big or unreadable. */
export async function readWorkspaceFile(uri: string): Promise<WorkspaceFile | undefined> {
  try {
    const path = fileURLToPath(uri);
    const { size } = await stat(path);
    return size > biggestBytes ? undefined : { uri, text: await readFile(path, 'utf8') };
  } catch {
    return undefined;
  }
}

async function* yamlPaths(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (entry.isDirectory()) {
      if (!leftOut.has(entry.name)) yield* yamlPaths(join(folder, entry.name));
    } else if (entry.isFile() && /\.ya?ml$|^Kustomization$/.test(entry.name)) yield join(folder, entry.name);
  }
}
