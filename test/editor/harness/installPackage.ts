import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Edition } from './edition.ts';
import { installEditor } from './installEditor.ts';
import type { Profile } from './profile.ts';

/** Installs a packed extension into a profile, as a user does with `code --install-extension`. */
export function installPackage(edition: Edition, profile: Profile, vsix: string): void {
  const done = spawnSync(
    process.execPath,
    [
      join(installEditor(edition), 'out', 'server-main.js'),
      `--install-extension=${vsix}`,
      `--server-data-dir=${profile.server}`,
      `--user-data-dir=${profile.user}`,
      `--extensions-dir=${profile.extensions}`,
      '--accept-server-license-terms',
    ],
    { encoding: 'utf8', env: { ...process.env, EXTENSIONS_GALLERY: '{}' } },
  );
  if (done.status !== 0) throw new Error(`The package could not be installed:\n${done.stdout}${done.stderr}`);
}
