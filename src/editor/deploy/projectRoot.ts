import { execFile } from 'node:child_process';
import * as vscode from 'vscode';
import { openFile, openFolder, type ProjectFolder } from '../../deploy/openProject.ts';
import type { Project } from '../../deploy/project.ts';
import { type RunCommand, renderKustomization } from '../../deploy/renderKustomization.ts';
import type { DocumentTarget } from '../../manifest/protocol.ts';

/** What is deployed: a folder, or one file of it. */
export interface ProjectRoot {
  readonly folder: vscode.Uri;
  /** The file's path below the folder; absent for the whole folder. */
  readonly file?: string;
  /** The one document of the file that is meant, from 0; absent for all of them. */
  readonly document?: number;
  readonly name: string;
}

/** Finds what a command was called on: what the menu handed over, else the open folder, else the open file. */
export async function chooseRoot(clicked: unknown): Promise<ProjectRoot | undefined> {
  if (isDocumentTarget(clicked)) return await rootOfDocument(clicked);
  if (clicked instanceof vscode.Uri) return await rootOf(clicked);
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) {
    const picked = await vscode.window.showWorkspaceFolderPick({
      placeHolder: vscode.l10n.t('Deploy which folder?'),
    });
    return picked && { folder: picked.uri, name: picked.name };
  }
  const [only] = folders;
  if (only !== undefined) return { folder: only.uri, name: only.name };
  const active = vscode.window.activeTextEditor?.document.uri;
  if (active !== undefined) return await rootOf(active);
  const open = vscode.l10n.t('Open Folder…');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('There is nothing to deploy: open the folder or the manifest first.'),
    open,
  );
  if (chosen === open) await vscode.commands.executeCommand('workbench.action.files.openFolder');
  return undefined;
}

/** Whether a command was called on one document of a file, by the lens above it. */
export function isDocumentTarget(value: unknown): value is DocumentTarget {
  const { uri, document } = (value ?? {}) as Partial<DocumentTarget>;
  return typeof uri === 'string' && typeof document === 'number';
}

async function rootOfDocument(target: DocumentTarget): Promise<ProjectRoot | undefined> {
  const uri = vscode.Uri.parse(target.uri);
  if (uri.scheme === 'untitled') {
    void vscode.window.showInformationMessage(vscode.l10n.t('Save the manifest first, then deploy it.'));
    return undefined;
  }
  return { ...(await rootOf(uri)), document: target.document };
}

async function rootOf(uri: vscode.Uri): Promise<ProjectRoot> {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const isFolder = ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
  if (isFolder) return { folder: uri, name };
  return { folder: vscode.Uri.joinPath(uri, '..'), file: name, name };
}

/** Reads a root's manifests, after saving what is being edited in it. */
export async function readProject(root: ProjectRoot): Promise<Project> {
  await saveEdited(root);
  const folder = folderAt(root.folder);
  if (root.file === undefined) return await openFolder(folder);
  const file = await openFile(folder, root.file);
  return root.document === undefined ? file : onlyDocument(file, root.document);
}

/** What other documents of the file have wrong is no hindrance for a sound one. */
function onlyDocument(file: Project, index: number): Project {
  const documents = file.documents.filter(document => document.isRendered || document.index === index);
  return documents.length === 0 ? { ...file, documents } : { ...file, documents, problems: [] };
}

async function saveEdited({ folder }: ProjectRoot): Promise<void> {
  const prefix = `${folder.toString()}/`;
  const edited = vscode.workspace.textDocuments.filter(
    document => document.isDirty && !document.isUntitled && document.uri.toString().startsWith(prefix),
  );
  for (const document of edited) await document.save();
}

function folderAt(root: vscode.Uri): ProjectFolder {
  const at = (path: string) => (path === '' ? root : vscode.Uri.joinPath(root, path));
  return {
    list: async folder => {
      const entries = await vscode.workspace.fs.readDirectory(at(folder));
      // Linked folders are not entered: they may lead in a ring, and what they lead to is not of this project.
      return entries
        .filter(([, type]) => type === vscode.FileType.Directory || (type & vscode.FileType.File) !== 0)
        .map(([name, type]) => ({ name, isFolder: type === vscode.FileType.Directory }));
    },
    readText: async path => new TextDecoder().decode(await vscode.workspace.fs.readFile(at(path))),
    renderKustomization: async folder =>
      root.scheme === 'file'
        ? await renderKustomization(at(folder).fsPath, runProgram)
        : { ok: false, failure: vscode.l10n.t('kustomize reads only folders of this machine') },
  };
}

const programTimeoutMs = 60_000;
const maxOutputBytes = 64 * 1024 * 1024;

/** Runs a program without a shell. */
const runProgram: RunCommand = (command, args) =>
  new Promise(resolve => {
    const options = { timeout: programTimeoutMs, maxBuffer: maxOutputBytes };
    execFile(command, [...args], options, (error, out, err) => {
      if (error?.code === 'ENOENT') resolve(undefined);
      else resolve({ exitCode: error === null ? 0 : 1, out, err: err || (error?.message ?? '') });
    });
  });
