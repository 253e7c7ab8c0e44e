import * as vscode from 'vscode';
import type { ProjectProblem } from '../../deploy/project.ts';
import type { ProjectRoot } from './projectRoot.ts';

/** Puts problems on the lines of their manifests, in place of those of the run before. */
export function markProblems(
  problems: readonly ProjectProblem[],
  root: ProjectRoot,
  collection: vscode.DiagnosticCollection,
): void {
  collection.clear();
  const byFile = Map.groupBy(problems, problem => problem.file);
  for (const [file, found] of byFile) {
    collection.set(vscode.Uri.joinPath(root.folder, file), found.map(diagnosticOf));
  }
}

function diagnosticOf({ range, message }: ProjectProblem): vscode.Diagnostic {
  const { start, end } = range;
  const place = new vscode.Range(start.line, start.character, end.line, end.character);
  const diagnostic = new vscode.Diagnostic(place, message, vscode.DiagnosticSeverity.Error);
  diagnostic.source = 'Timonel';
  return diagnostic;
}

/** Says that there are problems, with a way to them. */
export async function tellProblems(problems: readonly ProjectProblem[], message: string): Promise<void> {
  const show = vscode.l10n.t('Show Problems');
  const [first] = problems;
  const place = first === undefined ? '' : ` ${first.file}:${first.range.start.line + 1}: ${first.message}`;
  const chosen = await vscode.window.showErrorMessage(`${message}${place}`, show);
  if (chosen === show) await vscode.commands.executeCommand('workbench.actions.view.problems');
}
