import * as vscode from 'vscode';
import type { Clock } from '../../base/clock.ts';
import { Owner } from '../../base/owner.ts';
import type { LogTarget } from '../../training/panel/logTarget.ts';
import { textOf } from '../../training/panel/logView.ts';
import type {
  ChartWish,
  RunPanelState,
  RunToEditor,
  RunToPage,
  WayOutKind,
} from '../../training/panel/messages.ts';
import { commands, settings } from '../ids.ts';
import type { ClusterSessions } from '../session/clusterSessions.ts';
import { webviewFolder, webviewPage } from '../webviewPage.ts';
import { logRows } from './logRows.ts';
import { Run } from './run.ts';
import { RunFeeder } from './runFeeder.ts';
import { runWords } from './runWords.ts';
import { readPattern } from './textPattern.ts';

export interface RunPanelParts {
  readonly extension: vscode.Uri;
  readonly sessions: ClusterSessions;
  readonly clock: Clock;
  readonly onClose: (panel: RunPanel) => void;
}

const plainWish: ChartWish = { smoothing: 0, isLog: false };
/** A page never needs more rows at once. */
const mostRows = 1000;

/** One panel that follows one target. What is remembered is the page's state; the lines are read anew. */
export class RunPanel extends Owner {
  readonly target: LogTarget;
  readonly #panel: vscode.WebviewPanel;
  readonly #parts: RunPanelParts;
  #state: RunPanelState;
  #width = 600;
  #run: Run | undefined;
  #feeder: RunFeeder | undefined;
  #following: Owner | undefined;

