import * as vscode from 'vscode';

/** Says how far something has come; increments add up to 100. */
export type Report = (progress: { readonly message?: string; readonly increment?: number }) => void;

/** What a long task is given. */
export interface Task {
  readonly report: Report;
  /** Aborts when the user cancels. */
  readonly signal: AbortSignal;
}

/** Runs a task under a notification with a cancel button. */
export async function withProgress<T>(title: string, run: (task: Task) => Promise<T>): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return await vscode.window.withProgress(options, async (progress, token) => {
    const ending = new AbortController();
    const subscription = token.onCancellationRequested(() => ending.abort());
    try {
      return await run({ report: value => progress.report(value), signal: ending.signal });
    } finally {
      subscription.dispose();
    }
  });
}
