import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Edition } from './edition.ts';
import { installEditor } from './installEditor.ts';
import type { Profile } from './profile.ts';
import { runTethered } from './tethered.ts';

export interface ServeOptions {
  readonly edition: Edition;
  readonly profile: Profile;
  /** Loopback port; a free one where it is 0. */
  readonly port: number;
  /** Added to the environment of the extension host; undefined takes a variable away. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Lets windows take test suites in their payload. The editor then shows no notices, so only suites ask for it. */
  readonly takesSuites?: boolean;
}

/** A VS Code server that runs. Disposing ends it with everything that it started. */
export interface ServedEditor extends AsyncDisposable {
  readonly host: string;
  /** Address of a window that has a folder open. `payload` is the editor's own list of start options. */
  address(folder: string, payload?: readonly (readonly [string, string])[]): string;
}

/** Serves VS Code on a loopback port, and resolves as soon as it accepts connections. */
export async function serveEditor(options: ServeOptions): Promise<ServedEditor> {
  const script = join(installEditor(options.edition), 'out', 'server-main.js');
  const server = runTethered(script, flags(options), variables(options));
  server.errors.pipe(createWriteStream(join(options.profile.folder, 'server.log')));
  const port = await server.firstLine(line => /agent listening on (\d+)/.exec(line)?.[1]);
  const host = `127.0.0.1:${port}`;
  return {
    host,
    address: (folder, payload = []) => {
      const query = new URLSearchParams({ folder });
      if (payload.length > 0) query.set('payload', JSON.stringify(payload));
      return `http://${host}/?${query}`;
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

function flags({ profile, port, takesSuites }: ServeOptions): readonly string[] {
  return [
    '--host=127.0.0.1',
    `--port=${port}`,
    '--without-connection-token',
    '--accept-server-license-terms',
    ...(takesSuites ? ['--enable-smoke-test-driver'] : []),
    `--server-data-dir=${profile.server}`,
    `--user-data-dir=${profile.user}`,
    `--extensions-dir=${profile.extensions}`,
  ];
}

/** An editor that was started from a terminal of another editor must not take itself for that one. */
function variables(options: ServeOptions): Readonly<Record<string, string | undefined>> {
  const foreign = /^(VSCODE_|ELECTRON_)|^NODE_(OPTIONS|TEST_CONTEXT)$/;
  const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  // Without a gallery, nothing is looked up on the network.
  return { ...Object.fromEntries(inherited), EXTENSIONS_GALLERY: '{}', ...options.environment };
}
