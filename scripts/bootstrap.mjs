// Runs a script or a tool under the project's own Node, after installing what is missing:
//   node scripts/bootstrap.mjs SCRIPT.mjs|SCRIPT.ts|TOOL [ARGUMENT…]
// This file alone runs under the Node that the machine has; every other one runs under Node 24.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const tools = join(root, 'node_modules', '.bin');
const isWindows = process.platform === 'win32';
const node = join(root, 'node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node');

const why = reasonToInstall();
if (why) install(why);
run(process.argv.slice(2));

/** Says why the packages must be installed, or nothing where they are as the lock file has them. */
function reasonToInstall() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return 'node_modules is missing';
  if (!existsSync(node)) return 'the Node that the project runs on is missing';
  const have = packagesIn(installed);
  const stale = Object.entries(packagesIn(join(root, 'package-lock.json'))).find(
    ([path, wanted]) => path && !wanted.optional && have[path]?.version !== wanted.version,
  );
  return stale && `${stale[0]} is not the version that package-lock.json names`;
}

function packagesIn(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

function install(reason) {
  console.error(`Installing the project's packages with npm ci: ${reason}. This takes about a minute.`);
  const done = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    // What is asked for on standard output may be read by another program.
    stdio: ['ignore', process.stderr, process.stderr],
    shell: isWindows,
  });
  if (done.status !== 0) {
    console.error('npm ci failed: see its message above.');
    process.exit(2);
  }
}

function run([target = '', ...rest]) {
  const isScript = /\.(ts|mjs)$/.test(target);
  const child = spawn(
    isScript ? node : join(tools, target),
    isScript ? [join(root, target), ...rest] : rest,
    {
      stdio: 'inherit',
      shell: isWindows && !isScript,
      env: { ...process.env, PATH: `${tools}${delimiter}${process.env.PATH}`, NODE_OPTIONS: options() },
    },
  );
  // A terminal sends Ctrl-C to the whole group; the child cleans up, and this process waits for it.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

/** Node prints a notice on each type-stripped start of some versions; it is of no use to the reader. */
function options() {
  return [process.env.NODE_OPTIONS, '--disable-warning=ExperimentalWarning'].filter(Boolean).join(' ');
}
