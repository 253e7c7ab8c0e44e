import type { ManifestDocument } from '../../../src/deploy/manifestDocument.ts';
import type { FolderEntry, ProjectFolder } from '../../../src/deploy/openProject.ts';
import { type DeployPlan, makePlan } from '../../../src/deploy/plan.ts';
import { type Project, readManifest } from '../../../src/deploy/project.ts';
import type { TextRange } from '../../../src/deploy/textRange.ts';

/** A project of one file. */
export function projectOf(text: string, path = 'a.yaml'): Project {
  return readManifest({ path, text });
}

/** The plan of one file's text. */
export function planOf(text: string, namespace?: string): DeployPlan {
  return makePlan(projectOf(text), namespace);
}

/** The only document of a text. */
export function documentOf(text: string): ManifestDocument {
  const [document] = projectOf(text).documents;
  if (document === undefined) throw new Error('no document in the text');
  return document;
}

/** The part of a text that a range covers, within its first line. */
export function covered(text: string, range: TextRange): string {
  const line = text.split('\n')[range.start.line] ?? '';
  const end = range.end.line === range.start.line ? range.end.character : line.length;
  return line.slice(range.start.character, end);
}

/** A folder of files that are held in memory, by path. */
export function folderOf(
  files: Readonly<Record<string, string>>,
  render: ProjectFolder['renderKustomization'] = async () => ({ ok: false, failure: 'no kustomize here' }),
): ProjectFolder {
  return {
    list: async folder => entriesOf(Object.keys(files), folder === '' ? '' : `${folder}/`),
    readText: async path => files[path] ?? '',
    renderKustomization: render,
  };
}

function entriesOf(paths: readonly string[], prefix: string): readonly FolderEntry[] {
  const entries = new Map<string, FolderEntry>();
  for (const path of paths.filter(candidate => candidate.startsWith(prefix))) {
    const [name = '', ...deeper] = path.slice(prefix.length).split('/');
    entries.set(name, { name, isFolder: deeper.length > 0 });
  }
  return [...entries.values()];
}

/** Shorthand for a manifest of nothing but its identity. */
export function bare(apiVersion: string, kind: string, name: string, namespace?: string): string {
  const home = namespace === undefined ? '' : `, namespace: ${namespace}`;
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}${home}}\n`;
}
