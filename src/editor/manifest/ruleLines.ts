import * as vscode from 'vscode';

/** The line of each rule's heading on the page of rules, as a fragment (`L34`); none where the page is not there. */
export async function readRuleLines(page: vscode.Uri): Promise<Readonly<Record<string, string>>> {
  try {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(page));
    const lines = text.split('\n').flatMap((line, index) => {
      const rule = /^#+ `?([a-z]+\/[a-z0-9-]+)`?/.exec(line)?.[1];
      return rule === undefined ? [] : [[rule, `L${index + 1}`] as const];
    });
    return Object.fromEntries(lines);
  } catch {
    return {};
  }
}
