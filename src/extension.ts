import type * as vscode from 'vscode';
import { systemClock } from './base/systemClock.ts';
import { registerDemo } from './editor/demo/demoCommands.ts';
import { registerDeploy } from './editor/deploy/registerDeploy.ts';
import { registerModelDrift } from './editor/drift/modelDriftCommand.ts';
import { registerDrift } from './editor/drift/registerDrift.ts';
import { registerLogs } from './editor/logs/registerLogs.ts';
import { registerManifests } from './editor/manifest/registerManifests.ts';
import { registerManifestContext } from './editor/manifestContext.ts';
import { registerObjectCommands } from './editor/objects/objectCommands.ts';
import { registerSessions } from './editor/session/registerSessions.ts';
import { ClusterView } from './editor/tree/clusterView.ts';
import { registerContextCommands } from './editor/tree/contextCommands.ts';

/** Builds, registers and returns: no request, no login and no heavy module before the user asks for something. */
export function activate(context: vscode.ExtensionContext): void {
  const clock = systemClock;
  const own = <T extends vscode.Disposable>(child: T): T => {
    context.subscriptions.push(child);
    return child;
  };
  const sessions = registerSessions(context);
  const view = own(new ClusterView(sessions, clock));
  own(registerContextCommands(sessions, view));
  own(registerObjectCommands({ sessions, view, clock }));
  own(registerManifestContext());
  own(
    registerManifests({
      extension: context.extensionUri,
      storage: context.globalStorageUri,
      remembered: context.globalState,
      sessions,
      clock,
    }),
  );
  own(registerDeploy({ sessions, clock, memento: context.workspaceState }));
  own(registerLogs({ extension: context.extensionUri, sessions, view, clock }));
  const drift = own(registerDrift(context));
  own(registerModelDrift({ sessions, view, drift, memento: context.workspaceState }));
  own(registerDemo({ sessions, view, start: startDemo }));
}

async function startDemo() {
  const { startDemoCluster } = await import(/* webpackChunkName: "demo" */ './demo/demoCluster.ts');
  return startDemoCluster();
}
