import * as vscode from 'vscode';
import { matchesWildcard } from '../base/wildcard.ts';
import { settings } from './ids.ts';

/** Whether a context asks before anything is changed in it, by the user's own list. */
export function isProtected(contextName: string): boolean {
  const patterns =
    vscode.workspace.getConfiguration().get<readonly string[]>(settings.protectedContexts) ?? [];
  return patterns.some(pattern => matchesWildcard(pattern, contextName));
}
