import { type ChildProcess, spawn } from 'node:child_process';
import type { KubeconfigEntry } from '../access.ts';
import { isRecord, listAt, recordAt, textAt, timeAt } from '../wireReader.ts';

/** What a login command gave. */
export interface ExecCredential {
  readonly token: string | undefined;
  /** PEM texts. */
  readonly certificate: string | undefined;
  readonly key: string | undefined;
  /** Absent: good until the server refuses it. */
  readonly expiresAtMs: number | undefined;
}

/** A command that does not end when it is asked to is ended after so long. */
const killAfterMs = 2_000;
/** Windows has no groups of processes. */
const hasGroups = process.platform !== 'win32';

/**
 * Runs the login command of a kubeconfig's user. When the signal aborts, the command is ended, with whatever it
 * started itself, and the promise rejects with the signal's reason at once.
 *
 * @param info what the command gets as `KUBERNETES_EXEC_INFO`
 * @throws Error with what the command said, or with `code: 'ENOENT'` where there is no such command
 */
export async function runExecPlugin(
  exec: KubeconfigEntry,
  info: string,
  signal: AbortSignal,
): Promise<ExecCredential> {
  const command = textAt(exec, 'command');
  if (command === undefined) throw new Error('the user names no login command');
  const child = spawn(command, listAt(exec, 'args').map(String), {
    env: { ...process.env, ...environment(exec), KUBERNETES_EXEC_INFO: info },
    // Nobody can answer it here.
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: hasGroups,
    windowsHide: true,
  });
  return readCredential(await outputOf(child, signal));
}

function environment(exec: KubeconfigEntry): Record<string, string> {
  const entries = listAt(exec, 'env').filter(isRecord);
  return Object.fromEntries(
    entries.map(entry => [textAt(entry, 'name') ?? '', textAt(entry, 'value') ?? '']),
  );
}

function outputOf(child: ChildProcess, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    let complaint = '';
    const stop = () => {
      end(child);
      reject(signal.reason);
    };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    child.on('error', reject);
    child.on('close', code => {
      signal.removeEventListener('abort', stop);
      if (code === 0) resolve(output);
      else reject(new Error(complaint));
    });
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
  });
}

function end(child: ChildProcess): void {
  const kill = (how: NodeJS.Signals) => {
    if (child.pid === undefined) return;
    try {
      if (hasGroups) process.kill(-child.pid, how);
      else child.kill(how);
    } catch {
      // It has ended by itself.
    }
  };
  kill('SIGTERM');
  const insist = setTimeout(() => kill('SIGKILL'), killAfterMs).unref();
  child.on('close', () => clearTimeout(insist));
}

function readCredential(output: string): ExecCredential {
  const credential: unknown = JSON.parse(output);
  const status = recordAt(credential, 'status');
  return {
    token: textAt(status, 'token'),
    certificate: textAt(status, 'clientCertificateData'),
    key: textAt(status, 'clientKeyData'),
    expiresAtMs: timeAt(status, 'expirationTimestamp'),
  };
}
