import * as vscode from 'vscode';
import type { Clock } from '../../base/clock.ts';
import { type Disposable, Owner } from '../../base/owner.ts';
import type { ManifestTarget } from '../../manifest/protocol.ts';
import { isSameTarget, type LogTarget, readLogTarget } from '../../training/panel/logTarget.ts';
import type { RunPanelState } from '../../training/panel/messages.ts';
import { commands, panels } from '../ids.ts';
import type { ClusterSessions } from '../session/clusterSessions.ts';
import type { ClusterView } from '../tree/clusterView.ts';
import { pickContext } from '../tree/contextCommands.ts';
import type { ObjectTarget } from '../tree/treeElement.ts';
import { pickLogTarget } from './pickLogTarget.ts';
import type { RunPanel } from './runPanel.ts';

interface LogsParts {
  readonly extension: vscode.Uri;
  readonly sessions: ClusterSessions;
  readonly view: ClusterView;
  readonly clock: Clock;
}

/** *Follow Logs*, and the panels that were open before a reload of the window. */
export function registerLogs(parts: LogsParts): Disposable {
  const owner = new Owner();
  const runs = owner.own(new RunPanels(parts));
  owner.own(
    vscode.commands.registerCommand(commands.followLogs, async (...args: readonly unknown[]) => {
      const [clicked] = args;
      if (isManifestTarget(clicked)) {
        const written = await targetOfManifest(clicked, parts.sessions);
        if (written !== undefined) await runs.show(written);
        return;
      }
      const named = isObjectTarget(clicked) ? [clicked] : parts.view.targets(...args);
      const isAsked = args.length === 0 && named.length === 0;
      const targets = isAsked ? await pickLogTarget(parts.sessions) : named;
      for (const target of targets) await runs.show(logTarget(target));
    }),
  );
  owner.own(
    vscode.window.registerWebviewPanelSerializer(panels.run, {
      deserializeWebviewPanel: async (panel: vscode.WebviewPanel, memory: unknown) =>
        runs.restore(panel, memory),
    }),
  );
  return owner;
}

class RunPanels extends Owner {
  readonly #parts: LogsParts;
  readonly #open = new Set<RunPanel>();

  constructor(parts: LogsParts) {
    super();
    this.#parts = parts;
  }

  async show(target: LogTarget): Promise<void> {
    const known = [...this.#open].find(panel => isSameTarget(panel.target, target));
    if (known) return known.reveal();
    const title = target.container ? `${target.name}/${target.container}` : target.name;
    const panel = vscode.window.createWebviewPanel(panels.run, title, vscode.ViewColumn.Active, {
      enableScripts: true,
      retainContextWhenHidden: false,
    });
    await this.#fill(panel, { target });
  }

  async restore(panel: vscode.WebviewPanel, memory: unknown): Promise<void> {
    const state = memory as Partial<RunPanelState> | null | undefined;
    const target = readLogTarget(state?.target);
    if (!target) return panel.dispose();
    await this.#parts.sessions.load();
    await this.#fill(panel, { ...state, target });
  }

  async #fill(panel: vscode.WebviewPanel, state: RunPanelState): Promise<void> {
    const { RunPanel } = await import(/* webpackChunkName: "run" */ './runPanel.ts');
    const { extension, sessions, clock } = this.#parts;
    const onClose = (closed: RunPanel) => {
      this.#open.delete(closed);
      this.release(closed);
    };
    this.#open.add(this.own(new RunPanel(panel, state, { extension, sessions, clock, onClose })));
  }
}

function isManifestTarget(value: unknown): value is ManifestTarget {
  return typeof (value as Partial<ManifestTarget> | undefined)?.manifest?.name === 'string';
}

/** Looks for an object of a manifest in the current context. */
async function targetOfManifest(
  { manifest }: ManifestTarget,
  sessions: ClusterSessions,
): Promise<LogTarget | undefined> {
  await sessions.load();
  const context = sessions.current?.name ?? (await pickContext(sessions));
  if (context === undefined) return undefined;
  const own = sessions.contexts.find(({ name }) => name === context)?.namespace;
  const { kind, name, namespace = own ?? 'default' } = manifest;
  return { context, namespace, kind, name };
}

function isObjectTarget(value: unknown): value is ObjectTarget {
  const { contextName, ref } = (value ?? {}) as Partial<ObjectTarget>;
  return typeof contextName === 'string' && typeof ref?.name === 'string';
}

function logTarget({ contextName, ref, container }: ObjectTarget): LogTarget {
  return {
    context: contextName,
    namespace: ref.namespace ?? 'default',
    kind: ref.kind.kind,
    name: ref.name,
    ...(container === undefined ? {} : { container }),
  };
}
