import * as vscode from 'vscode';
import type { Clock } from '../../base/clock.ts';
import type { Result } from '../../cluster/failure.ts';
import { type DryRunReport, dryRun, type Saying, type ServerAnswer } from '../../deploy/dryRun.ts';
import { withProgress } from '../deploy/withProgress.ts';
import { showFailure } from '../failureNotice.ts';
import { isProtected } from '../protectedContexts.ts';
import type { ClusterSessions } from '../session/clusterSessions.ts';
import { pickContext } from '../tree/contextCommands.ts';
import type { ServerAnswers } from './serverAnswers.ts';

export interface DryRunParts {
  readonly sessions: ClusterSessions;
  readonly clock: Clock;
  readonly answers: ServerAnswers;
}

/** Runs *Check on the Server*: sends the active file for a dry run, and puts what the server says on its lines. */
export async function checkOnServer(clicked: unknown, parts: DryRunParts): Promise<void> {
  const document = await documentOf(clicked);
  if (document === undefined || !vscode.workspace.isTrusted) return;
  const contextName = await chooseContext(parts.sessions);
  if (contextName === undefined) return;
  const { version } = document;
  const checked = await send(document, contextName, parts);
  if (!checked.ok) return await showFailure(checked.failure, contextName);
  // Lines that moved while the server thought would be told the wrong things.
  if (document.isClosed || document.version !== version) return tellEdited(document);
  const { answers } = checked.value;
  parts.answers.show(
    document.uri,
    answers.map(answer => diagnosticOf(answer, contextName)),
  );
  await tell(document, contextName, checked.value);
}

async function documentOf(clicked: unknown): Promise<vscode.TextDocument | undefined> {
  if (clicked instanceof vscode.Uri) return await vscode.workspace.openTextDocument(clicked);
  return vscode.window.activeTextEditor?.document;
}

/** The current context. One that is not in use yet is asked for first, since the check connects it. */
async function chooseContext(sessions: ClusterSessions): Promise<string | undefined> {
  await sessions.load();
  const name = sessions.current?.name ?? (await pickContext(sessions));
  if (name === undefined || sessions.openSession(name) !== undefined) return name;
  const connect = vscode.l10n.t('Connect');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Connect to {0}?', name),
    { modal: true, detail: vscode.l10n.t('The check sends the file for a dry run: nothing is changed.') },
    connect,
  );
  return chosen === connect ? name : undefined;
}

async function send(
  document: vscode.TextDocument,
  contextName: string,
  { sessions, clock }: DryRunParts,
): Promise<Result<DryRunReport>> {
  const { client, context } = sessions.session(contextName);
  const file = { path: vscode.workspace.asRelativePath(document.uri), text: document.getText() };
  return await withProgress(vscode.l10n.t('Checking on {0}', contextName), clock, ({ report, signal }) =>
    dryRun(
      file,
      { store: client, discovery: client },
      {
        namespace: context.namespace ?? 'default',
        signal,
        onProgress: ({ number, total }) => report({ message: `${number}/${total}`, increment: 100 / total }),
      },
    ),
  );
}

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
} as const;

function diagnosticOf({ range, severity, says }: ServerAnswer, contextName: string): vscode.Diagnostic {
  const { start, end } = range;
  const place = new vscode.Range(start.line, start.character, end.line, end.character);
  const diagnostic = new vscode.Diagnostic(place, wordsOf(says, contextName), severities[severity]);
  diagnostic.source = 'server';
  return diagnostic;
}

function wordsOf(says: Saying, contextName: string): string {
  switch (says.kind) {
    case 'refused':
      return says.message;
    case 'notCheckable':
      return says.waitsFor === 'namespace'
        ? vscode.l10n.t('Not checkable yet: its namespace is made by the same file.')
        : vscode.l10n.t('Not checkable yet: its definition is made by the same file.');
    case 'notServed':
      return vscode.l10n.t('{0} does not serve {1} of {2}.', contextName, says.what, says.apiVersion);
    case 'owned':
      return vscode.l10n.t(
        '{0} owns {1} and has another value there; applying this asks whether to take it over.',
        says.manager,
        says.field,
      );
  }
}

async function tell(
  document: vscode.TextDocument,
  contextName: string,
  { answers, taken, total }: DryRunReport,
): Promise<void> {
  const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
  const where = isProtected(contextName) ? vscode.l10n.t('{0} (protected)', contextName) : contextName;
  if (total === 0 && answers.length === 0)
    return void vscode.window.showInformationMessage(
      vscode.l10n.t('There is no object in {0} that a server could check.', name),
    );
  if (answers.length === 0)
    return void vscode.window.showInformationMessage(
      taken.length === 1
        ? vscode.l10n.t('{0} takes {1}. Nothing was changed.', where, taken[0] ?? name)
        : vscode.l10n.t('{0} takes all {1} objects of {2}. Nothing was changed.', where, taken.length, name),
    );
  await offerProblems(
    vscode.l10n.t('{0} takes {1} of {2} objects of {3}.', where, taken.length, total, name),
    answers.some(({ severity }) => severity === 'error'),
  );
}

async function offerProblems(message: string, isRefused: boolean): Promise<void> {
  const show = vscode.l10n.t('Show Problems');
  const chosen = isRefused
    ? await vscode.window.showWarningMessage(message, show)
    : await vscode.window.showInformationMessage(message, show);
  if (chosen === show) await vscode.commands.executeCommand('workbench.actions.view.problems');
}

function tellEdited(document: vscode.TextDocument): void {
  if (document.isClosed) return;
  void vscode.window.showInformationMessage(
    vscode.l10n.t('The file was edited while the server checked it. Check it again.'),
  );
}
