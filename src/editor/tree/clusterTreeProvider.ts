import * as vscode from 'vscode';
import type { Clock } from '../../base/clock.ts';
import { Owner } from '../../base/owner.ts';
import { contextRow } from '../../tree/contextRows.ts';
import type { TreeRow } from '../../tree/treeRow.ts';
import { contextKeys } from '../ids.ts';
import type { ClusterSessions } from '../session/clusterSessions.ts';
import { ContextNode } from './contextNode.ts';
import type { ObjectTarget, TreeElement } from './treeElement.ts';
import { treeItem } from './treeItem.ts';

/** The view's data: contexts, and the rows of those that were opened. */
export class ClusterTreeProvider extends Owner implements vscode.TreeDataProvider<TreeElement> {
  readonly #sessions: ClusterSessions;
  readonly #clock: Clock;
  readonly #contexts = new Map<string, TreeElement>();
  readonly #nodes = new Map<string, ContextNode>();
  readonly #changed = this.own(new vscode.EventEmitter<TreeElement[] | undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #closed = new WeakSet<TreeElement>();
  #isVisible = false;

  constructor(sessions: ClusterSessions, clock: Clock) {
    super();
    this.#sessions = sessions;
    this.#clock = clock;
    this.own(sessions.onDidChangeContexts(() => this.#changed.fire(undefined)));
    this.own(sessions.onDidEndSession(session => this.#forget(session.context.name)));
  }

  async getChildren(element?: TreeElement): Promise<TreeElement[]> {
    if (element) return this.#node(element).children(element);
    await this.#sessions.load();
    const names = this.#sessions.contexts.map(context => context.name);
    void vscode.commands.executeCommand('setContext', contextKeys.hasContexts, names.length > 0);
    return names.map(name => this.contextElement(name));
  }

  getTreeItem(element: TreeElement): vscode.TreeItem {
    return treeItem(this.row(element) ?? goneRow(element), element);
  }

  getParent(element: TreeElement): TreeElement | undefined {
    return this.#nodes.get(element.contextName)?.parent(element);
  }

  /** What the element shows now; nothing when it is gone. */
  row(element: TreeElement): TreeRow | undefined {
    if (element.rowId !== undefined) return this.#nodes.get(element.contextName)?.row(element);
    const context = this.#sessions.contexts.find(known => known.name === element.contextName);
    if (!context) return undefined;
    const session = this.#sessions.openSession(context.name);
    return contextRow(context, {
      isCurrent: this.#sessions.current?.name === context.name,
      isConnected: session !== undefined,
      namespaces: session?.scope.kind === 'chosen' ? session.scope.namespaces : [],
    });
  }

  /** The object behind an element, for commands. */
  target(element: TreeElement): ObjectTarget | undefined {
    const row = this.row(element);
    if (!row?.ref) return undefined;
    const { contextName } = element;
    return {
      contextName,
      ref: row.ref,
      ...(row.container === undefined ? {} : { container: row.container }),
    };
  }

  contextElement(contextName: string): TreeElement {
    const known = this.#contexts.get(contextName);
    if (known) return known;
    const element = { contextName };
    this.#contexts.set(contextName, element);
    return element;
  }

  showMore(element: TreeElement): void {
    if (element.rowId !== undefined) this.#nodes.get(element.contextName)?.showMore(element.rowId);
  }

  expand(element: TreeElement): void {
    // What changed below while the row was closed was not painted.
    if (this.#closed.delete(element)) this.#changed.fire([element]);
  }

  collapse(element: TreeElement): void {
    this.#closed.add(element);
    this.#nodes.get(element.contextName)?.collapse(element);
  }

  setVisible(isVisible: boolean): void {
    this.#isVisible = isVisible;
    for (const node of this.#nodes.values()) node.setVisible(isVisible);
  }

  #node(element: TreeElement): ContextNode {
    const known = this.#nodes.get(element.contextName);
    if (known) return known;
    const self = this.contextElement(element.contextName);
    const node = this.own(new ContextNode(this.#sessions.session(element.contextName), self, this.#clock));
    node.own(node.onDidChange(elements => this.#changed.fire([...elements])));
    node.setVisible(this.#isVisible);
    this.#nodes.set(element.contextName, node);
    this.#changed.fire([self]);
    return node;
  }

  #forget(contextName: string): void {
    const node = this.#nodes.get(contextName);
    if (!node) return;
    this.#nodes.delete(contextName);
    this.release(node);
    this.#changed.fire(undefined);
  }
}

/** An element can be asked for once more after its object went: it paints as an empty line until the list is read again. */
function goneRow(element: TreeElement): TreeRow {
  return { id: element.rowId ?? element.contextName, label: '', isExpandable: false };
}
