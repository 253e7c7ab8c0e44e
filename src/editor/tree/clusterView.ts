import * as vscode from 'vscode';
import type { Clock } from '../../base/clock.ts';
import { Owner } from '../../base/owner.ts';
import { views } from '../ids.ts';
import type { ClusterSessions } from '../session/clusterSessions.ts';
import { ClusterTreeProvider } from './clusterTreeProvider.ts';
import type { ObjectTarget, TreeElement } from './treeElement.ts';
import { isTreeElement } from './treeElement.ts';

/** The Cluster view, and what commands need of it. */
export class ClusterView extends Owner {
  readonly provider: ClusterTreeProvider;
  readonly #view: vscode.TreeView<TreeElement>;

  constructor(sessions: ClusterSessions, clock: Clock) {
    super();
    this.provider = this.own(new ClusterTreeProvider(sessions, clock));
    this.#view = this.own(
      vscode.window.createTreeView(views.cluster, {
        treeDataProvider: this.provider,
        canSelectMany: true,
        showCollapseAll: true,
      }),
    );
    this.own(this.#view.onDidChangeVisibility(({ visible }) => this.provider.setVisible(visible)));
    this.own(this.#view.onDidExpandElement(({ element }) => this.provider.expand(element)));
    this.own(this.#view.onDidCollapseElement(({ element }) => this.provider.collapse(element)));
    this.provider.setVisible(this.#view.visible);
  }

  /** The elements that a command was called on: what the menu handed over, or else the selection. */
  elements(clicked: unknown, selected: unknown): TreeElement[] {
    const many = Array.isArray(selected) ? selected.filter(isTreeElement) : [];
    if (isTreeElement(clicked)) return many.includes(clicked) ? many : [clicked];
    return [...this.#view.selection];
  }

  /**
   * The objects that a command was called on.
   *
   * A menu hands over nothing when its row was being painted anew at that moment: the user is told, since the
   * selection may be another object altogether.
   */
  targets(...args: readonly unknown[]): ObjectTarget[] {
    const [clicked, selected] = args;
    if (args.length > 0 && clicked === undefined) {
      void vscode.window.showInformationMessage(vscode.l10n.t('That row was just changing. Choose again.'));
      return [];
    }
    return this.elements(clicked, selected)
      .map(element => this.provider.target(element))
      .filter(target => target !== undefined);
  }

  /** Opens the view and the row of a context. */
  async revealContext(contextName: string): Promise<void> {
    await vscode.commands.executeCommand(`${views.cluster}.focus`);
    await this.#view.reveal(this.provider.contextElement(contextName), {
      select: true,
      focus: true,
      expand: true,
    });
  }
}
