import * as vscode from 'vscode';
import { stepTitle } from '../../deploy/plan.ts';
import type { StepPreview } from '../../deploy/previewPlan.ts';
import { serverProblems } from '../../deploy/serverProblems.ts';
import type { DiffDocuments, DiffTexts } from './diffDocuments.ts';

interface PlanItem extends vscode.QuickPickItem {
  readonly does?: 'apply' | 'showAll' | 'showProblems';
  readonly preview?: StepPreview;
}

/** What a plan is called in titles. */
export interface PlanHeading {
  readonly projectName: string;
  readonly contextName: string;
}

/**
 * Shows the steps of a plan with what each would do. Choosing one opens its differences, and the list stays. Resolves
 * to whether the user wants it applied.
 */
export function pickApply(
  previews: readonly StepPreview[],
  heading: PlanHeading,
  diffs: DiffDocuments,
): Promise<boolean> {
  const picker = vscode.window.createQuickPick<PlanItem>();
  picker.title = vscode.l10n.t('Deploy {0} to {1}', heading.projectName, heading.contextName);
  picker.placeholder = vscode.l10n.t('Choose a step to see its differences');
  picker.ignoreFocusOut = true;
  picker.matchOnDescription = true;
  picker.items = planItems(previews);
  return new Promise(resolve => {
    let isWanted = false;
    const subscriptions = [
      picker.onDidAccept(() => {
        const [item] = picker.selectedItems;
        if (item?.does === 'apply' || item?.does === 'showProblems') {
          isWanted = item.does === 'apply';
          picker.hide();
          if (!isWanted) void vscode.commands.executeCommand('workbench.actions.view.problems');
        } else if (item?.does === 'showAll') {
          void diffs.showAll(picker.title ?? '', previews.filter(isChange).flatMap(diffTexts));
        } else if (item?.preview !== undefined) {
          for (const texts of diffTexts(item.preview)) void diffs.show(texts);
        }
      }),
      picker.onDidHide(() => {
        for (const subscription of subscriptions) subscription.dispose();
        picker.dispose();
        resolve(isWanted);
      }),
    ];
    picker.show();
  });
}

/** Whether a step would send anything. */
export function isChange(preview: StepPreview): boolean {
  if (preview.kind === 'checked') return preview.diff.kind !== 'unchanged' || preview.diff.changesOwnership;
  return preview.kind === 'conflict' || preview.kind === 'notCheckable';
}

function planItems(previews: readonly StepPreview[]): readonly PlanItem[] {
  const changes = previews.filter(isChange);
  const isRefused = previews.some(preview => preview.kind === 'refused');
  const apply: PlanItem = {
    label:
      changes.length === 1
        ? vscode.l10n.t('Apply 1 change')
        : vscode.l10n.t('Apply {0} changes', changes.length),
    iconPath: new vscode.ThemeIcon('rocket'),
    alwaysShow: true,
    does: 'apply',
  };
  const problems: PlanItem = {
    label: vscode.l10n.t('Show Problems'),
    description: vscode.l10n.t('the cluster refuses a part of this; nothing is applied'),
    iconPath: new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground')),
    alwaysShow: true,
    does: 'showProblems',
  };
  const showAll: PlanItem = {
    label: vscode.l10n.t('Show All Differences'),
    iconPath: new vscode.ThemeIcon('diff-multiple'),
    alwaysShow: true,
    does: 'showAll',
  };
  return [
    isRefused ? problems : apply,
    ...(changes.length > 1 ? [showAll] : []),
    { label: vscode.l10n.t('Steps'), kind: vscode.QuickPickItemKind.Separator },
    ...previews.map(stepItem),
  ];
}

function stepItem(preview: StepPreview): PlanItem {
  const { icon, words } = mark(preview);
  return { label: stepTitle(preview.step), description: words, iconPath: icon, preview };
}

function mark(preview: StepPreview): { readonly icon: vscode.ThemeIcon; readonly words: string } {
  const icon = (id: string, color?: string) =>
    new vscode.ThemeIcon(id, color === undefined ? undefined : new vscode.ThemeColor(color));
  switch (preview.kind) {
    case 'checked':
      return checkedMark(preview, icon);
    case 'conflict': {
      const owners = [...new Set(preview.conflicts.map(conflict => conflict.manager))].join(', ');
      const fields = preview.conflicts.map(conflict => conflict.field).join(', ');
      return {
        icon: icon('warning', 'list.warningForeground'),
        words: vscode.l10n.t('conflict: {0} owns {1}', owners, fields),
      };
    }
    case 'notCheckable':
      return {
        icon: icon('diff-added', 'gitDecoration.addedResourceForeground'),
        words:
          preview.waitsFor === 'namespace'
            ? vscode.l10n.t('create, once its namespace is there')
            : vscode.l10n.t('create, once its definition is there'),
      };
    case 'notServed':
      return {
        icon: icon('circle-slash', 'list.warningForeground'),
        words: vscode.l10n.t('the cluster does not know {0}', preview.step.apiVersion),
      };
    case 'refused':
      return {
        icon: icon('error', 'list.errorForeground'),
        words: serverProblems(preview.failure, preview.step.document)
          .map(problem => problem.message)
          .join('; '),
      };
  }
}

function checkedMark(
  { diff }: Extract<StepPreview, { readonly kind: 'checked' }>,
  icon: (id: string, color?: string) => vscode.ThemeIcon,
): { readonly icon: vscode.ThemeIcon; readonly words: string } {
  switch (diff.kind) {
    case 'created':
      return {
        icon: icon('diff-added', 'gitDecoration.addedResourceForeground'),
        words: vscode.l10n.t('create'),
      };
    case 'changed':
      return {
        icon: icon('diff-modified', 'gitDecoration.modifiedResourceForeground'),
        words: vscode.l10n.t('change'),
      };
    case 'unchanged':
      return {
        icon: icon('check'),
        words: diff.changesOwnership
          ? vscode.l10n.t('no change; Timonel becomes an owner of its fields')
          : vscode.l10n.t('no change'),
      };
  }
}

/** Both sides of a step's differences; none where there are no two sides. */
export function diffTexts(preview: StepPreview): readonly DiffTexts[] {
  if (!('diff' in preview)) return [];
  const { step, diff } = preview;
  const title = vscode.l10n.t('{0} (live ↔ manifest)', stepTitle(step));
  const path = [step.namespace, step.kind, step.name].filter(part => part !== undefined).join('/');
  return [{ path, title, before: diff.before, after: diff.after }];
}
