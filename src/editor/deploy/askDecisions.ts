import * as vscode from 'vscode';
import type { ApplyDecisions, ConflictDecision } from '../../deploy/applyPlan.ts';
import type { FieldConflict } from '../../deploy/conflict.ts';
import { stepTitle } from '../../deploy/plan.ts';
import type { ResolvedStep } from '../../deploy/resolvePlan.ts';
import { isProtected } from '../protectedContexts.ts';

const maxLines = 15;

/** The questions of an apply, asked in dialogs. */
export const askDecisions: ApplyDecisions = { onConflict: askConflict, onNotServed: askNotServed };

async function askConflict(
  step: ResolvedStep,
  conflicts: readonly FieldConflict[],
): Promise<ConflictDecision> {
  const takeOver = vscode.l10n.t('Take Over');
  const keepTheirs = vscode.l10n.t('Keep Theirs');
  const lines = conflicts.map(({ field, manager }) => vscode.l10n.t('{0} — owned by {1}', field, manager));
  const detail = [
    ...shortList(lines),
    '',
    vscode.l10n.t('Take Over: the values of the manifest count, and Timonel owns these fields from now on.'),
    vscode.l10n.t('Keep Theirs: these fields stay as they are, and the rest is applied.'),
  ].join('\n');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Somebody else owns fields of {0}', stepTitle(step)),
    { modal: true, detail },
    takeOver,
    keepTheirs,
  );
  if (chosen === undefined) return 'cancel';
  return chosen === takeOver ? 'takeOver' : 'keepTheirs';
}

async function askNotServed(steps: readonly ResolvedStep[]): Promise<'skip' | 'cancel'> {
  const skip = vscode.l10n.t('Skip These');
  const lines = steps.map(step => `${stepTitle(step)} (${step.apiVersion})`);
  const detail = [
    ...shortList(lines),
    '',
    vscode.l10n.t(
      'Their definitions are not installed in the cluster. The rest can be applied without them.',
    ),
  ].join('\n');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('The cluster does not know some of these kinds'),
    { modal: true, detail },
    skip,
  );
  return chosen === skip ? 'skip' : 'cancel';
}

/** Asks before anything is changed in a protected context; others need no word. */
export async function mayChange(contextName: string, changeCount: number): Promise<boolean> {
  if (!isProtected(contextName)) return true;
  const apply = vscode.l10n.t('Apply to {0}', contextName);
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} is a protected context', contextName),
    { modal: true, detail: vscode.l10n.t('{0} objects would be created or changed in it.', changeCount) },
    apply,
  );
  return chosen === apply;
}

function shortList(lines: readonly string[]): readonly string[] {
  if (lines.length <= maxLines) return lines;
  return [...lines.slice(0, maxLines), vscode.l10n.t('… and {0} more', lines.length - maxLines)];
}
