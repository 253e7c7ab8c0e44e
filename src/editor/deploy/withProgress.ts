import * as vscode from 'vscode';
import type { Clock } from '../../base/clock.ts';

/** Says how far something has come; increments add up to 100. */
export type Report = (progress: { readonly message?: string; readonly increment?: number }) => void;

/** What a long task is given. */
export interface Task {
  readonly report: Report;
  /** Aborts when the user cancels. */
  readonly signal: AbortSignal;
}

/** What is over sooner than this needs no notice of its own. */
const noticeableMs = 500;

/** Runs a task, under a notification with a cancel button as soon as it takes noticeably long. */
export async function withProgress<T>(
  title: string,
  clock: Clock,
  run: (task: Task) => Promise<T>,
): Promise<T> {
  const ending = new AbortController();
  const progress = new BufferedProgress();
  const running = run({ report: value => progress.report(value), signal: ending.signal });
  const timer = clock.after(noticeableMs, () => {
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    void vscode.window.withProgress(options, async (shown, token) => {
      const subscription = token.onCancellationRequested(() => ending.abort());
      progress.showOn(value => shown.report(value));
      // The caller hears of a failure; the notification only ends with the task.
      await running.catch(() => undefined);
      subscription.dispose();
    });
  });
  try {
    return await running;
  } finally {
    timer.dispose();
  }
}

/** Keeps what was reported before there was anything to show it on. */
class BufferedProgress {
  #show: Report | undefined;
  #message: string | undefined;
  #increment = 0;

  report(value: { readonly message?: string; readonly increment?: number }): void {
    if (this.#show !== undefined) {
      this.#show(value);
      return;
    }
    this.#message = value.message ?? this.#message;
    this.#increment += value.increment ?? 0;
  }

  showOn(show: Report): void {
    this.#show = show;
    show({ increment: this.#increment, ...(this.#message === undefined ? {} : { message: this.#message }) });
  }
}
