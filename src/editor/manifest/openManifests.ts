import * as vscode from 'vscode';
import { Emitter } from '../../base/event.ts';
import { Owner } from '../../base/owner.ts';
import { mayBeManifest } from '../../manifest/sniff.ts';

/** Whether any manifest is open. It only looks at texts. */
export class OpenManifests extends Owner {
  readonly #changed = this.own(new Emitter<void>());
  /** The first one was opened, or the last one closed. */
  readonly onDidChange = this.#changed.event;
  #isAnyOpen = false;

  constructor() {
    super();
    this.own(vscode.workspace.onDidOpenTextDocument(document => this.#see(document)));
    this.own(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#see(document)));
    this.own(vscode.workspace.onDidCloseTextDocument(() => this.#count()));
    this.#count();
  }

  get isAnyOpen(): boolean {
    return this.#isAnyOpen;
  }

  #see(document: vscode.TextDocument): void {
    if (!this.#isAnyOpen && isManifest(document)) this.#set(true);
  }

  #count(): void {
    this.#set(vscode.workspace.textDocuments.some(isManifest));
  }

  #set(isAnyOpen: boolean): void {
    if (isAnyOpen === this.#isAnyOpen) return;
    this.#isAnyOpen = isAnyOpen;
    this.#changed.fire();
  }
}

/** Whether a document is one that the language server judges: written by somebody, and no view of a live object. */
export function isManifest(document: vscode.TextDocument): boolean {
  return (
    document.languageId === 'yaml' &&
    !document.uri.scheme.startsWith('timonel-') &&
    !document.isClosed &&
    mayBeManifest(document.getText(), document.uri.path)
  );
}
