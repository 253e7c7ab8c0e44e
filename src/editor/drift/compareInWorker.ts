import { Worker } from 'node:worker_threads';
import type { ComparedInWorker, FromWorker, WorkerTask } from '../../drift/panel/workerMessages.ts';

export interface WorkerOptions {
  /** File of the worker's bundle. */
  readonly script: string;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, column: string | undefined) => void;
}

/**
 * Compares two tables in a thread of their own, so that the editor stays free. Rejects with a message for the user, or
 * with the signal's reason once it is aborted; the thread ends with the promise, either way.
 */
export async function compareInWorker(task: WorkerTask, options: WorkerOptions): Promise<ComparedInWorker> {
  const { script, signal, onProgress } = options;
  signal.throwIfAborted();
  const worker = new Worker(script, { workerData: task });
  try {
    return await new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      worker.on('error', reject);
      worker.on('exit', code => reject(new Error(`the comparison ended early, with code ${code}`)));
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'progress') onProgress(message.done, message.column);
        else if (message.kind === 'compared') resolve(message.compared);
        else reject(new Error(message.message));
      });
    });
  } finally {
    await worker.terminate();
  }
}
