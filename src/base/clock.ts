import type { Disposable } from './owner.ts';

/** Time as a port, so that waiting can be tested without waiting. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Calls `run` once after `delayMs`; disposing of the result before then cancels it. */
  after(delayMs: number, run: () => void): Disposable;
}

/** Resolves after `delayMs`, or as soon as `signal` aborts: it never rejects, so look at the signal afterwards. */
export function sleep(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal?.aborted) return resolve();
    const finish = () => {
      timer.dispose();
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const timer = clock.after(delayMs, finish);
    signal?.addEventListener('abort', finish);
  });
}