  constructor(panel: vscode.WebviewPanel, state: RunPanelState, parts: RunPanelParts) {
    super();
    this.#panel = panel;
    this.#parts = parts;
    this.#state = { since: startOfLog(), ...state };
    this.target = state.target;
    panel.webview.options = { enableScripts: true, localResourceRoots: [webviewFolder(parts.extension)] };
    panel.iconPath = new vscode.ThemeIcon('output');
    this.own(panel.webview.onDidReceiveMessage((message: RunToEditor) => void this.#receive(message)));
    this.own(panel.onDidDispose(() => this.dispose()));
    this.own(parts.sessions.onDidEndSession(({ context }) => this.#sessionEnded(context.name)));
    this.own({ dispose: () => parts.onClose(this) });
    this.own(panel);
    const files = { script: 'run.js', styles: ['uPlot.min.css', 'run.css'] };
    panel.webview.html = webviewPage(panel.webview, parts.extension, files);
    this.#follow();
  }

  reveal(): void {
    this.#panel.reveal();
  }

  /** Begins to follow, from the beginning that is wanted; what was followed before ends. */
  #follow(): void {
    if (this.#following) this.release(this.#following);
    const following = this.own(new Owner());
    this.#following = following;
    const { clock, sessions } = this.#parts;
    const run = following.own(
      new Run({
        client: sessions.session(this.target.context).client,
        clock,
        target: this.target,
        since: this.#state.since ?? startOfLog(),
        generation: (this.#run?.generation ?? 0) + 1,
        hasPrevious: this.#state.hasPrevious ?? false,
        maxLines: vscode.workspace.getConfiguration().get<number>(settings.logsMaxLines) ?? 200_000,
        onChange: () => this.#feeder?.note(),
      }),
    );
    this.#run = run;
    this.#filter(this.#state.filter ?? '');
    const tell = (message: RunToPage) => this.#tell(message);
    this.#feeder = following.own(
      new RunFeeder({ run, clock, tell }, this.#state.chart ?? plainWish, this.#width),
    );
    this.#feeder.startOver();
  }

  async #receive(message: RunToEditor): Promise<void> {
    switch (message.kind) {
      case 'ready':
        return this.#greet(message.chartWidth);
      case 'rows':
        return this.#sendRows(message.generation, message.from, message.count);
      case 'search':
        return this.#search(message.pattern, message.from, message.step);
      case 'copy':
        await vscode.env.clipboard.writeText(this.#text(message.from, message.to));
        return this.#tell({ kind: 'said', text: vscode.l10n.t('Copied') });
      case 'save':
        return this.#save();
      case 'wayOut':
        return this.#takeWayOut(message.action);
      default:
        return this.#adjust(message);
    }
  }

  /** What changes how the run is shown. */
  #adjust(
    message: Exclude<RunToEditor, { kind: 'ready' | 'rows' | 'search' | 'copy' | 'save' | 'wayOut' }>,
  ): void {
    switch (message.kind) {
      case 'filter':
        this.#filter(message.pattern);
        break;
      case 'hide':
        this.#run?.hide(message.source, message.isHidden);
        break;
      case 'since':
        this.#state = { ...this.#state, since: message.since };
        this.#follow();
        break;
      case 'previous':
        this.#state = { ...this.#state, hasPrevious: message.hasPrevious };
        this.#follow();
        break;
      case 'times':
        this.#state = { ...this.#state, hasTimes: message.hasTimes };
        break;
      case 'chart':
        this.#state = { ...this.#state, chart: message.wish };
        this.#width = message.width;
        this.#feeder?.draw(message.wish, message.width);
        break;
    }
    this.#feeder?.note();
  }

  #greet(chartWidth: number): void {
    this.#width = chartWidth;
    const { context, namespace, kind, name } = this.target;
    const place = [context, namespace, kind].join(' · ');
    this.#tell({ kind: 'start', words: runWords(), title: name, place, state: this.#state });
    // What was wrong with a remembered filter could not be said before there was a page.
    const read = readPattern(this.#state.filter ?? '');
    if (!read.ok) this.#tell({ kind: 'badPattern', where: 'filter', message: read.message });
    this.#feeder?.startOver();
  }

  #filter(pattern: string): void {
    const read = readPattern(pattern);
    if (!read.ok) {
      this.#tell({ kind: 'badPattern', where: 'filter', message: read.message });
      return;
    }
    this.#state = { ...this.#state, filter: pattern };
    this.#run?.filter(read.test);
  }

  async #search(pattern: string, from: number, step: 1 | -1): Promise<void> {
    const read = readPattern(pattern);
    if (!read.ok) return this.#tell({ kind: 'badPattern', where: 'search', message: read.message });
    const place = read.test ? await this.#run?.find(read.test, from, step) : undefined;
    this.#tell({ kind: 'found', place });
  }

  #sendRows(generation: number, from: number, count: number): void {
    const run = this.#run;
    if (!run || generation !== run.generation) return;
    const dropped = run.view.gone;
    const rows = logRows(run.model.buffer, run.view, from, Math.min(count, mostRows));
    this.#tell({ kind: 'rows', generation, dropped, from, rows });
  }

  #text(from: number, to: number): string {
    const run = this.#run;
    if (!run) return '';
    const lines: string[] = [];
    for (let place = Math.max(0, from); place <= to; place++) {
      const number = run.view.numberAt(place);
      if (number === undefined) break;
      lines.push(textOf(run.model.buffer.line(number) ?? ''));
    }
    return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
  }

  async #save(): Promise<void> {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const name = `${this.target.name}.log`;
    const file = await vscode.window.showSaveDialog({
      ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {}),
      title: vscode.l10n.t('Save the log of {0}', this.target.name),
    });
    if (!file) return;
    const text = this.#text(0, Number.POSITIVE_INFINITY);
    try {
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
      this.#tell({ kind: 'said', text: vscode.l10n.t('Saved') });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(vscode.l10n.t('The log could not be saved: {0}', reason));
    }
  }

  async #takeWayOut(action: WayOutKind): Promise<void> {
    if (action === 'retry') return this.#run?.retry();
    const command = action === 'signInAgain' ? commands.signInAgain : commands[action];
    await vscode.commands.executeCommand(command, this.target.context);
    this.#run?.retry();
  }

  /** The context was left, or its kubeconfig changed: the next session takes over. */
  #sessionEnded(contextName: string): void {
    if (contextName === this.target.context && !this.isDisposed) queueMicrotask(() => this.#follow());
  }

  #tell(message: RunToPage): void {
    if (!this.isDisposed) void this.#panel.webview.postMessage(message);
  }
}

function startOfLog() {
  const lines = vscode.workspace.getConfiguration().get<number>(settings.logsTailLines) ?? 10_000;
  return lines < 0 ? { kind: 'all' as const } : { kind: 'tail' as const, lines };
}
