import * as vscode from 'vscode';
import { Owner } from '../../base/owner.ts';

/**
 * The answers of servers, as problems on the lines that they are about. They stay until the next dry run or until the file
 * is closed; one goes when its place is edited, and those below move with their lines.
 */
export class ServerAnswers extends Owner {
  readonly #collection = this.own(vscode.languages.createDiagnosticCollection('timonel-server'));

  constructor() {
    super();
    this.own(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#collection.delete(uri)));
    this.own(vscode.workspace.onDidChangeTextDocument(change => this.#move(change)));
  }

  show(uri: vscode.Uri, answers: readonly vscode.Diagnostic[]): void {
    this.#collection.set(uri, answers);
  }

  #move({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const shown = this.#collection.get(document.uri);
    if (shown === undefined || shown.length === 0 || contentChanges.length === 0) return;
    // Changes come from the end of the text to its beginning, each in the places of before.
    const moved = contentChanges.reduce<readonly vscode.Diagnostic[]>(
      (answers, change) => answers.flatMap(answer => movedBy(answer, change)),
      shown,
    );
    this.#collection.set(document.uri, moved);
  }
}

function movedBy(
  answer: vscode.Diagnostic,
  { range, text }: vscode.TextDocumentContentChangeEvent,
): readonly vscode.Diagnostic[] {
  if (range.end.isBefore(answer.range.start) && range.end.line < answer.range.start.line) {
    const lines = text.split('\n').length - 1 - (range.end.line - range.start.line);
    if (lines === 0) return [answer];
    const moved = new vscode.Diagnostic(
      new vscode.Range(answer.range.start.translate(lines), answer.range.end.translate(lines)),
      answer.message,
      answer.severity,
    );
    if (answer.source !== undefined) moved.source = answer.source;
    return [moved];
  }
  return range.start.line > answer.range.end.line ? [answer] : [];
}
