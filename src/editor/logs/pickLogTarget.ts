import * as vscode from 'vscode';
import { readMetadata } from '../../cluster/metadata.ts';
import { kinds, type ResourceKind, type WireObject } from '../../cluster/resource.ts';
import { showFailure } from '../failureNotice.ts';
import type { ClusterSession } from '../session/clusterSession.ts';
import type { ClusterSessions } from '../session/clusterSessions.ts';
import { pickContext } from '../tree/contextCommands.ts';
import type { ObjectTarget } from '../tree/treeElement.ts';

/** What the list offers, those that most people look for first. */
const offered: readonly ResourceKind[] = [kinds.jobs, kinds.deployments, kinds.statefulSets, kinds.pods];
const mostOfAKind = 500;
const timeoutMs = 10_000;

/** Asks whose log to follow, in the current context. */
export async function pickLogTarget(sessions: ClusterSessions): Promise<ObjectTarget[]> {
  await sessions.load();
  const contextName = sessions.current?.name ?? (await pickContext(sessions));
  if (contextName === undefined) return [];
  const session = sessions.session(contextName);
  const items = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading {0}…', contextName) },
    () => listTargets(session),
  );
  if (!items) return [];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Follow Logs'),
    placeHolder: vscode.l10n.t('A Job, Deployment, StatefulSet or pod of {0}', contextName),
    matchOnDescription: true,
  });
  return picked ? [picked.target] : [];
}

async function listTargets(session: ClusterSession) {
  const { scope, context, client } = session;
  const namespaces = scope.kind === 'chosen' ? scope.namespaces : [undefined];
  const queries = offered.flatMap(kind => namespaces.map(namespace => ({ kind, namespace })));
  const signal = AbortSignal.timeout(timeoutMs);
  const answers = await Promise.all(
    queries.map(async ({ kind, namespace }) => {
      const query = { limit: mostOfAKind, ...(namespace === undefined ? {} : { namespace }) };
      return { kind, listed: await client.listPage(kind, query, signal) };
    }),
  );
  const [refused] = answers.map(({ listed }) => listed).filter(listed => !listed.ok);
  if (refused && answers.every(({ listed }) => !listed.ok)) {
    await showFailure(refused.failure, context.name);
    return undefined;
  }
  return answers.flatMap(({ kind, listed }) =>
    listed.ok ? listed.value.items.map(wire => targetItem(context.name, kind, wire)) : [],
  );
}

function targetItem(contextName: string, kind: ResourceKind, wire: WireObject) {
  const { namespace, name } = readMetadata(wire);
  const target: ObjectTarget = { contextName, ref: { kind, namespace, name } };
  return { label: name, description: `${kind.kind} · ${namespace}`, target };
}
