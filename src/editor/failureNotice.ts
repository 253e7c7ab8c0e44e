import * as vscode from 'vscode';
import type { Failure } from '../cluster/failure.ts';
import { failureWords, type WayOut } from '../cluster/failureWords.ts';
import { commands } from './ids.ts';

const wayOutCommands: Readonly<Record<WayOut, string>> = {
  retry: commands.retry,
  signInAgain: commands.signInAgain,
  chooseNamespaces: commands.chooseNamespaces,
  openKubeconfig: commands.openKubeconfig,
};

/** Says a failure of a command in a notice, with its ways out as buttons. A cancellation shows nothing. */
export async function showFailure(failure: Failure, contextName: string): Promise<void> {
  if (failure.kind === 'cancelled') return;
  const { title, detail, actions } = failureWords(failure, vscode.l10n.t);
  // A command that failed is called again by the user; trying again by a button is for what goes on by itself.
  const buttons = actions
    .filter(action => action !== 'retry')
    .map(action => ({ title: wayOutTitle(action), action }));
  const chosen = await vscode.window.showErrorMessage(`${title}. ${detail}`, ...buttons);
  if (chosen) await vscode.commands.executeCommand(wayOutCommand(chosen.action), contextName);
}

/** A failure in one text, for places that have no buttons. */
export function wordsOf(failure: Failure): string {
  const { title, detail } = failureWords(failure, vscode.l10n.t);
  return `${title}. ${detail}`;
}

/** The command behind a way out; it takes the context's name. */
export function wayOutCommand(action: WayOut): string {
  return wayOutCommands[action];
}

/** What a way out is called on a button. */
export function wayOutTitle(action: WayOut): string {
  switch (action) {
    case 'retry':
      return vscode.l10n.t('Try Again');
    case 'signInAgain':
      return vscode.l10n.t('Sign In Again');
    case 'chooseNamespaces':
      return vscode.l10n.t('Choose Namespaces…');
    case 'openKubeconfig':
      return vscode.l10n.t('Choose Kubeconfig…');
  }
}
