import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { type BenchRow, rowAtMost } from './row.ts';

/** The size of the packed extension. */
export default async function packageSize(): Promise<readonly BenchRow[]> {
  const done = spawnSync('npm', ['run', '--silent', 'package'], { encoding: 'utf8' });
  const [file] = globSync('*.vsix');
  if (done.status !== 0 || !file) throw new Error(`There is no package:\n${done.stdout}${done.stderr}`);
  return [rowAtMost('package', statSync(file).size / 1e6, 'MB', 3)];
}
