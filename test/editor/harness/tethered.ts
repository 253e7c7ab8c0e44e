import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A process that ends, with all that it started, at the latest when this one does. Disposing ends it now. */
export interface Tethered extends AsyncDisposable {
  readonly errors: Readable;
  /** The first line of its output that `accept` makes something of; fails if the process ends before. */
  firstLine<T>(accept: (line: string) => T | undefined): Promise<T>;
}

/** Runs a script of Node's. An undefined variable is taken out of its environment. */
export function runTethered(
  script: string,
  flags: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Tethered {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'tether.mjs'), script, ...flags], {
    env: environment,
    stdio: 'pipe',
    detached: true,
  });
  return {
    errors: child.stderr,
    firstLine: async accept => {
      const seen: string[] = [];
      const lines = createInterface({ input: child.stdout });
      for await (const line of lines) {
        seen.push(line);
        const found = accept(line);
        if (found !== undefined) return found;
      }
      throw new Error(`${script} ended before it was ready:\n${seen.join('\n')}`);
    },
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}
