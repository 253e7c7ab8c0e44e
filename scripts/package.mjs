// npm run package: packs what was built, and fails if the package holds too much or too little.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A package is no larger than this. */
export const goalBytes = 3_000_000;

/** What a package may hold: what the editor loads, and what a user reads. */
const used =
  /^(package\.json|package\.nls(\.\w+)?\.json|readme\.md|changelog\.md|docs\/rules\.md|license(\.txt)?|l10n\/.*\.json|(snippets|syntaxes|dist\/schemas)\/.*\.json|media\/.*\.(svg|png|woff|md)|dist\/(webview\/)?third-party-notices\.txt|dist\/(extension|cli|driftWorker|manifestServer|chunks\/[^/]+|webview\/[^/]+)\.(js|css))$/i;

/** What a package cannot do without. */
const needed = [
  'package.json',
  'package.nls.json',
  'package.nls.es.json',
  'README.md',
  'dist/extension.js',
  'dist/schemas/index.json',
  'docs/rules.md',
];

const packing = [
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  '--skip-license',
  // The README's pictures are packed with it.
  '--no-rewrite-relative-links',
  '--out',
];

/** What is packed is picked from these; a used checkout also holds caches of gigabytes, through which vsce would walk. */
const sources = [
  '.vscodeignore',
  'package.json',
  'package.nls.json',
  'package.nls.es.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'dist',
  'docs',
  'l10n',
  'media',
  'snippets',
  'syntaxes',
];

/** Packs what dist holds. Returns the file, its size, and what is wrong with its contents. */
export function makePackage() {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const file = `${name}-${version}.vsix`;
  const stage = mkdtempSync(join(tmpdir(), `${name}-package-`));
  try {
    for (const path of sources) if (existsSync(path)) cpSync(path, join(stage, path), { recursive: true });
    tool(stage, 'vsce', ...packing, resolve(file));
    const contents = tool(stage, 'vsce', 'ls', '--no-dependencies').split('\n').filter(Boolean);
    return { file, sizeBytes: statSync(file).size, contents, faults: [...faults(contents)] };
  } finally {
    rmSync(stage, { recursive: true });
  }
}

function* faults(contents) {
  for (const path of contents) if (!used.test(path)) yield `${path} is packed, but nothing uses it`;
  for (const path of needed) if (!contents.includes(path)) yield `${path} is missing`;
}

function tool(cwd, command, ...args) {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  if (done.status !== 0) throw new Error(`${command} failed:\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

function main() {
  const { file, sizeBytes, contents, faults } = makePackage();
  for (const path of contents) console.log(`${sizeOf(path).padStart(9)}  ${path}`);
  console.log(
    `${file}: ${(sizeBytes / 1e6).toFixed(2)} MB in ${contents.length} files (at most ${goalBytes / 1e6} MB)`,
  );
  if (sizeBytes > goalBytes) faults.push('The package is too large.');
  for (const fault of faults) console.error(`✖ ${fault}`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}

function sizeOf(path) {
  return existsSync(path) ? statSync(path).size.toLocaleString('en') : '';
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) main();
