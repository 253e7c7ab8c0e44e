import * as vscode from 'vscode';

const TABLE_FILES = '**/*.{csv,tsv,parquet,pq}';
const NO_TABLES = '**/{node_modules,.git,.cache,dist}/**';
const MOST_LISTED = 500;
const REFERENCE_NAME =
  /(^|[^a-z])(ref|reference|baseline|base|train|training|expected|before|old)([^a-z]|$)/i;

/** Two tables to compare. */
export interface TablePair {
  readonly reference: vscode.Uri;
  readonly current: vscode.Uri;
}

/**
 * The two tables that a command is about: those selected in the explorer, or asked for as far as they are missing.
 * Undefined when the user leaves a question, or has selected too many.
 */
export async function chooseTables(
  clicked?: vscode.Uri,
  selected: readonly vscode.Uri[] = [],
): Promise<TablePair | undefined> {
  const chosen = selected.length > 0 ? selected : clicked ? [clicked] : [];
  const [first, second] = chosen;
  if (chosen.length > 2) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('Select two tables: the reference and the current one. {0} are selected.', chosen.length),
    );
    return undefined;
  }
  if (first && second) return inOrder(first, second);
  if (first) {
    const other = await askForTable(vscode.l10n.t('Compare {0} with…', nameOf(first)), [first]);
    return other && inOrder(first, other);
  }
  const reference = await askForTable(vscode.l10n.t('Reference table: what the data should look like'), []);
  if (!reference) return undefined;
  const current = await askForTable(vscode.l10n.t('Current table, to compare with {0}', nameOf(reference)), [
    reference,
  ]);
  return current && { reference, current };
}

/** Name of a table for the user. */
export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** The one that is called like a reference is it, otherwise the first. The panel can swap them. */
function inOrder(first: vscode.Uri, second: vscode.Uri): TablePair {
  const isSecondReference = REFERENCE_NAME.test(nameOf(second)) && !REFERENCE_NAME.test(nameOf(first));
  return isSecondReference ? { reference: second, current: first } : { reference: first, current: second };
}

async function askForTable(title: string, except: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  const left = new Set(except.map(String));
  const files = vscode.workspace
    .findFiles(TABLE_FILES, NO_TABLES, MOST_LISTED)
    .then(found => found.filter(uri => !left.has(String(uri))).map(fileItem));
  const browse = {
    label: vscode.l10n.t('Browse…'),
    iconPath: new vscode.ThemeIcon('folder-opened'),
    alwaysShow: true,
  };
  const items = files.then(found => [
    ...found.toSorted((a, b) => a.label.localeCompare(b.label)),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    browse,
  ]);
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { readonly uri?: vscode.Uri }>(
    items,
    {
      title,
      matchOnDescription: true,
      placeHolder: vscode.l10n.t('A CSV or Parquet file'),
    },
  );
  if (picked?.label === browse.label) return browseForTable(title);
  return picked?.uri;
}

function fileItem(uri: vscode.Uri) {
  const folder = vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, '..'));
  return { label: nameOf(uri), description: folder, iconPath: new vscode.ThemeIcon('table'), uri };
}

async function browseForTable(title: string): Promise<vscode.Uri | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title,
      filters: {
        [vscode.l10n.t('Tables')]: ['csv', 'tsv', 'parquet', 'pq'],
        [vscode.l10n.t('All files')]: ['*'],
      },
    })) ?? [];
  return uri;
}
