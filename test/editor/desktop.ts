// npm run test:desktop: the same suites in a desktop VS Code, which is downloaded.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { projectRoot } from './harness/edition.ts';
import { suitesBundle } from './harness/runSuites.ts';
import type { HostResult } from './suites/hostSuite.ts';

const folder = mkdtempSync(join(tmpdir(), 'timonel-desktop-'));
try {
  const results = await runInDesktop();
  for (const { suite, name, error, skipped } of results) {
    if (error) console.log(`✖ ${suite}: ${name}\n${error}`);
    else if (skipped) console.log(`- ${suite}: ${name} (${skipped})`);
  }
  const failed = results.filter(result => result.error !== undefined).length;
  const skipped = results.filter(result => result.skipped !== undefined).length;
  console.log(`${results.length - failed - skipped} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = failed > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function runInDesktop(): Promise<readonly HostResult[]> {
  const project = join(folder, 'project');
  const results = join(folder, 'results.json');
  mkdirSync(project);
  writeFileSync(
    join(project, 'settings.yaml'),
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n',
  );
  await runTests({
    version: process.env['TIMONEL_VSCODE'] ?? 'stable',
    extensionDevelopmentPath: projectRoot,
    extensionTestsPath: suitesBundle,
    extensionTestsEnv: { TIMONEL_RESULTS: results, KUBECONFIG: join(folder, 'no-kubeconfig') },
    launchArgs: [
      project,
      `--user-data-dir=${join(folder, 'user')}`,
      '--disable-extensions',
      '--disable-workspace-trust',
    ],
  });
  return JSON.parse(readFileSync(results, 'utf8')) as readonly HostResult[];
}
