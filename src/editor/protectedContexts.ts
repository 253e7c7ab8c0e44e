import * as vscode from 'vscode';
import { settings } from './ids.ts';

/** Whether a context asks before anything is changed in it, by the user's own list. */
export function isProtected(contextName: string): boolean {
  const patterns =
    vscode.workspace.getConfiguration().get<readonly string[]>(settings.protectedContexts) ?? [];
  return patterns.some(pattern => matchesPattern(pattern, contextName));
}

/** Whether a name fits a pattern in which `*` stands for any text; case is ignored. */
export function matchesPattern(pattern: string, name: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const text = name.toLowerCase();
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last))
    return false;
  let from = first.length;
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= text.length - last.length;
}
