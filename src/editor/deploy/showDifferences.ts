import * as vscode from 'vscode';
import type { StepPreview } from '../../deploy/previewPlan.ts';
import { serverProblems } from '../../deploy/serverProblems.ts';
import { wordsOf } from '../failureNotice.ts';
import type { DiffDocuments } from './diffDocuments.ts';
import { diffTexts, isChange, type PlanHeading } from './planPicker.ts';
import { tellProblems } from './problemMarks.ts';

/** Shows what applying would change, and changes nothing. */
export async function showDifferences(
  previews: readonly StepPreview[],
  { projectName, contextName }: PlanHeading,
  diffs: DiffDocuments,
): Promise<void> {
  const refused = previews.filter(preview => preview.kind === 'refused');
  for (const { failure, step } of refused.slice(0, 1))
    await tellProblems(
      serverProblems(failure, step.document),
      vscode.l10n.t('{0} refuses a part of {1}: {2}', contextName, projectName, wordsOf(failure)),
    );
  const changes = previews.filter(isChange).flatMap(diffTexts);
  const [only] = changes;
  if (only === undefined) {
    if (refused.length === 0)
      void vscode.window.showInformationMessage(
        vscode.l10n.t('{0} is on {1} as it is written here.', projectName, contextName),
      );
  } else if (changes.length === 1) await diffs.show(only);
  else await diffs.showAll(vscode.l10n.t('{0} on {1}', projectName, contextName), changes);
}
