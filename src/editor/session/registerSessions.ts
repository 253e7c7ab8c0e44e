import * as vscode from 'vscode';
import { systemClock } from '../../base/systemClock.ts';
import { settings } from '../ids.ts';
import { clusterAccess } from './clusterAccess.ts';
import { ClusterSessions } from './clusterSessions.ts';
import { SessionMemory } from './sessionMemory.ts';

/** Makes the sessions of the window. Reads nothing until they are asked to load. */
export function registerSessions(context: vscode.ExtensionContext): ClusterSessions {
  const sessions = new ClusterSessions({
    access: clusterAccess,
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
