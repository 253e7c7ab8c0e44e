import * as vscode from 'vscode';
import { kinds } from '../../cluster/resource.ts';
import { textAt } from '../../cluster/wireReader.ts';
import { needsNamespace } from '../../deploy/plan.ts';
import type { Project } from '../../deploy/project.ts';
import { showFailure } from '../failureNotice.ts';
import { commands, memory } from '../ids.ts';
import { isProtected } from '../protectedContexts.ts';
import type { ClusterSession } from '../session/clusterSession.ts';
import type { DeployParts } from './deployParts.ts';

/** Where a project goes. */
export interface DeployTarget {
  readonly contextName: string;
  /** For objects that name none; absent where each has its own. */
  readonly namespace?: string;
  /** The namespace is not there yet and shall be made. */
  readonly isNewNamespace?: boolean;
}

/** Asks where a project goes. Where it went last time comes first. */
export async function chooseTarget(
  rootKey: string,
  project: Project,
  parts: DeployParts,
): Promise<DeployTarget | undefined> {
  const { sessions } = parts;
  await sessions.load();
  if (sessions.contexts.length === 0) {
    await offerContexts();
    return undefined;
  }
  const wantsNamespace = needsNamespace(project);
  const last = remembered(rootKey, parts, wantsNamespace);
  const picked = await pickContext(parts, last);
  if (picked === undefined || picked === last) return picked;
  if (!wantsNamespace) return { contextName: picked.contextName };
  return await chooseNamespace(sessions.session(picked.contextName), last?.namespace);
}

/** Keeps where a folder was deployed to. */
export function rememberTarget(rootKey: string, target: DeployTarget, { memento }: DeployParts): void {
  const { contextName, namespace } = target;
  const all = memento.get<Readonly<Record<string, DeployTarget>>>(memory.deployTargets) ?? {};
  const kept = { contextName, ...(namespace === undefined ? {} : { namespace }) };
  void memento.update(memory.deployTargets, { ...all, [rootKey]: kept });
}

function remembered(
  rootKey: string,
  { memento, sessions }: DeployParts,
  wantsNamespace: boolean,
): DeployTarget | undefined {
  const kept = memento.get<Readonly<Record<string, DeployTarget>>>(memory.deployTargets)?.[rootKey];
  const isThere = sessions.contexts.some(context => context.name === kept?.contextName);
  if (kept === undefined || !isThere || (wantsNamespace && kept.namespace === undefined)) return undefined;
  return wantsNamespace ? kept : { contextName: kept.contextName };
}

interface TargetItem extends vscode.QuickPickItem {
  readonly target: DeployTarget;
}

async function pickContext(
  { sessions }: DeployParts,
  last: DeployTarget | undefined,
): Promise<DeployTarget | undefined> {
  const currentName = sessions.current?.name;
  const items: TargetItem[] = [...sessions.contexts]
    .sort((a, b) => Number(b.name === currentName) - Number(a.name === currentName))
    .map(context => ({
      label: context.name,
      iconPath: new vscode.ThemeIcon(isProtected(context.name) ? 'lock' : 'server-environment'),
      description: context.server,
      target: { contextName: context.name },
    }));
  if (last !== undefined) items.unshift(lastItem(last));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Deploy Project'),
    placeHolder: vscode.l10n.t('To which context?'),
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  return picked?.target;
}

function lastItem(last: DeployTarget): TargetItem {
  return {
    label: last.contextName,
    description:
      last.namespace === undefined
        ? vscode.l10n.t('as last time')
        : vscode.l10n.t('namespace {0}, as last time', last.namespace),
    iconPath: new vscode.ThemeIcon('history'),
    target: last,
  };
}

async function offerContexts(): Promise<void> {
  const demo = vscode.l10n.t('Start Demo Cluster');
  const kubeconfig = vscode.l10n.t('Choose Kubeconfig…');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('There is no cluster to deploy to: the kubeconfig has no context.'),
    demo,
    kubeconfig,
  );
  if (chosen === demo) await vscode.commands.executeCommand(commands.startDemo);
  if (chosen === kubeconfig) await vscode.commands.executeCommand(commands.openKubeconfig);
}

async function chooseNamespace(session: ClusterSession, last?: string): Promise<DeployTarget | undefined> {
  const contextName = session.context.name;
  const listed = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading namespaces…') },
    () => session.client.listPage(kinds.namespaces, { limit: 1000 }, AbortSignal.timeout(10_000)),
  );
  if (!listed.ok && listed.failure.kind !== 'forbidden') {
    await showFailure(listed.failure, contextName);
    return undefined;
  }
  const first = last ?? session.context.namespace ?? 'default';
  if (!listed.ok) {
    const namespace = await typeNamespace(first);
    return namespace === undefined ? undefined : { contextName, namespace };
  }
  const names = listed.value.items.flatMap(object => textAt(object, 'metadata', 'name') ?? []);
  return await pickNamespace(contextName, names, first);
}

async function pickNamespace(
  contextName: string,
  names: readonly string[],
  first: string,
): Promise<DeployTarget | undefined> {
  const create = vscode.l10n.t('New namespace…');
  const sorted = [...names].sort((a, b) => Number(b === first) - Number(a === first) || (a < b ? -1 : 1));
  const items: vscode.QuickPickItem[] = [
    ...sorted.map(label => ({ label, iconPath: new vscode.ThemeIcon('symbol-namespace') })),
    { label: create, iconPath: new vscode.ThemeIcon('add'), alwaysShow: true },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Deploy Project'),
    placeHolder: vscode.l10n.t('Objects that name no namespace go to'),
    ignoreFocusOut: true,
  });
  if (picked === undefined) return undefined;
  if (picked.label !== create) return { contextName, namespace: picked.label };
  const namespace = await typeNamespace('');
  if (namespace === undefined) return undefined;
  return { contextName, namespace, isNewNamespace: !names.includes(namespace) };
}

async function typeNamespace(value: string): Promise<string | undefined> {
  return await vscode.window.showInputBox({
    title: vscode.l10n.t('Deploy Project'),
    prompt: vscode.l10n.t('The namespace for objects that name none'),
    value,
    ignoreFocusOut: true,
    validateInput: text =>
      /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(text)
        ? undefined
        : vscode.l10n.t('A namespace has lower-case letters, digits and "-", and at most 63 of them'),
  });
}
