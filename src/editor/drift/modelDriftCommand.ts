import * as vscode from 'vscode';
import type { Disposable } from '../../base/owner.ts';
import { commands, memory } from '../ids.ts';
import type { ClusterSessions } from '../session/clusterSessions.ts';
import type { Memento } from '../session/sessionMemory.ts';
import type { ClusterView } from '../tree/clusterView.ts';
import type { ObjectTarget } from '../tree/treeElement.ts';
import { chooseTables, type TablePair } from './chooseTables.ts';
import { tablesOf } from './modelTables.ts';
import type { DriftPanels } from './registerDrift.ts';

interface ModelDriftParts {
  readonly sessions: ClusterSessions;
  readonly view: ClusterView;
  readonly drift: DriftPanels;
  /** The workspace's memory: which tables belong to which model. */
  readonly memento: Memento;
}

type RememberedTables = Readonly<Record<string, { readonly reference: string; readonly current: string }>>;

/**
 * *Show Drift of Model*: on the tables that the model names in its annotations, else on those that were chosen for it
 * last time, else on two that are asked for now.
 */
export function registerModelDrift(parts: ModelDriftParts): Disposable {
  return vscode.commands.registerCommand(commands.showModelDrift, async (...args: readonly unknown[]) => {
    const [target] = parts.view.targets(...args);
    if (target) await showModelDrift(target, parts);
  });
}

async function showModelDrift(target: ObjectTarget, parts: ModelDriftParts): Promise<void> {
  const named =
    (await namedTables(target, parts.sessions)) ?? (await rememberedTables(target, parts.memento));
  const tables = named ?? (await chooseTables());
  if (!tables) return;
  if (!named) rememberTables(target, tables, parts.memento);
  parts.drift.showDrift(tables.reference, tables.current, target.ref.name);
}

async function namedTables(target: ObjectTarget, sessions: ClusterSessions): Promise<TablePair | undefined> {
  const found = await sessions.session(target.contextName).client.get(target.ref, AbortSignal.timeout(5_000));
  const paths = found.ok ? tablesOf(found.value) : undefined;
  if (!paths) return undefined;
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const pair = {
      reference: vscode.Uri.joinPath(uri, paths.reference),
      current: vscode.Uri.joinPath(uri, paths.current),
    };
    if ((await exists(pair.reference)) && (await exists(pair.current))) return pair;
  }
  return undefined;
}

async function rememberedTables(target: ObjectTarget, memento: Memento): Promise<TablePair | undefined> {
  const known = memento.get<RememberedTables>(memory.modelTables)?.[keyOf(target)];
  if (!known) return undefined;
  const pair = { reference: vscode.Uri.parse(known.reference), current: vscode.Uri.parse(known.current) };
  return (await exists(pair.reference)) && (await exists(pair.current)) ? pair : undefined;
}

function rememberTables(target: ObjectTarget, tables: TablePair, memento: Memento): void {
  const all = memento.get<RememberedTables>(memory.modelTables) ?? {};
  const entry = { reference: tables.reference.toString(), current: tables.current.toString() };
  void memento.update(memory.modelTables, { ...all, [keyOf(target)]: entry });
}

function keyOf({ contextName, ref }: ObjectTarget): string {
  return [contextName, ref.kind.kind, ref.namespace ?? '', ref.name].join('/');
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type !== vscode.FileType.Directory;
  } catch {
    return false;
  }
}
