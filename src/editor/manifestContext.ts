import * as vscode from 'vscode';
import { type Disposable, Owner } from '../base/owner.ts';
import { looksLikeManifest } from '../manifest/sniff.ts';
import { contextKeys } from './ids.ts';

const sniffedCharacters = 64 * 1024;

/** Keeps the context key that says whether the active editor holds a manifest. It only looks at the text. */
export function registerManifestContext(): Disposable {
  const owner = new Owner();
  let isManifest: boolean | undefined;
  const update = () => {
    const document = vscode.window.activeTextEditor?.document;
    const next =
      document !== undefined && document.languageId === 'yaml' && looksLikeManifest(startOf(document));
    if (next === isManifest) return;
    isManifest = next;
    void vscode.commands.executeCommand('setContext', contextKeys.isManifest, next);
  };
  owner.own(vscode.window.onDidChangeActiveTextEditor(update));
  owner.own(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document === vscode.window.activeTextEditor?.document) update();
    }),
  );
  update();
  return owner;
}

function startOf(document: vscode.TextDocument): string {
  const end = document.positionAt(sniffedCharacters);
  return document.getText(new vscode.Range(new vscode.Position(0, 0), end));
}
