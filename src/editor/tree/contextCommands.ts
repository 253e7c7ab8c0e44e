import * as vscode from 'vscode';
import { type Disposable, Owner } from '../../base/owner.ts';
import { kinds } from '../../cluster/resource.ts';
import { showFailure } from '../failureNotice.ts';
import { commands, settings } from '../ids.ts';
import type { ClusterSession } from '../session/clusterSession.ts';
import type { ClusterSessions } from '../session/clusterSessions.ts';
import type { ClusterView } from './clusterView.ts';

/** The commands about contexts: use, leave, choose namespaces, try again, sign in. */
export function registerContextCommands(sessions: ClusterSessions, view: ClusterView): Disposable {
  const owner = new Owner();
  const on = (id: string, run: (contextName: string) => unknown) =>
    owner.own(
      vscode.commands.registerCommand(id, async (clicked: unknown, selected: unknown) => {
        const named =
          typeof clicked === 'string' ? clicked : view.elements(clicked, selected)[0]?.contextName;
        const contextName = named ?? (await pickContext(sessions));
        if (contextName !== undefined) await run(contextName);
      }),
    );
  owner.own(
    vscode.commands.registerCommand(commands.useContext, async (clicked: unknown) => {
      const [element] = clicked === undefined ? [] : view.elements(clicked, undefined);
      const contextName = element?.contextName ?? (await pickContext(sessions));
      if (contextName !== undefined) sessions.use(contextName);
    }),
  );
  on(commands.connectContext, contextName => view.revealContext(contextName));
  on(commands.disconnectContext, contextName => sessions.close(contextName));
  on(commands.retry, contextName => sessions.session(contextName).retry());
  on(commands.signInAgain, contextName => sessions.session(contextName).signInAgain());
  on(commands.chooseNamespaces, contextName => chooseNamespaces(sessions.session(contextName)));
  owner.own(
    vscode.commands.registerCommand(commands.showMore, (clicked: unknown) => {
      for (const element of view.elements(clicked, undefined)) view.provider.showMore(element);
    }),
  );
  owner.own(vscode.commands.registerCommand(commands.openKubeconfig, chooseKubeconfig));
  return owner;
}

/** Asks for a context; the current one comes first. Makes no request. */
export async function pickContext(sessions: ClusterSessions): Promise<string | undefined> {
  await sessions.load();
  const items = sessions.contexts.map(context => ({
    label: context.name,
    description: context.server,
    iconPath: new vscode.ThemeIcon(context.name === sessions.current?.name ? 'check' : 'server-environment'),
  }));
  items.sort(
    (a, b) => Number(b.label === sessions.current?.name) - Number(a.label === sessions.current?.name),
  );
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Which context?'),
    matchOnDescription: true,
  });
  return picked?.label;
}

async function chooseNamespaces(session: ClusterSession): Promise<void> {
  const listed = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading namespaces…') },
    () => session.client.listPage(kinds.namespaces, { limit: 1000 }, AbortSignal.timeout(10_000)),
  );
  const names = listed.ok ? listed.value.items.map(nameOf).filter(name => name !== '') : undefined;
  if (!listed.ok && listed.failure.kind !== 'forbidden')
    return showFailure(listed.failure, session.context.name);
  const chosen = names ? await pickNamespaces(session, names) : await typeNamespaces(session);
  if (chosen) session.chooseNamespaces(chosen);
}

async function pickNamespaces(
  session: ClusterSession,
  names: readonly string[],
): Promise<string[] | undefined> {
  const { scope } = session;
  const current = scope.kind === 'chosen' ? scope.namespaces : [];
  const all = [...new Set([...names, ...current])].sort();
  const items = all.map(label => ({ label, picked: current.includes(label) }));
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: vscode.l10n.t('Namespaces of {0}', session.context.name),
    placeHolder: vscode.l10n.t('Choose the namespaces to show; none chosen shows all'),
  });
  return picked?.map(({ label }) => label);
}

/** Where namespaces may not be listed, they can still be named. */
async function typeNamespaces(session: ClusterSession): Promise<string[] | undefined> {
  const { scope, context } = session;
  const current = scope.kind === 'chosen' ? scope.namespaces : [context.namespace ?? 'default'];
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Namespaces of {0}', context.name),
    prompt: vscode.l10n.t('Your login may not list namespaces. Name those to show, separated by commas.'),
    value: current.join(', '),
    validateInput: text =>
      namespacesIn(text)
        .map(problemOf)
        .find(problem => problem !== undefined),
  });
  return typed === undefined ? undefined : namespacesIn(typed);
}

function namespacesIn(text: string): string[] {
  return text.split(/[\s,]+/).filter(name => name !== '');
}

function problemOf(name: string): string | undefined {
  const isName = name.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name);
  return isName
    ? undefined
    : vscode.l10n.t('"{0}" is no namespace name: lower-case letters, digits and "-" only', name);
}

function nameOf(object: Readonly<Record<string, unknown>>): string {
  const metadata = object['metadata'] as { readonly name?: unknown } | undefined;
  return typeof metadata?.name === 'string' ? metadata.name : '';
}

async function chooseKubeconfig(): Promise<void> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Choose a kubeconfig file'),
      openLabel: vscode.l10n.t('Use'),
      canSelectMany: false,
    })) ?? [];
  if (!file) return;
  await vscode.workspace
    .getConfiguration()
    .update(settings.kubeconfig, file.fsPath, vscode.ConfigurationTarget.Global);
}
