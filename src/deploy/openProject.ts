import type { Outcome } from '../base/outcome.ts';
import { joinPath, kustomizationInputs, kustomizationNames } from './kustomization.ts';
import { emptyProject, joinProjects, type Project, readManifest, type Skipped } from './project.ts';
import { textStart } from './textRange.ts';

/** An entry of a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Where a project lies. Paths are relative to it, with `/`; the empty path is the project itself. */
export interface ProjectFolder {
  list(folder: string): Promise<readonly FolderEntry[]>;
  readText(path: string): Promise<string>;
  /** Renders a folder with a kustomization; a failure says in words what is missing or wrong. */
  renderKustomization(folder: string): Promise<Outcome<string, string>>;
}

/** Folders that hold programs, packages and history, never manifests of one's own. */
const passedOver = new Set([
  'node_modules',
  '.git',
  '.venv',
  'venv',
  '__pycache__',
  'site-packages',
  'vendor',
]);
/** A larger file is data. */
const maxTextLength = 4 * 1024 * 1024;
const isManifestName = (name: string) => /\.(?:ya?ml|json)$/i.test(name);
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/**
 * Reads what a folder asks for: its manifests and those of its folders, by name. Helm charts are left out; a folder
 * with a kustomization gives what kustomize makes of it, and everything below it is taken as its input.
 */
export async function openFolder(folder: ProjectFolder): Promise<Project> {
  const found = await survey(folder, '');
  const inputs = new Set<string>();
  for (const path of found.kustomizations) {
    for (const input of kustomizationInputs(folderOf(path), await folder.readText(path))) inputs.add(input);
  }
  const roots = found.kustomizations.map(folderOf).filter(path => !inputs.has(path));
  const isInput = (path: string) => inputs.has(path) || isInside(path, found.kustomizations.map(folderOf));
  const files = found.files.filter(path => !isInput(path));
  const projects: Project[] = [
    { ...emptyProject, skipped: [...found.skipped, ...found.files.filter(isInput).map(asInput)] },
  ];
  for (const path of files) projects.push(await openFile(folder, path));
  for (const root of roots) projects.push(await render(folder, root));
  return joinProjects(projects);
}

/** Reads what one file asks for. A kustomization is rendered. */
export async function openFile(folder: ProjectFolder, path: string): Promise<Project> {
  if (kustomizationNames.includes(nameOf(path))) return await render(folder, folderOf(path));
  const text = await folder.readText(path);
  if (text.length > maxTextLength) {
    return { ...emptyProject, skipped: [{ path, why: 'larger than 4 MB: data, no manifest' }] };
  }
  return readManifest({ path, text });
}

interface Survey {
  readonly files: readonly string[];
  readonly kustomizations: readonly string[];
  readonly skipped: readonly Skipped[];
}

async function survey(folder: ProjectFolder, path: string): Promise<Survey> {
  const entries = [...(await folder.list(path))].sort((a, b) => (a.name < b.name ? -1 : 1));
  const names = entries.filter(entry => !entry.isFolder).map(entry => entry.name);
  if (names.includes('Chart.yaml')) {
    const why = 'a Helm chart: render it with `helm template` first';
    return { files: [], kustomizations: [], skipped: [{ path: path === '' ? '.' : path, why }] };
  }
  const kustomization = kustomizationNames.find(name => names.includes(name));
  const below = await Promise.all(
    entries
      .filter(entry => entry.isFolder && !passedOver.has(entry.name) && !entry.name.startsWith('.'))
      .map(entry => survey(folder, joinPath(path, entry.name))),
  );
  return {
    files: [
      ...names
        .filter(name => isManifestName(name) && !kustomizationNames.includes(name))
        .map(name => joinPath(path, name)),
      ...below.flatMap(part => part.files),
    ],
    kustomizations: [
      ...(kustomization ? [joinPath(path, kustomization)] : []),
      ...below.flatMap(part => part.kustomizations),
    ],
    skipped: below.flatMap(part => part.skipped),
  };
}

function isInside(path: string, folders: readonly string[]): boolean {
  return folders.some(folder => folder === '' || path.startsWith(`${folder}/`));
}

function asInput(path: string): Skipped {
  return { path, why: 'belongs to a kustomization, which is rendered as a whole' };
}

async function render(folder: ProjectFolder, path: string): Promise<Project> {
  const names = (await folder.list(path)).map(entry => entry.name);
  const file = joinPath(path, kustomizationNames.find(name => names.includes(name)) ?? 'kustomization.yaml');
  const rendered = await folder.renderKustomization(path);
  return rendered.ok
    ? readManifest({ path: file, text: rendered.value }, true)
    : { ...emptyProject, problems: [{ file, range: textStart, message: rendered.failure }] };
}
