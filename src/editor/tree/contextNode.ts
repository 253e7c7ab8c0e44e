import * as vscode from 'vscode';
import type { Clock } from '../../base/clock.ts';
import { Emitter } from '../../base/event.ts';
import { type Disposable, Owner } from '../../base/owner.ts';
import { ClusterTree } from '../../tree/clusterTree.ts';
import type { TreeRow } from '../../tree/treeRow.ts';
import type { ClusterSession } from '../session/clusterSession.ts';
import type { TreeElement } from './treeElement.ts';

/**
 * The rows of one connected context, as far as the view shows them.
 *
 * The feeds that a row needs run while the row is shown: the view says so by asking for its children, and says that it
 * is over by collapsing the row, or one above it, or by being hidden.
 */
export class ContextNode extends Owner {
  readonly session: ClusterSession;
  readonly #self: TreeElement;
  readonly #clock: Clock;
  readonly #elements = new Map<string, TreeElement>();
  readonly #shown = new Map<string | undefined, Disposable | undefined>();
  readonly #changed = this.own(new Emitter<readonly TreeElement[]>());
  /** Elements that have to be painted anew. */
  readonly onDidChange = this.#changed.event;
  #tree: ClusterTree;
  #isVisible = true;

  constructor(session: ClusterSession, self: TreeElement, clock: Clock) {
    super();
    this.session = session;
    this.#self = self;
    this.#clock = clock;
    this.#tree = this.#grow();
    this.own(session.onDidChange(() => this.#regrow()));
    this.own({ dispose: () => this.#stopAll() });
  }

  children(element: TreeElement): TreeElement[] {
    const row = element.rowId === undefined ? undefined : this.#tree.row(element.rowId);
    if (element.rowId !== undefined && row === undefined) return [];
    this.#show(row);
    return this.#tree.children(row).map(child => this.element(child.id));
  }

  row(element: TreeElement): TreeRow | undefined {
    return element.rowId === undefined ? undefined : this.#tree.row(element.rowId);
  }

  parent(element: TreeElement): TreeElement | undefined {
    if (element.rowId === undefined) return undefined;
    const above = this.#tree.parent(element.rowId);
    return above === undefined ? this.#self : this.element(above.id);
  }

  /** The one element of a row: the view knows lines by identity. */
  element(rowId: string): TreeElement {
    const known = this.#elements.get(rowId);
    if (known) return known;
    const element = { contextName: this.#self.contextName, rowId };
    this.#elements.set(rowId, element);
    return element;
  }

  /** Shows more rows of a group that is shown in part. */
  showMore(rowId: string): void {
    this.#tree.showMore(rowId);
  }

  /** A row was closed: neither it nor what lies below it needs feeds any longer. */
  collapse(element: TreeElement): void {
    for (const id of [...this.#shown.keys()]) {
      if (element.rowId === undefined || id === element.rowId || this.#isBelow(id, element.rowId))
        this.#stop(id);
    }
  }

  /** Stops all feeds while the view is hidden, and starts them again with it. */
  setVisible(isVisible: boolean): void {
    if (isVisible === this.#isVisible) return;
    this.#isVisible = isVisible;
    for (const id of [...this.#shown.keys()]) {
      this.#shown.get(id)?.dispose();
      this.#shown.set(id, isVisible ? this.#tree.show(this.#rowOf(id)) : undefined);
    }
    if (isVisible) this.#changed.fire([this.#self]);
  }

  #show(row: TreeRow | undefined): void {
    if (this.#shown.get(row?.id) !== undefined || this.isDisposed) return;
    this.#shown.set(row?.id, this.#isVisible ? this.#tree.show(row) : undefined);
  }

  #stop(id: string | undefined): void {
    this.#shown.get(id)?.dispose();
    this.#shown.delete(id);
  }

  #stopAll(): void {
    for (const id of [...this.#shown.keys()]) this.#stop(id);
  }

  #isBelow(id: string | undefined, above: string): boolean {
    for (
      let row = id === undefined ? undefined : this.#tree.parent(id);
      row;
      row = this.#tree.parent(row.id)
    ) {
      if (row.id === above) return true;
    }
    return false;
  }

  #rowOf(id: string | undefined): TreeRow | undefined {
    return id === undefined ? undefined : this.#tree.row(id);
  }

  #grow(): ClusterTree {
    const tree = this.own(new ClusterTree(this.session.feeds, this.#clock, vscode.l10n.t));
    tree.own(tree.onDidChange(ids => this.#repaint(ids)));
    return tree;
  }

  /** The scope changed and with it every feed: what was shown is shown again from the new ones. */
  #regrow(): void {
    this.#stopAll();
    this.release(this.#tree);
    this.#tree = this.#grow();
    this.#changed.fire([this.#self]);
  }

  #repaint(ids: readonly (string | undefined)[]): void {
    const elements = ids.map(id => (id === undefined ? this.#self : this.#elements.get(id)));
    const known = elements.filter(element => element !== undefined);
    if (known.length > 0) this.#changed.fire(known);
  }
}
