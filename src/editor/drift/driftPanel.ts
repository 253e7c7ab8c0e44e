import * as vscode from 'vscode';
import { Owner } from '../../base/owner.ts';
import type { ComparedTables, ToEditor, ToPage } from '../../drift/panel/messages.ts';
import type { TablePlace } from '../../drift/panel/workerMessages.ts';
import { webviewFolder, webviewPage } from '../webviewPage.ts';
import { compareInWorker } from './compareInWorker.ts';
import { panelWords } from './panelWords.ts';

/** Comparisons that are done before this need no notification beside the panel's own progress. */
const PATIENCE_MS = 700;

/** What a panel needs of its surroundings. */
export interface PanelParts {
  readonly extension: vscode.Uri;
  /** Lets the user choose other tables, and shows them. */
  readonly chooseTables: () => void;
  /** Called when the panel closes, whoever closed it. */
  readonly onClose: (panel: DriftPanel) => void;
}

/** One drift panel: compares its two tables as soon as its page is there, and answers what the page asks. */
export class DriftPanel extends Owner {
  readonly #panel: vscode.WebviewPanel;
  readonly #parts: PanelParts;
  #tables: ComparedTables;
  #running: AbortController | undefined;
  /** What the page was told last, for a page that starts anew when its tab comes back. */
  #outcome: ToPage | undefined;

  constructor(panel: vscode.WebviewPanel, tables: ComparedTables, parts: PanelParts) {
    super();
    this.#panel = panel;
    this.#parts = parts;
    this.#tables = tables;
    panel.webview.options = { enableScripts: true, localResourceRoots: [webviewFolder(parts.extension)] };
    panel.iconPath = new vscode.ThemeIcon('graph-line');
    this.own(panel.webview.onDidReceiveMessage((message: ToEditor) => this.#receive(message)));
    this.own(panel.onDidDispose(() => this.dispose()));
    this.own({ dispose: () => this.#running?.abort() });
    this.own({ dispose: () => parts.onClose(this) });
    this.own(panel);
    panel.webview.html = webviewPage(panel.webview, parts.extension, {
      script: 'drift.js',
      styles: ['drift.css'],
    });
  }

  get tables(): ComparedTables {
    return this.#tables;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  /** Reads and compares the tables anew; a comparison that still runs is given up. */
  async compare(): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#panel.title = this.#tables.title;
    this.#outcome = undefined;
    this.#tell(this.#start());
    this.#tell({ kind: 'progress', done: 0 });
    const done = this.#compare(running);
    await showIfSlow(done, running, this.#tables.title);
    const outcome = await done;
    if (this.#running !== running) return;
    this.#running = undefined;
    this.#outcome = outcome;
    this.#tell(outcome);
  }

  async #compare({ signal }: AbortController): Promise<ToPage> {
    try {
      const { reference, current } = this.#tables;
      const task = { reference: await placeOf(reference), current: await placeOf(current) };
      const compared = await compareInWorker(task, {
        script: vscode.Uri.joinPath(this.#parts.extension, 'dist', 'driftWorker.js').fsPath,
        signal,
        onProgress: (done, column) =>
          this.#tell({ kind: 'progress', done, ...(column === undefined ? {} : { column }) }),
      });
      return { kind: 'comparison', ...compared };
    } catch (error) {
      if (signal.aborted) return { kind: 'stopped' };
      return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
  }

  #receive(message: ToEditor): void {
    switch (message.kind) {
      case 'ready':
        this.#greet();
        break;
      case 'compareAgain':
        void this.compare();
        break;
      case 'swap':
        this.#swap();
        break;
      case 'stop':
        this.#running?.abort();
        break;
      case 'chooseTables':
        this.#parts.chooseTables();
        break;
      case 'openTable':
        this.#openTable(message.uri);
        break;
    }
  }

  #greet(): void {
    if (!this.#outcome && !this.#running) {
      void this.compare();
      return;
    }
    this.#tell(this.#start());
    this.#tell(this.#outcome ?? { kind: 'progress', done: 0 });
  }

  #swap(): void {
    const { title, reference, current } = this.#tables;
    this.#tables = { title, reference: current, current: reference };
    void this.compare();
  }

  /** Only the panel's own tables are opened, whatever the page asks for. */
  #openTable(uri: string): void {
    const known = [this.#tables.reference, this.#tables.current].some(table => table.uri === uri);
    if (known) void vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(uri));
  }

  #start(): ToPage {
    return {
      kind: 'start',
      words: panelWords(),
      language: vscode.env.language,
      tables: this.#tables,
    };
  }

  #tell(message: ToPage): void {
    if (!this.isDisposed) void this.#panel.webview.postMessage(message);
  }
}

/** A notification with a cancel button for comparisons that take their time; it closes with them. */
async function showIfSlow(done: Promise<unknown>, running: AbortController, title: string): Promise<void> {
  const patience = new Promise<'slow'>(resolve => setTimeout(resolve, PATIENCE_MS, 'slow'));
  if ((await Promise.race([done, patience])) !== 'slow') return;
  const location = vscode.ProgressLocation.Notification;
  await vscode.window.withProgress({ location, title, cancellable: true }, async (_, token) => {
    const listening = token.onCancellationRequested(() => running.abort());
    await done.finally(() => listening.dispose());
  });
}

/** Files on the disk are read by the worker; those of other file systems only the editor can read. */
async function placeOf({
  name,
  uri: text,
}: {
  readonly name: string;
  readonly uri: string;
}): Promise<TablePlace> {
  const uri = vscode.Uri.parse(text);
  if (uri.scheme === 'file') return { kind: 'file', name, path: uri.fsPath };
  return { kind: 'bytes', name, bytes: await vscode.workspace.fs.readFile(uri) };
}
