import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const folder = '.cache/bench/evidently';
const packages = ['evidently==0.7.23', 'pandas<3', 'pyarrow'];

/** The Python of a virtual environment with Evidently, made on first use. Throws where it cannot be had. */
export function providePython(): string {
  const python = join(folder, 'bin', 'python');
  if (!existsSync(join(folder, 'ready'))) {
    run('python3', ['-m', 'venv', folder], 'Python 3 with venv');
    run(python, ['-m', 'pip', 'install', '--quiet', '--prefer-binary', ...packages], 'Evidently');
    run(python, ['-c', `import evidently, pyarrow; open('${folder}/ready', 'w')`], 'Evidently');
  }
  return python;
}

/** Runs a Python script and returns what it prints. */
export function runPython(python: string, args: readonly string[]): string {
  return run(python, args, args[0] ?? '');
}

function run(command: string, args: readonly string[], what: string): string {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (done.status !== 0)
    throw new Error(`${what} cannot be had: ${(done.error?.message ?? done.stderr).trim().slice(-300)}`);
  return done.stdout;
}
