import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Edition, projectRoot, versionOf } from './edition.ts';

/** Parts of the server that are compiled on installation or very large, and that nothing here needs. */
const unneeded =
  /copilot|devcontainers|mxc-sdk|sandbox-runtime|kerberos|ssh2|windows-|sqlite3|spdlog|deviceid|fs-copyfile|native-watchdog|node-addon-api/;

/**
 * Installs a real VS Code from npm into the cache folder, once, and returns the folder of its server.
 *
 * No install script runs and nothing is compiled, so that no toolchain is
 * needed: the terminal and the file watcher bring prebuilt binaries, and the
 * log files are written by a module of ours in place of the native one.
 */
export function installEditor(edition: Edition): string {
  const version = versionOf(edition);
  const home = join(projectRoot, '.cache', 'editors', version);
  const server = join('node_modules', 'code-server', 'lib', 'vscode');
  if (!existsSync(join(home, 'complete'))) {
    console.error(
      `Installing VS Code (code-server ${version}) from npm: it is not in .cache/editors. Half a minute.`,
    );
    // Everything happens beside the final place, so that a broken or a parallel installation does no harm.
    const draft = `${home}.${process.pid}`;
    install(draft, server, version);
    if (existsSync(join(home, 'complete'))) rmSync(draft, { recursive: true });
    else {
      rmSync(home, { recursive: true, force: true });
      renameSync(draft, home);
    }
  }
  return join(home, server);
}

function install(home: string, server: string, version: string): void {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "private": true }');
  npm(home, '--no-save', `code-server@${version}`);
  leaveOutUnneeded(join(home, server));
  npm(join(home, server), '--omit=dev');
  const logging = join(home, server, 'node_modules', '@vscode', 'spdlog');
  mkdirSync(logging, { recursive: true });
  cpSync(join(import.meta.dirname, 'logFiles.cjs'), join(logging, 'index.js'));
  writeFileSync(join(home, 'complete'), '');
}

function leaveOutUnneeded(server: string): void {
  const path = join(server, 'package.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { dependencies: Record<string, string> };
  const kept = Object.entries(manifest.dependencies).filter(([name]) => !unneeded.test(name));
  writeFileSync(path, JSON.stringify({ ...manifest, dependencies: Object.fromEntries(kept) }));
  for (const extension of ['copilot', 'mermaid-markdown-features', 'microsoft-authentication']) {
    rmSync(join(server, 'extensions', extension), { recursive: true, force: true });
  }
}

function npm(folder: string, ...packages: readonly string[]): void {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  const done = spawnSync('npm', ['install', ...flags, ...packages], { cwd: folder, stdio: ['ignore', 2, 2] });
  if (done.status !== 0) throw new Error('VS Code could not be installed from npm: see the message above.');
}
