import * as vscode from 'vscode';
import { systemClock } from '../../base/systemClock.ts';
import type { ClusterAccess } from '../../cluster/access.ts';
import { settings } from '../ids.ts';
import { ClusterSessions } from './clusterSessions.ts';
import { SessionMemory } from './sessionMemory.ts';

/** Makes the sessions of the window. Reads nothing until they are asked to load. */
export function registerSessions(context: vscode.ExtensionContext, access: ClusterAccess): ClusterSessions {
  const sessions = new ClusterSessions({
    access,
    memory: new SessionMemory(context.workspaceState),
    place: () => {
      const path = vscode.workspace.getConfiguration().get<string>(settings.kubeconfig)?.trim();
      return path ? { path, env: process.env } : { env: process.env };
    },
    clock: systemClock,
    random: Math.random,
  });
  sessions.own(
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration(settings.kubeconfig)) void sessions.reload();
    }),
  );
  context.subscriptions.push(sessions);
  return sessions;
}
