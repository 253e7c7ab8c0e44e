import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const stamp = '.cache/built';
const inputs = [
  'src/**/*',
  'schemas/**/*',
  'scripts/schemas/**/*',
  'webpack.config.js',
  'scripts/strip-types-loader.cjs',
  'package-lock.json',
];
const outputs = ['dist/extension.js', 'dist/chunks', 'dist/schemas', 'dist/webview'];

/** Builds the extension, unless nothing that it is made of has changed since it was built from here. */
export function buildIfStale() {
  if (isFresh()) return;
  console.error('Building the extension …');
  const started = new Date();
  const done = spawnSync('webpack', ['--stats=errors-warnings'], { stdio: ['ignore', 'ignore', 2] });
  if (done.status !== 0) throw new Error('The build failed: npm run build says why.');
  // What changes while it builds is newer than the stamp, and is built next time.
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, '');
  utimesSync(stamp, started, started);
}

function isFresh() {
  if (![stamp, ...outputs].every(path => existsSync(path))) return false;
  const builtAt = statSync(stamp).mtimeMs;
  return inputs.flatMap(pattern => globSync(pattern)).every(path => statSync(path).mtimeMs <= builtAt);
}
