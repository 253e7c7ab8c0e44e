import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Edition } from './edition.ts';
import { installEditor } from './installEditor.ts';
import type { Profile } from './profile.ts';

export interface ServeOptions {
  readonly edition: Edition;
  readonly profile: Profile;
  /** Loopback port; a free one where it is 0. */
  readonly port: number;
  /** Added to the environment of the extension host; undefined takes a variable away. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A VS Code server that runs. Disposing ends it with everything that it started. */
export interface ServedEditor extends AsyncDisposable {
  readonly host: string;
  /** Address of a window that has a folder open. `payload` is the editor's own list of start options. */
  address(folder: string, payload?: readonly (readonly [string, string])[]): string;
}

/** Serves VS Code on a loopback port, and resolves as soon as it accepts connections. */
export async function serveEditor(options: ServeOptions): Promise<ServedEditor> {
  const server = installEditor(options.edition);
  const child = spawn(process.execPath, [join(server, 'out', 'server-main.js'), ...flags(options)], {
    // Without a gallery, nothing is looked up on the network.
    env: withoutHostVariables({ ...process.env, EXTENSIONS_GALLERY: '{}', ...options.environment }),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that extension hosts and terminals end with it.
    detached: true,
  });
  const end = () => killGroup(child);
  process.once('exit', end);
  const log = createWriteStream(join(options.profile.folder, 'server.log'));
  child.stderr.pipe(log);
  const host = `127.0.0.1:${await listeningPort(child)}`;
  child.stdout.resume();
  return {
    host,
    address: (folder, payload = []) => {
      const query = new URLSearchParams({ folder });
      if (payload.length > 0) query.set('payload', JSON.stringify(payload));
      return `http://${host}/?${query}`;
    },
    [Symbol.asyncDispose]: async () => {
      process.off('exit', end);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      killGroup(child);
      await ended;
    },
  };
}

function flags({ profile, port }: ServeOptions): readonly string[] {
  return [
    '--host=127.0.0.1',
    `--port=${port}`,
    '--without-connection-token',
    '--accept-server-license-terms',
    '--enable-smoke-test-driver',
    `--server-data-dir=${profile.server}`,
    `--user-data-dir=${profile.user}`,
    `--extensions-dir=${profile.extensions}`,
  ];
}

/** An editor that was started from a terminal of another editor must not take itself for that one. */
function withoutHostVariables(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|ELECTRON_)|^NODE_(OPTIONS|TEST_CONTEXT)$/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !foreign.test(name)));
}

async function listeningPort(child: ChildProcess): Promise<string> {
  const output = child.stdout;
  if (!output) throw new Error('The editor has no output.');
  const seen: string[] = [];
  for await (const line of createInterface({ input: output })) {
    seen.push(line);
    const port = /agent listening on (\d+)/.exec(line)?.[1];
    if (port) return port;
  }
  throw new Error(`VS Code ended before it listened:\n${seen.join('\n')}`);
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
