import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Finds a Chromium on the machine; undefined where there is none. `TIMONEL_CHROMIUM` names one elsewhere. */
export function findChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = names.flatMap(name => folders.map(folder => join(folder, name)));
  return [process.env['TIMONEL_CHROMIUM'] ?? '', ...candidates].find(path => path !== '' && existsSync(path));
}

/** Finds a Chromium, or installs it where the user is root on Debian. Returns undefined where neither works. */
export function provideChromium(): string | undefined {
  const found = findChromium();
  if (found || !existsSync('/etc/debian_version') || process.getuid?.() !== 0) return found;
  console.error('Installing Chromium with apt-get: the editor tests need a browser, and none was found.');
  for (const command of [['update'], ['install', '--yes', '--no-install-recommends', 'chromium']]) {
    spawnSync('apt-get', ['-qq', ...command], {
      stdio: ['ignore', 'ignore', 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  return findChromium();
}

/** What to tell a user who has no Chromium. */
export const chromiumAdvice =
  'The editor tests need Chromium: install it (Debian: apt-get install chromium), or name one in TIMONEL_CHROMIUM.';

/** Starts a headless Chromium that does nothing on its own in the network. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = provideChromium();
  if (!executablePath) throw new Error(chromiumAdvice);
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Only loopback can be reached: what the tests see is what a machine without a network sees.
      '--no-proxy-server',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    ],
  });
}
