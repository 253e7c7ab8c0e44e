import * as vscode from 'vscode';
import { type Disposable, Owner } from '../../base/owner.ts';
import { commands, contextKeys } from '../ids.ts';
import type { ClusterSessions } from '../session/clusterSessions.ts';
import type { ClusterView } from '../tree/clusterView.ts';

/** A demo cluster that runs: where it is, and how to end it. */
export interface RunningDemo {
  readonly contextName: string;
  readonly server: string;
  readonly token: string;
  stop(): Promise<void>;
}

interface DemoParts {
  readonly sessions: ClusterSessions;
  readonly view: ClusterView;
  /** Loads the demo cluster's module and starts it on a free loopback port. */
  readonly start: () => Promise<RunningDemo>;
}

/** *Start Demo Cluster* and *Stop Demo Cluster*: one at a time, ended with the extension. */
export function registerDemo(parts: DemoParts): Disposable {
  const owner = new Owner();
  const demo = owner.own(new DemoOwner(parts));
  owner.own(vscode.commands.registerCommand(commands.startDemo, () => demo.start()));
  owner.own(vscode.commands.registerCommand(commands.stopDemo, () => demo.stop()));
  return owner;
}

class DemoOwner extends Owner {
  readonly #parts: DemoParts;
  #running: Promise<RunningDemo> | undefined;
  #context: Disposable | undefined;

  constructor(parts: DemoParts) {
    super();
    this.#parts = parts;
  }

  async start(): Promise<void> {
    const { sessions, view } = this.#parts;
    const isFirst = this.#running === undefined;
    this.#running ??= this.#parts.start();
    try {
      const { contextName, server, token } = await this.#running;
      if (isFirst) this.#context = this.own(sessions.addContext({ name: contextName, server, token }));
      void vscode.commands.executeCommand('setContext', contextKeys.isDemoRunning, true);
      sessions.use(contextName);
      await view.revealContext(contextName);
    } catch (error) {
      this.#running = undefined;
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(vscode.l10n.t('The demo cluster did not start: {0}', reason));
    }
  }

  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    void vscode.commands.executeCommand('setContext', contextKeys.isDemoRunning, false);
    if (this.#context) this.release(this.#context);
    this.#context = undefined;
    await (await running)?.stop();
  }

  override dispose(): void {
    void this.#running?.then(demo => demo.stop());
    super.dispose();
  }
}
