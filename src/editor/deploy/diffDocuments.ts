import * as vscode from 'vscode';
import { Owner } from '../../base/owner.ts';
import { schemes } from '../ids.ts';

/** Two texts of one object, and what the diff's tab is called. */
export interface DiffTexts {
  /** `churn/Deployment/churn-serving`; becomes the path of the documents. */
  readonly path: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

/** Read-only documents of both sides of a deploy's differences. Those of the last run are kept. */
export class DiffDocuments extends Owner implements vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  #run = 0;

  constructor() {
    super();
    this.own(vscode.workspace.registerTextDocumentContentProvider(schemes.diff, this));
  }

  /** Forgets the texts of the run before. */
  begin(): void {
    this.#texts.clear();
    this.#run += 1;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  /** Opens the differences of one object, and leaves the focus where it is. */
  async show(texts: DiffTexts): Promise<void> {
    const [before, after] = this.#uris(texts);
    const options = { preview: true, preserveFocus: true };
    await vscode.commands.executeCommand('vscode.diff', before, after, texts.title, options);
  }

  /** Opens the differences of several objects in one editor. */
  async showAll(title: string, all: readonly DiffTexts[]): Promise<void> {
    const resources = all.map(texts => {
      const [before, after] = this.#uris(texts);
      return [after, texts.before === '' ? undefined : before, after];
    });
    await vscode.commands.executeCommand('vscode.changes', title, resources);
  }

  #uris(texts: DiffTexts): readonly [vscode.Uri, vscode.Uri] {
    const uri = (side: 'live' | 'manifest', text: string) => {
      const path = `/${texts.path.replaceAll('\\', '/')}.yaml`;
      const made = vscode.Uri.from({ scheme: schemes.diff, path, query: `${side}=${this.#run}` });
      this.#texts.set(made.toString(), text);
      return made;
    };
    return [uri('live', texts.before), uri('manifest', texts.after)];
  }
}
