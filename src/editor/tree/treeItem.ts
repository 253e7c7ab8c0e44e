import * as vscode from 'vscode';
import type { RowAction, RowTone, TreeRow } from '../../tree/treeRow.ts';
import { commands } from '../ids.ts';
import { tooltipMarkdown } from './tooltipMarkdown.ts';
import type { TreeElement } from './treeElement.ts';

const tones: Readonly<Record<RowTone, string | undefined>> = {
  good: 'testing.iconPassed',
  busy: 'charts.blue',
  warning: 'problemsWarningIcon.foreground',
  bad: 'problemsErrorIcon.foreground',
  muted: 'disabledForeground',
  plain: undefined,
};

const actions: Readonly<Record<RowAction, string>> = {
  retry: commands.retry,
  signInAgain: commands.signInAgain,
  chooseNamespaces: commands.chooseNamespaces,
  showMore: commands.showMore,
  openKubeconfig: commands.openKubeconfig,
  startDemo: commands.startDemo,
  deployProject: commands.deployProject,
};

/** Converts a row; everything that a cluster said stays plain text. */
export function treeItem(row: TreeRow, element: TreeElement): vscode.TreeItem {
  const { None, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(row.label, row.isExpandable ? Collapsed : None);
  item.id = element.rowId === undefined ? element.contextName : `${element.contextName}/${row.id}`;
  item.contextValue = (row.tokens ?? []).map(token => `${token};`).join('');
  if (row.description !== undefined) item.description = row.description;
  if (row.icon !== undefined) item.iconPath = themeIcon(row.icon, row.tone ?? 'plain');
  if (row.tooltip) item.tooltip = new vscode.MarkdownString(tooltipMarkdown(row.tooltip));
  if (row.action) item.command = actionCommand(row, row.action, element);
  return item;
}

function themeIcon(name: string, tone: RowTone): vscode.ThemeIcon {
  const color = tones[tone];
  return color === undefined
    ? new vscode.ThemeIcon(name)
    : new vscode.ThemeIcon(name, new vscode.ThemeColor(color));
}

function actionCommand(row: TreeRow, action: RowAction, element: TreeElement): vscode.Command {
  // Deploying takes a file or folder, and has to ask for it when it is started from here.
  const takesRow = action !== 'deployProject' && action !== 'startDemo';
  return { command: actions[action], title: row.label, arguments: takesRow ? [element] : [] };
}
