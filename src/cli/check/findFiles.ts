import { wordsOfError } from '../command.ts';
import type { Io } from '../io.ts';

/** A file that may hold manifests. */
export interface FoundFile {
  readonly path: string;
  /** True where the command line names it; false where it was found in a folder. */
  readonly isNamed: boolean;
}

/** A file or folder that could not be read, and why. */
export interface Failure {
  readonly path: string;
  readonly why: string;
}

/** Folders that hold programs, packages and builds, never manifests of one's own. */
const passedOver: ReadonlySet<string> = new Set([
  'node_modules',
  'venv',
  '__pycache__',
  'site-packages',
  'vendor',
  'dist',
  'build',
  'target',
]);

const isManifestName = (name: string) => /\.(?:ya?ml|json)$|^Kustomization$/i.test(name);

/**
 * The files that the paths lead to, each once, in the order of the paths and inside of folders by name. Folders are searched
 * to the bottom, but for hidden ones and those that hold programs. `-` stands for standard input.
 */
export async function findFiles(
  paths: readonly string[],
  io: Io,
  onFailure: (failure: Failure) => void,
): Promise<readonly FoundFile[]> {
  const found = new Map<string, FoundFile>();
  const add = (path: string, isNamed: boolean) => {
    if (isNamed || !found.has(path)) found.set(path, { path, isNamed });
  };
  const search = async (folder: string): Promise<void> => {
    const entries = await tried(folder, () => io.files.list(folder), onFailure);
    const inFolder = (name: string) => (folder === '.' ? name : `${folder.replace(/\/$/, '')}/${name}`);
    for (const { name, isFolder } of [...(entries ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (isFolder) {
        if (!name.startsWith('.') && !passedOver.has(name)) await search(inFolder(name));
      } else if (isManifestName(name)) add(inFolder(name), false);
    }
  };
  for (const path of paths.map(tidy)) {
    const isFolder = path !== '-' && (await tried(path, () => io.files.isFolder(path), onFailure));
    if (isFolder === true) await search(path);
    else if (isFolder === false) add(path, true);
  }
  return [...found.values()];
}

async function tried<Result>(
  path: string,
  act: () => Promise<Result>,
  onFailure: (failure: Failure) => void,
): Promise<Result | undefined> {
  try {
    return await act();
  } catch (error) {
    onFailure({ path, why: wordsOfError(error) });
    return undefined;
  }
}

/** Without what says nothing, so that one file is known by one name. */
function tidy(path: string): string {
  const short = path.replaceAll(/\/{2,}/g, '/').replaceAll(/\/\.(?=\/|$)/g, '');
  return short.replace(/^(?:\.\/)+/, '').replace(/(?<=.)\/$/, '') || '.';
}
