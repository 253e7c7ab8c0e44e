import * as vscode from 'vscode';
import { type Disposable, Owner } from '../../base/owner.ts';
import type { ComparedTables, PanelState } from '../../drift/panel/messages.ts';
import { commands, panels } from '../ids.ts';
import { chooseTables, nameOf } from './chooseTables.ts';
import { DriftPanel, type PanelParts } from './driftPanel.ts';

/** The drift panels: the command, the way to show two tables from elsewhere, and panels over a reload of the window. */
export interface DriftPanels extends Disposable {
  /** Shows the drift of the current table from the reference; the title names what they belong to, such as a model. */
  showDrift(reference: vscode.Uri, current: vscode.Uri, title?: string): void;
}

/** Registers *Show Drift* and brings back the panels that were open before a reload. */
export function registerDrift(context: Pick<vscode.ExtensionContext, 'extensionUri'>): DriftPanels {
  const registry = new DriftRegistry(context.extensionUri);
  registry.own(
    vscode.commands.registerCommand(
      commands.showDrift,
      (clicked?: vscode.Uri, selected?: readonly vscode.Uri[]) => registry.choose(clicked, selected),
    ),
  );
  registry.own(
    vscode.window.registerWebviewPanelSerializer(panels.drift, {
      deserializeWebviewPanel: async (panel: vscode.WebviewPanel, state: unknown) =>
        registry.restore(panel, state),
    }),
  );
  return registry;
}

class DriftRegistry extends Owner implements DriftPanels {
  readonly #parts: PanelParts;
  readonly #open = new Set<DriftPanel>();

  constructor(extension: vscode.Uri) {
    super();
    this.#parts = {
      extension,
      chooseTables: () => void this.choose(),
      onClose: panel => this.#forget(panel),
    };
  }

  async choose(clicked?: vscode.Uri, selected?: readonly vscode.Uri[]): Promise<void> {
    const pair = await chooseTables(clicked, selected);
    if (pair) this.showDrift(pair.reference, pair.current);
  }

  showDrift(reference: vscode.Uri, current: vscode.Uri, title?: string): void {
    const tables = {
      title: vscode.l10n.t('Drift: {0}', title ?? nameOf(current)),
      reference: { name: nameOf(reference), uri: String(reference) },
      current: { name: nameOf(current), uri: String(current) },
    };
    const known = [...this.#open].find(panel => isSamePair(panel.tables, tables));
    if (known) {
      known.reveal();
      void known.compare();
      return;
    }
    this.#add(vscode.window.createWebviewPanel(panels.drift, tables.title, vscode.ViewColumn.Active), tables);
  }

  /** A panel whose memory is lost or foreign is closed: there is nothing that it could show. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    if (isPanelState(state)) this.#add(panel, state.tables);
    else panel.dispose();
  }

  #add(webviewPanel: vscode.WebviewPanel, tables: ComparedTables): void {
    const panel = this.own(new DriftPanel(webviewPanel, tables, this.#parts));
    this.#open.add(panel);
  }

  #forget(panel: DriftPanel): void {
    this.#open.delete(panel);
    this.release(panel);
  }
}

function isSamePair(a: ComparedTables, b: ComparedTables): boolean {
  return a.reference.uri === b.reference.uri && a.current.uri === b.current.uri;
}

function isPanelState(state: unknown): state is PanelState {
  if (typeof state !== 'object' || state === null || !('tables' in state)) return false;
  const tables = state.tables as Partial<ComparedTables> | undefined;
  return [
    tables?.reference?.uri,
    tables?.reference?.name,
    tables?.current?.uri,
    tables?.current?.name,
    tables?.title,
  ].every(value => typeof value === 'string');
}
