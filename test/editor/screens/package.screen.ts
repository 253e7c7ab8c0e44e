import { match } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { projectRoot } from '../harness/edition.ts';
import { screen } from '../harness/screen.ts';

const vsix = makePackage();

screen('the package installs and runs', { vsix }, async editor => {
  await editor.openContainer('Timonel');
  await editor.page.locator('.part.sidebar').getByRole('button', { name: 'Start Demo Cluster' }).waitFor();
  await editor.runCommand('Developer: Show Running Extensions');
  const running = editor.page.locator('.runtime-extensions-editor .extension').filter({ hasText: 'Timonel' });
  await running.waitFor();
  match((await running.textContent()) ?? '', /Activation/);
});

function makePackage(): string {
  const tools = join(projectRoot, 'node_modules', '.bin');
  const done = spawnSync(process.execPath, [join('scripts', 'package.mjs')], {
    cwd: projectRoot,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${tools}${delimiter}${process.env['PATH'] ?? ''}` },
  });
  const [file] = globSync('*.vsix', { cwd: projectRoot });
  if (done.status !== 0 || !file) throw new Error(`There is no package:\n${done.stdout}${done.stderr}`);
  return join(projectRoot, file);
}
