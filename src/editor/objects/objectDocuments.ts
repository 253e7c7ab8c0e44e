import * as vscode from 'vscode';
import type { Clock } from '../../base/clock.ts';
import { Owner } from '../../base/owner.ts';
import { schemes } from '../ids.ts';
import type { ClusterSessions } from '../session/clusterSessions.ts';
import { ObjectDocument } from './objectDocument.ts';
import { addressOf, type ObjectAddress, objectUri } from './objectUri.ts';

/** Read-only documents of cluster objects. An object is followed while its document is open. */
export class ObjectDocuments extends Owner implements vscode.TextDocumentContentProvider {
  readonly #sessions: ClusterSessions;
  readonly #clock: Clock;
  readonly #open = new Map<string, ObjectDocument>();
  readonly #changed = this.own(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.#changed.event;

  constructor(sessions: ClusterSessions, clock: Clock) {
    super();
    this.#sessions = sessions;
    this.#clock = clock;
    this.own(vscode.workspace.registerTextDocumentContentProvider(schemes.object, this));
    this.own(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#close(uri)));
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const address = addressOf(uri);
    if (!address) return vscode.l10n.t('This address names no object of a cluster.');
    return (this.#open.get(uri.toString()) ?? this.#follow(uri, address)).text();
  }

  async show(address: ObjectAddress): Promise<void> {
    const document = await vscode.workspace.openTextDocument(objectUri(address));
    await vscode.window.showTextDocument(document, { preview: true });
  }

  #follow(uri: vscode.Uri, address: ObjectAddress): ObjectDocument {
    const session = this.#sessions.session(address.target.contextName);
    const words = {
      deleted: vscode.l10n.t('# This object was deleted. Below is the last that was seen of it.'),
      notFound: vscode.l10n.t('# There is no such object any more.'),
    };
    const document = this.own(new ObjectDocument(session, address, { clock: this.#clock, words }));
    document.own(document.onDidChange(() => this.#changed.fire(uri)));
    this.#open.set(uri.toString(), document);
    return document;
  }

  #close(uri: vscode.Uri): void {
    const document = this.#open.get(uri.toString());
    if (!document) return;
    this.#open.delete(uri.toString());
    this.release(document);
  }
}
